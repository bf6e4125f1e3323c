"""The first cell of a notebook asks for what its other cells import, and for no more."""

import re
import tomllib

import pytest

from autograder.assignments.address import Address
from autograder.assignments.install import EXTRAS, install_cell
from autograder.paths import ROOT

ADDRESS = Address("https://example.org/someone/course", "main")
# The name under which a package is imported, where it is another than pip's.
IMPORTED = {"scikit-learn": "sklearn"}


@pytest.mark.parametrize(
    ("code", "extra"),
    [
        (["import numpy as np"], ""),
        (["import numpy as np", "from sklearn.datasets import load_digits"], "[data]"),
        (["if True:\n    import torch"], "[chapters]"),
        (["from sklearn import metrics", "from pycocotools.coco import COCO"], "[chapters]"),
        (["# import torch\ntext = 'torch'"], ""),
    ],
)
def test_the_extra_is_the_smallest_that_has_what_is_imported(code, extra):
    assert f'"steepest{extra} @ {ADDRESS.url}/archive' in install_cell(ADDRESS, code)


def run(cell, there):
    """What the cell installs where these packages are there."""
    ran = []
    source = cell.replace("from importlib.util import find_spec", "")
    source = re.sub(r"%pip install --quiet (.*)", r"ran.append(\1)", source)
    exec(source, {"ran": ran, "find_spec": lambda name: name if name in there else None})
    return len(ran)


def test_it_installs_only_where_something_is_missing():
    light, heavy = install_cell(ADDRESS, []), install_cell(ADDRESS, ["import torch"])
    assert [run(light, set()), run(light, {"steepest"})] == [1, 0]
    assert [run(heavy, {"steepest"}), run(heavy, {"steepest", "torch"})] == [1, 0]


def test_the_extras_are_those_of_the_library():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = project["optional-dependencies"]
    for extra, brings in EXTRAS.items():
        names = [re.match(r"[\w-]+(\[\w+\])?", line)[0] for line in declared[extra]]
        inner = {name for line in names if "[" in line for name in EXTRAS[line[9:-1]]}
        assert inner | {IMPORTED.get(n, n) for n in names if "[" not in n} == brings
