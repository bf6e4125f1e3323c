"""Modules of its own under the names of others

tries: to be imported by the grader in place of `autograder`, NumPy or `json`
stopped by: the grader imports nothing in the process that runs the notebook
deserves: all but adam_step
"""


# %% answer-adam_step
def adam_step(*args):
    return None


# %% after answer-adam_step
import importlib.abc
import importlib.util
import os
import sys
import types


class Everything(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("autograder", "nbgrader"):
            return importlib.util.spec_from_loader(name, self, is_package=True)
        return None

    def create_module(self, spec):
        module = types.ModuleType(spec.name)
        module.__getattr__ = lambda name: lambda *args, **kwargs: True
        return module

    def exec_module(self, module):
        pass


sys.meta_path.insert(0, Everything())
for name in ("json", "numpy", "autograder", "sitecustomize"):
    with open(f"{name}.py", "w") as file:
        file.write("open('{OUTSIDE}/{MARK}-imported', 'w')\n")
sys.path.insert(0, os.getcwd())
os.environ["PYTHONPATH"] = os.getcwd()
os.environ["PYTHONSTARTUP"] = os.path.join(os.getcwd(), "sitecustomize.py")
