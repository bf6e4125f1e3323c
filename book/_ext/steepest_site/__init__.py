"""The course's own Sphinx extension, which makes this site from a Jupyter Book.

Each module does one thing and has its own ``setup``:

- :mod:`~steepest_site.shell`     the page around the text, from our own templates
- :mod:`~steepest_site.assets`    a page loads only the styles and scripts that it uses
- :mod:`~steepest_site.contents`  the contents at the left: one row a chapter
- :mod:`~steepest_site.launch`    Colab, JupyterLab, download and edit links
- :mod:`~steepest_site.links`     how links to other sites are checked
- :mod:`~steepest_site.katex`     mathematics, drawn by the vendored KaTeX
- :mod:`~steepest_site.tryit`     the ``{try}`` role: a button that sets a widget's state
- :mod:`~steepest_site.korean`    Korean words are marked as Korean
- :mod:`~steepest_site.mend`      repairs of other extensions' HTML
- :mod:`~steepest_site.pictures`  photographs and styles are taken out of the text
- :mod:`~steepest_site.quiz`    the questions of a chapter: their order, and what is right
- :mod:`~steepest_site.survey`    what each page holds that other pages list
- :mod:`~steepest_site.lists`     those lists, filled in once every page has been read:
- :mod:`~steepest_site.chapters`  the chapters, with a picture each
- :mod:`~steepest_site.formulas`  the functions that are graded
- :mod:`~steepest_site.corrections`  chapters and their notes, by name
- :mod:`~steepest_site.numbers`  figures, tables and equations are numbered by chapter
- :mod:`~steepest_site.terms`     a term's first use on a page links to the glossary
- :mod:`~steepest_site.crossing`  links between a chapter and its exercises
- :mod:`~steepest_site.words`   a part of a page as plain words
- :mod:`~steepest_site.passages`  what the search looks through
- :mod:`~steepest_site.in_page`   exercises run in the page
- :mod:`~steepest_site.fresh`     a page runs again when the library has changed
- :mod:`~steepest_site.ahead`     pages without cached outputs run in parallel
- :mod:`~steepest_site.prune`     what no page uses is removed from the built folder
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import (
    ahead,
    assets,
    chapters,
    contents,
    corrections,
    crossing,
    formulas,
    fresh,
    in_page,
    katex,
    korean,
    launch,
    links,
    lists,
    mend,
    numbers,
    passages,
    pictures,
    prune,
    quiz,
    shell,
    survey,
    terms,
    tryit,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# The lists and roles of `formulas` and `corrections` are registered as they are imported.
LISTS = (formulas, corrections)
MODULES = (
    shell, contents, launch, links, katex, tryit, quiz, survey, lists, chapters, numbers, terms,
    crossing, korean, mend, pictures, passages, in_page, assets, fresh, ahead, prune,
)  # fmt: skip


def setup(app: Sphinx) -> dict[str, object]:
    """Set up every module, in the order in which their page hooks run."""
    for module in MODULES:
        module.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
