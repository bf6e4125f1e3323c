"""A small book, built as the site is: for tests that need not wait for the whole site."""

import subprocess
import sys
from pathlib import Path

import nbformat
import yaml

from autograder.paths import ROOT
from tools.website import JUPYTER_BOOK

KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
FRONT = "---\nfile_format: mystnb\nkernelspec: {name: python3, display_name: Python 3}\n---\n\n"


def write_book(folder: Path, pages: dict[str, str]) -> None:
    """A site of these pages, the first at its root, built as ours is."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    config["sphinx"]["local_extensions"] = {"steepest_site": str(ROOT / "book" / "_ext")}
    del config["bibtex_bibfiles"]
    for key in ("bibtex_reference_style", "bibtex_default_style"):
        del config["sphinx"]["config"][key]
    (folder / "_config.yml").write_text(yaml.safe_dump(config))
    root, *others = (f"book/{name}" for name in pages)
    chapters = [{"file": name} for name in others]
    toc = {"format": "jb-book", "root": root} | ({"chapters": chapters} if chapters else {})
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc, sort_keys=False))
    (folder / "book").mkdir()
    for name, text in pages.items():
        (folder / "book" / f"{name}.md").write_text(text)


def jupyter_book(folder: Path) -> subprocess.CompletedProcess:
    command = (sys.executable, "-c", JUPYTER_BOOK, "build", ".", "-W", "-n", "--keep-going")
    return subprocess.run(
        command,
        cwd=folder,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
    )


PAGES = ("index", "guide", "05_optimizers", "glossary", "formulas")
SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><path d="M5 5h30v30H5z"/></svg>'
)
ANSWER = 'def sgd_step(w, g, lr):\n    """One step of plain descent."""\n    return w - lr * g'


def write_small_book(folder: Path) -> None:
    """The book of `small_book/`: a guide, chapter 05 with its exercise, a glossary, the lists."""
    source = Path(__file__).with_name("small_book")
    write_book(folder, {name: (source / f"{name}.md").read_text("utf-8") for name in PAGES})
    (folder / "picture.svg").write_text(SQUARE)
    (folder / "book" / "references.bib").write_text("")
    grading = {"grade": False, "grade_id": "sgd_step", "solution": True, "locked": False,
               "schema_version": 3}  # fmt: skip
    answer = nbformat.v4.new_code_cell(ANSWER, metadata={"nbgrader": grading})
    title = nbformat.v4.new_markdown_cell("# Exercises: optimizers\n\nWrite each function.")
    exercise = nbformat.v4.new_notebook(cells=[title, answer], metadata=KERNEL)
    for name in ("exercises/05_optimizers/05_optimizers", "notebooks/05_optimizers"):
        path = folder / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(exercise, path)
    toc = yaml.safe_load((folder / "_toc.yml").read_text())
    for chapter in toc.pop("chapters"):
        if chapter["file"] == "book/05_optimizers":
            exercises = "exercises/05_optimizers/05_optimizers"
            chapter["sections"] = [{"file": exercises, "title": "Exercises"}]
        caption = "Chapters" if "0" in chapter["file"] else "Reference"
        parts = toc.setdefault("parts", [])
        if not parts or parts[-1]["caption"] != caption:
            parts.append({"caption": caption, "chapters": []})
        parts[-1]["chapters"].append(chapter)
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc, sort_keys=False))
