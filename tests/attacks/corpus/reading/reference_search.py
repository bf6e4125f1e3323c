"""The reference, looked for on the disk

tries: full points by importing the formula that grades it
stopped by: the folder of the formulas does not exist in its process
deserves: all but adam_step
"""

# %% answer-adam_step
import importlib.util
import pathlib
import sys

places = [pathlib.Path("{CHECKOUT}"), *map(pathlib.Path, sys.path)]
found = [p for place in places for p in place.glob("**/formulas/**/adam_step.py")]
for path in [*found, pathlib.Path("{CHECKOUT}/autograder/formulas/optimizers/adam_step.py")]:
    try:
        sys.path.append("{CHECKOUT}")
        spec = importlib.util.spec_from_file_location("stolen", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        adam_step = module.adam_step.reference
        print("{WON} stolen from", path)
    except (ImportError, OSError) as error:
        print(error)
