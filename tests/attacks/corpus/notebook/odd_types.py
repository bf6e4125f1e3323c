"""Values of the wrong type in every place

tries: to have any step of the grader raise what nobody catches
stopped by: malformed cells are left out, and the table says so
deserves: all
"""

# %% edit
cells[:0] = [
    None, 3, [], "cell", {}, {"cell_type": ["code"]}, {"cell_type": "code", "source": 3},
    {"cell_type": "code", "source": [1]}, {"cell_type": "code", "metadata": "x", "source": "1"},
    {"cell_type": "markdown", "source": "x", "attachments": [1], "metadata": {"nbgrader": 3}},
    {"cell_type": "code", "source": "\ud800 = 1", "metadata": {"nbgrader": {"grade_id": {}}}},
    {"cell_type": "code", "source": "1", "metadata": {"nbgrader": {"grade_id": "__proto__"}}},
]  # fmt: skip
import json

text = json.dumps(notebook)
