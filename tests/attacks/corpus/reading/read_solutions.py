"""The sources of the assignment

tries: to copy the right answers from the checkout of the course
stopped by: of the checkout only the students' library is there
deserves: all but adam_step
"""

# %% answer-adam_step
import os
import re

source = ""
for folder, _, names in os.walk("{CHECKOUT}"):
    if "site-packages" in folder:
        continue
    for name in names:
        if name.endswith((".md", ".py", ".ipynb")):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                text = file.read()
            found = re.search(r"^def adam_step\(.*?(?=^```|^@|\Z)", text, re.DOTALL | re.MULTILINE)
            if found:
                print("{WON} found in", folder, name)
                source = found.group()
exec(source)
