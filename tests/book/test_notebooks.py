"""The derived notebooks: fresh, plain, and they run."""

import json
import re
import runpy
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.assignments.address import Address
from autograder.paths import ROOT
from tools.chapters import Chapter, chapter_named, chapters
from tools.notebooks import derive, update, written

NOTEBOOKS = [ROOT / chapter.notebook for chapter in chapters()]
RAW = {
    "a role": re.compile(r"\{[A-Za-z][\w:+-]*\}`"),
    "a directive": re.compile(r"^\s*(?:`{3,}|:{3,}|~{3,})\s*\{", re.M),
    "a colon fence": re.compile(r"^\s*:::", re.M),
    "a label": re.compile(r"^\([\w-]+\)=$|^\$\$ \(", re.M),
    "a comment": re.compile(r"^% ", re.M),
    "a block break": re.compile(r"^\+\+\+", re.M),
}

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def markdown(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


def test_notebooks_are_what_the_chapters_make(capsys):
    assert update(ROOT, check=True) == 0, capsys.readouterr().out


@each_notebook
def test_a_notebook_is_valid_and_has_no_outputs(path: Path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) >= (4, 5)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
            assert "mystnb" not in cell.metadata


@each_notebook
@pytest.mark.parametrize("kind", RAW)
def test_no_myst_is_left_in_a_notebook(path: Path, kind: str):
    for cell in markdown(nbformat.read(path, as_version=4)):
        assert not RAW[kind].search(cell.source), cell.source


@each_notebook
def test_a_notebook_opens_with_title_links_and_the_install_cell(path: Path):
    address = Address.read(ROOT)
    top, install, *rest = nbformat.read(path, as_version=4).cells
    assert top.source.startswith("# ")
    name = address.url.removeprefix("https://github.com/")
    colab = f"https://colab.research.google.com/github/{name}/blob/{address.branch}/notebooks/"
    assert f"({colab}{path.name})" in top.source
    asked = re.search(rf'%pip install --quiet "steepest(\S*) @ {address.url}/', install.source)
    code = "\n".join(cell.source for cell in rest if cell.cell_type == "code")
    heavy = re.search(r"^(import|from) (torch|sklearn|pycocotools)\b", code, re.MULTILINE)
    assert bool(asked[1]) == bool(heavy)


@each_notebook
def test_references_are_listed_and_equations_numbered(path: Path):
    cells = markdown(nbformat.read(path, as_version=4))
    text = "\n".join(cell.source for cell in cells)
    chapter = int(path.stem[:2])
    tags = re.findall(r"\\tag\{([\d.]+)\}", text)
    assert tags == [f"{chapter}.{number}" for number in range(1, len(tags) + 1)]
    said = set(re.findall(rf"(?<![\w\\$])\(({chapter}\.\d{{1,2}})\)", text))
    assert said
    assert said <= set(tags)
    figures = re.findall(r"^\*\*Figure ([\d.]+\d)\.\*\*", text, re.M)
    assert figures
    assert figures == [f"{chapter}.{number}" for number in range(1, len(figures) + 1)]
    assert set(re.findall(rf"Figure ({chapter}\.\d+)", text)) == set(figures)
    assert cells[-1].source.startswith("## References\n\n- ")


@each_notebook
def test_relative_links_lead_somewhere(path: Path):
    for cell in markdown(nbformat.read(path, as_version=4)):
        for target in re.findall(r"\]\((?!https?://|#)([^)\s]+)\)", cell.source):
            assert (path.parent / target).exists(), target


SMALL = """\
---
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

# Small

One.

```{code-cell}
x = 1
```

Two.

```{code-cell}
x = 1
```
"""


@pytest.fixture
def small_course(tmp_path: Path) -> Path:
    (tmp_path / "book").mkdir()
    for name in ("_config.yml", "book/references.bib"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "book" / "01_small.md").write_text(SMALL, "utf-8")
    return tmp_path


def test_a_stale_or_left_over_notebook_is_noticed_and_mended(small_course: Path, capsys):
    notebook = small_course / "notebooks" / "01_small.ipynb"
    assert update(small_course, check=True) == 1
    assert not notebook.exists()
    assert update(small_course, check=False) == 0
    assert update(small_course, check=True) == 0
    left_over = notebook.with_name("02_gone.ipynb")
    shutil.copy(notebook, left_over)
    capsys.readouterr()
    assert update(small_course, check=True) == 1
    assert "notebooks/02_gone.ipynb is stale" in capsys.readouterr().out
    update(small_course, check=False)
    assert not left_over.exists()


def test_an_edit_changes_the_id_of_the_cell_that_it_touches_alone(small_course: Path):
    small = Chapter(1, "small")
    source = small_course / small.source
    before = derive(small, small_course)
    assert written(before) == written(derive(small, small_course))
    source.write_text(source.read_text("utf-8").replace("Two.", "Two, and more."), "utf-8")
    after = derive(small, small_course)
    changed = [a.source for a, b in zip(after.cells, before.cells, strict=True) if a.id != b.id]
    assert changed == ["Two, and more."]


def test_the_address_comes_from_the_configuration(small_course: Path):
    config = small_course / "_config.yml"
    public = Address.read(ROOT).url
    config.write_text(config.read_text("utf-8").replace(public, "https://github.com/a/b"), "utf-8")
    text = written(derive(Chapter(1, "small"), small_course))
    assert "steepest @ https://github.com/a/b/archive/" in text
    assert public not in text


CLAIMS = Path(__file__).parent / "claims"
MISSING = """\
{file} is not there. It says what the text of the chapter claims of its results:
a dict CLAIMS, from a claim in words to an expression that is true in the chapter's kernel after its
last cell, such as CLAIMS = {{"the loss falls": "losses[-1] < losses[0]"}}."""


def claims_of(chapter: Chapter) -> dict[str, str]:
    """What a chapter's text says of its results: expressions by what they mean."""
    path = CLAIMS / f"{chapter.slug}.py"
    if not path.exists():
        pytest.fail(MISSING.format(file=path.relative_to(ROOT)), pytrace=False)
    return runpy.run_path(str(path))["CLAIMS"]


@pytest.mark.parametrize("chapter", chapters(), ids=lambda chapter: chapter.name)
def test_a_chapter_says_what_its_text_claims(chapter: Chapter):
    """And each claim is an expression."""
    claims = claims_of(chapter)
    assert claims, f"what does {chapter.source} find out? write it in claims/{chapter.slug}.py"
    for claim, expression in claims.items():
        assert claim.strip()
        compile(expression, claim, "eval")


def test_no_claims_are_left_of_a_chapter_that_is_gone():
    assert {path.stem for path in CLAIMS.glob("*.py")} <= {chapter.slug for chapter in chapters()}


def test_a_chapter_without_claims_is_told_what_to_write():
    with pytest.raises(pytest.fail.Exception) as failed:
        claims_of(Chapter(99, "unwritten"))
    assert "tests/book/claims/unwritten.py is not there" in str(failed.value)
    assert 'CLAIMS = {"the loss falls": "losses[-1] < losses[0]"}' in str(failed.value)


# The site executes every chapter; here one more is run beside the suite, as a student would.
RUNS = [
    pytest.param(path, id=path.stem, marks=() if path.stem == "05_optimizers" else pytest.mark.slow)
    for path in NOTEBOOKS
]


@pytest.mark.xdist_group("kernel")
@pytest.mark.parametrize("path", RUNS)
def test_a_notebook_runs_and_its_results_are_what_its_text_says(path: Path, tmp_path: Path):
    notebook = nbformat.read(path, as_version=4)
    claims = claims_of(chapter_named(path.stem))
    asked = "import json\nprint(json.dumps({" + ",".join(
        f"{claim!r}: bool({expression})" for claim, expression in claims.items()
    ) + "}))"  # fmt: skip
    notebook.cells.append(nbformat.v4.new_code_cell(asked))
    client = NotebookClient(
        notebook, timeout=180, kernel_name="python3", resources={"metadata": {"path": tmp_path}}
    )
    client.execute()
    printed = notebook.cells[-1].outputs[0].text
    assert [claim for claim, holds in json.loads(printed).items() if not holds] == []
    shown = [
        output.data["text/html"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "steepest-figure" in output.get("data", {}).get("text/html", "")
    ]
    source = (ROOT / "book" / f"{path.stem}.md").read_text("utf-8")
    assert len(shown) == len(re.findall(r"^ +name: fig-", source, re.M))
    assert all(re.search(r'role="img" aria-label="[^"]{60,}"', figure) for figure in shown)
    ids = [name for figure in shown for name in re.findall(r'\bid="([^"]+)"', figure)]
    assert len(set(ids)) == len(ids), "two figures of one page share an id"
