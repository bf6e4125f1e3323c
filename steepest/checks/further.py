"""Where to read on about a function: the section of its chapter, as the reader can open it."""

import json
import sys
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote


class Section(NamedTuple):
    """A section of a chapter's notebook: its title, the chapter's number, and a link to it."""

    title: str
    chapter: str
    link: str


def section_of(name: str) -> Section | None:
    """The section that explains a function; None where none does.

    In a copy of the course the chapter lies beside the exercise; elsewhere it opens in Colab.
    """
    told = _told()
    if name not in told["sections"]:
        return None
    notebook, title = told["sections"][name]
    beside = Path("..", "..", notebook)
    is_here = beside.exists() and "google.colab" not in sys.modules
    where = beside.as_posix() if is_here else told["address"] + notebook
    # As JupyterLab names a heading.
    return Section(title, Path(notebook).name[:2], f"{where}#{quote(title.replace(' ', '-'))}")


@cache
def _told():
    text = resources.files("steepest.checks").joinpath("sections.json").read_text("utf-8")
    return json.loads(text)
