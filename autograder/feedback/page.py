"""One page of feedback: nbgrader's own, from a graded notebook and what was said of it."""

import re
from functools import cached_property, lru_cache
from html import escape
from pathlib import Path

import nbformat
from nbconvert.exporters import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.highlight import Highlight2HTML
from nbformat import v4
from nbgrader import utils
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.errors import AutograderError
from autograder.feedback.grades import Grades
from autograder.nbgrader_config import configure_pages

TEMPLATES = Path(__file__).parent / "templates"


class NotInGradebook(AutograderError):
    """A graded notebook has a cell of which the gradebook says nothing."""


class PageMaker:
    """Makes pages, one after another: what they share is made once."""

    @cached_property
    def exporter(self) -> "_Exporter":
        config = configure_pages(Config())
        config = GenerateFeedback(coursedir=CourseDirectory(), config=config).config
        ours = config.HTMLExporter
        theirs = ours.extra_template_basedirs
        ours.extra_template_basedirs = [str(TEMPLATES), *theirs]
        ours.extra_template_paths = [*theirs, *ours.extra_template_paths]
        ours.template_name = "page"
        ours.filters = {
            **ours.filters,
            "highlight_code": lambda source, metadata=None: _highlighted(source),
            "filter_data_type": lambda data: [*data],
        }
        exporter = _Exporter(config=config)
        exporter.optimistic_validation = True
        for step in config.GenerateFeedback.preprocessors:
            if not step.endswith(".GetGrades"):  # whose query a cell costs more than the page
                exporter.register_preprocessor(step, enabled=True)
        return exporter

    def warm(self) -> None:
        """Make a page of little, so that templates are compiled and lexers made."""
        cells = [v4.new_markdown_cell("$x$\n\n    x"), v4.new_code_cell("x = 1")]
        self.page(nbformat.writes(v4.new_notebook(cells=cells)).encode(), "", Grades())

    def page(self, notebook: bytes, name: str, grades: Grades, made_from: str = "") -> str:
        """The page of a graded notebook.

        name : the assignment's
        made_from : what the page is marked with

        Raises
        ------
        NotInGradebook
            where a graded cell has no grade.
        """
        node = nbformat.reads(notebook.decode("utf-8"), as_version=4)
        for cell in node.cells:
            _tell(cell, grades)
        about = {"notebook": name, "score": grades.points, "max_score": grades.maximum}
        about["late_penalty"] = grades.penalty
        resources = {"nbgrader": about, "unique_key": name, "made_from": escape(made_from)}
        body, _ = self.exporter.from_notebook_node(node, resources)
        head, end, rest = body.partition("</head>")
        return _say_what_waits(_FONT.sub("", head) + end + _name_parts(rest), grades)


def _tell(cell, grades):
    """Give a cell its score and comment, as nbgrader's step GetGrades does."""
    graded, commented = utils.is_grade(cell), utils.is_solution(cell)
    if not (graded or commented):
        return
    about = cell.metadata.nbgrader
    told = grades.cells.get(about.grade_id)
    if told is None:
        raise NotInGradebook(
            f"the gradebook has no cell {about.grade_id!r}; grade the assignment again"
        )
    if commented:
        about.comment = told.comment
    if graded:
        about.score, about.points = told.points, told.maximum


class _Exporter(HTMLExporter):
    """nbconvert's exporter, without parsing each finished page again for missing texts.

    That takes it half of its time; here every picture has one (see
    `autograder.feedback.preprocessors`).
    """

    from_notebook_node = TemplateExporter.from_notebook_node


_HIGHLIGHT = Highlight2HTML(pygments_lexer="ipython3")


@lru_cache(maxsize=1024)  # a class shares most of its code
def _highlighted(source):
    return _HIGHLIGHT(source)


# Bootstrap's icons, which lie nowhere near a student's page.
_FONT = re.compile(r"@font-face\s*\{[^{}]*\}")
_PART = re.compile(r'(<a href="#([\w-]+)">)(?:Test cell|Written response)(</a>)')
_SCORE = r"Score: -?[\d.]+ / [\d.]+"


def _name_parts(page):
    """nbgrader's list of contents calls every check "Test cell": say which."""
    return _PART.sub(r"\1<code>\2</code>\3", page)


def _say_what_waits(page, grades):
    """An answer that nobody has graded yet is not one that earned nothing: say so.

    Only nbgrader's own headings are touched: in what a student wrote, links have no names.
    """
    for name, told in grades.waiting.items():
        text = f"to be graded by hand, {told.maximum:g} points"
        for anchor in (f'<a href="#{name}"><code>', f'<a name="{name}"></a>'):
            page = re.sub(rf"(?s)({re.escape(anchor)}.*?){_SCORE}", rf"\1{text}", page, count=1)
    if grades.waiting:
        still = sum(told.maximum for told in grades.waiting.values())
        page = re.sub(
            rf"(<h4>[^<]*{_SCORE}\))", rf"\1, {still:g} still to be graded", page, count=1
        )
    return page
