"""What a page's own Python gets of the library: enough to check, with NumPy alone, and little."""

import subprocess
import sys
import zipfile
from io import BytesIO

import pytest

from tools.chapters import chapters
from tools.library import functions, packed

MOST = 450_000
# Only NumPy is at hand in the page: everything else of the environment is refused.
ALONE = """
import sys
sys.path.insert(0, sys.argv[1])
class Refuse:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top not in sys.stdlib_module_names | {"numpy", "steepest"}:
            raise ModuleNotFoundError(f"No module named {top!r}", name=top)
sys.meta_path.insert(0, Refuse())
import numpy as np
from steepest import check
assert check.__code__.co_filename.startswith(sys.argv[1])
shown = []
sys.displayhook = shown.append
def sgd_step(w, g, lr):
    return w - lr * g
check(sgd_step)
def momentum_step(w, g, a, lr, beta):
    return w, a
try:
    check(momentum_step)
except Exception as error:
    print(type(error).__name__)
print(*(card.report.verdict for card in shown), "<div" in shown[0]._repr_html_())
"""


def test_it_checks_with_numpy_alone(tmp_path):
    path = tmp_path / "library.zip"
    path.write_bytes(packed("optimizers"))
    done = subprocess.run(
        [sys.executable, "-P", "-c", ALONE, str(path)], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.stderr == ""
    assert done.stdout.split()[:2] == ["CheckFailed", "right"]
    assert done.stdout.split()[-1] == "True"


@pytest.mark.parametrize("slug", [chapter.slug for chapter in chapters()])
def test_it_is_small_and_holds_its_own_cases_only(slug):
    data = packed(slug)
    assert len(data) <= MOST
    assert data == packed(slug)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
    held = {name.rsplit("/", 1)[1] for name in names if "/cases/" in name and "json" in name}
    assert held == {"_chapters.json", *(f"{name}.json" for name in functions(slug))}
    assert functions(slug)
    assert not any("autograder" in name or "widgets" in name for name in names)
