"""Make `notebooks/*.ipynb` from the chapters, for JupyterLab and Colab.

    python -m tools.notebooks            # write them
    python -m tools.notebooks --check    # list those that are stale, and exit with 1

A notebook has its chapter's text as plain Markdown (`tools/plain.py` says how, and shows the
form of a quiz question), its code without outputs, links and an install cell at the top, and
the works cited at the end. The id of a cell is made from its content, so an edit changes the
ids of only those cells that it touches.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.assignments.address import Address
from autograder.assignments.install import install_cell
from autograder.paths import ROOT
from tools.chapters import Chapter, chapters
from tools.errors import command, command_line
from tools.plain import Bibliography, Document, PlainError

FOLDED = {"hide-input", "remove-input"}
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def derive(chapter: Chapter, root: Path = ROOT) -> NotebookNode:
    """Return the notebook of a chapter."""
    cells = jupytext.read(root / chapter.source, fmt="md:myst").cells
    document = Document(
        [cell.source for cell in cells if cell.cell_type == "markdown"],
        [figure["name"] for cell in cells if "name" in (figure := _figure(cell))],
        Bibliography.read(root / "book" / "references.bib"),
        chapter.number,
    )
    body = list(_body(cells, document))
    title, _, rest = body[0].source.partition("\n")
    if body[0].cell_type != "markdown" or not title.startswith("# "):
        raise PlainError("a chapter begins with its title: # …")
    address = Address.read(root)
    code = [cell.source for cell in body if cell.cell_type == "code"]
    top = [
        new_markdown_cell(f"{title}\n\n{_links(chapter, address)}"),
        _hidden(new_code_cell(install_cell(address, code))),
    ]
    if rest.strip():
        top.append(new_markdown_cell(rest.strip()))
    end = [new_markdown_cell(f"## References\n\n{document.references()}")] if document.cited else []
    notebook = new_notebook(cells=[*top, *body[1:], *end], metadata=METADATA)
    _name(notebook.cells)
    nbformat.validate(notebook)
    return notebook


def written(notebook: NotebookNode) -> str:
    """Return the notebook as the text of its file."""
    return nbformat.writes(notebook, version=4, indent=1, ensure_ascii=False) + "\n"


def _body(cells: Iterable[NotebookNode], document: Document) -> Iterator[NotebookNode]:
    for cell in cells:
        if cell.cell_type == "markdown":
            if text := document.plain(cell.source):
                yield new_markdown_cell(text)
            continue
        code = new_code_cell(cell.source)
        folded = FOLDED.intersection(cell.metadata.get("tags", ()))
        yield _hidden(code) if folded else code
        if caption := _figure(cell).get("caption"):
            yield new_markdown_cell(document.caption(_figure(cell).get("name"), caption))


def _figure(cell: NotebookNode) -> dict[str, str]:
    return cell.metadata.get("mystnb", {}).get("figure", {})


def _hidden(cell: NotebookNode) -> NotebookNode:
    """Fold the code of a cell, in JupyterLab and in Colab."""
    cell.metadata = {"jupyter": {"source_hidden": True}, "cellView": "form"}
    return cell


def _links(chapter: Chapter, address: Address) -> str:
    exercise = chapter.exercise
    links = [
        f"[Open in Colab]({address.colab(chapter.notebook)})",
        f"[Exercises](../{exercise}) ([in Colab]({address.colab(exercise)}))",
        f"[Source of this chapter]({address.source(chapter.source)})",
    ]
    return " · ".join(links)


def _name(cells: list[NotebookNode]) -> None:
    """Give each cell an id made from its content."""
    seen: dict[str, int] = {}
    for cell in cells:
        content = f"{cell.cell_type}\n{cell.source}"
        seen[content] = seen.get(content, 0) + 1
        cell.id = hashlib.sha256(f"{seen[content]}\n{content}".encode()).hexdigest()[:12]


@command(failure=2)
def main(arguments: list[str] | None = None) -> int:
    """Make the notebooks, or check them; 1 if one is stale, 2 if one can't be made."""
    parser = command_line("tools.notebooks", __doc__)
    parser.add_argument("--check", action="store_true",
                         help="write nothing; exit with 1 if one is stale")  # fmt: skip
    return update(ROOT, parser.parse_args(arguments).check)


def update(root: Path, check: bool) -> int:
    """Bring `notebooks/` up to date, or with `check` only list what is stale."""
    folder = root / "notebooks"
    wanted = {}
    for chapter in chapters(root):
        try:
            wanted[root / chapter.notebook] = written(derive(chapter, root))
        except PlainError as error:
            raise PlainError(f"{chapter.source}: {error}") from None
    stale = [
        path
        for path, text in wanted.items()
        if not path.exists() or path.read_text("utf-8") != text
    ]
    stale += sorted(set(folder.glob("*.ipynb")) - wanted.keys())
    for path in stale:
        print(f"{path.relative_to(root)} is {'stale' if check else 'made again'}")
        if check:
            continue
        if path in wanted:
            folder.mkdir(exist_ok=True)
            path.write_text(wanted[path], "utf-8")
        else:
            path.unlink()
    if check and stale:
        print("Make them again: python -m tools.notebooks")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
