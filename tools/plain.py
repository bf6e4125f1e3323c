"""Turn MyST into plain Markdown, since JupyterLab and Colab know no directives or roles.

    document = Document(sources, bibliography)
    document.plain(text)

A `Document` numbers a chapter's equations and figures as the site does; `plain` then turns one
piece of its text into Markdown that reads well anywhere. A directive or role without a plain form
is an error: add it to `_DIRECTIVES` or `_ROLES`.

The quiz form that all chapters share needs no script, on the site as in a notebook:

    ::::{admonition} Question 1
    :class: quiz

    What is asked?

    :::{dropdown} A. An answer
    **No.** Why not.
    :::

    :::{dropdown} B. Another answer
    **Right.** Why.
    :::
    ::::

The order in which the options are shown is drawn (`tools/quiz.py`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from pybtex.database import BibliographyData, Entry, parse_file
from pybtex.plugin import find_plugin
from pybtex.richtext import Text

from tools.errors import ToolError
from tools.quiz import LETTERS, RIGHT, draw

# What `_config.yml` asks of the site, as far as it changes how a text is cut up.
_EXTENSIONS = {"amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath"}
_NOTES = {
    "admonition", "attention", "caution", "danger", "error", "hint", "important", "note",
    "seealso", "tip", "warning",
}  # fmt: skip
_ROLE = re.compile(r"\{(?P<name>[A-Za-z][\w:+-]*)\}(?P<ticks>`+)(?P<text>.+?)(?P=ticks)(?!`)", re.S)
_MATH = re.compile(r"(?<![\\$])\$(?!\$)[^$]+\$(?!\$)")
_DIRECTIVE = re.compile(r"\{(?P<name>[\w:-]+)\}\s*(?P<argument>.*)")


class PlainError(ToolError):
    """A text holds something that has no plain form."""


class Bibliography:
    """The works of a BibTeX file, and how a text names them."""

    def __init__(self, data: BibliographyData):
        self.entries: Mapping[str, Entry] = data.entries

    @classmethod
    def read(cls, path: Path) -> Bibliography:
        return cls(parse_file(str(path), bib_format="bibtex"))

    def authors(self, key: str) -> str:
        """Return `Polyak`, `Kingma & Ba` or `Duchi et al.`"""
        people = self._entry(key).persons["author"]
        names = [str(Text.from_latex(" ".join(p.prelast_names + p.last_names))) for p in people]
        return " & ".join(names) if len(names) < 3 else f"{names[0]} et al."

    def year(self, key: str) -> str:
        return self._entry(key).fields["year"]

    def url(self, key: str) -> str:
        """Return the address of a work: that of its DOI, if it has one."""
        fields = self._entry(key).fields
        return f"https://doi.org/{fields['doi']}" if "doi" in fields else fields["url"]

    def listed(self, keys: Iterable[str]) -> str:
        """Return a Markdown list of the works, by author and year."""
        keys = sorted(set(keys), key=lambda key: (self.authors(key), self.year(key)))
        style = find_plugin("pybtex.style.formatting", "unsrt")()
        backend = find_plugin("pybtex.backends", "markdown")()
        entries = style.format_entries([self._entry(key) for key in keys])
        lines = (" ".join(entry.text.render(backend).split()) for entry in entries)
        # pybtex escapes every mark that might mean something; in a sentence few do.
        return "\n".join("- " + re.sub(r"\\([().,:#_-])", r"\1", line) for line in lines)

    def _entry(self, key: str) -> Entry:
        if key not in self.entries:
            raise PlainError(f"no work {key!r} in the bibliography")
        return self.entries[key]


class Labels(NamedTuple):
    """What a reference to each label says."""

    equations: dict[str, str]
    figures: dict[str, str]
    tables: dict[str, str]
    headings: dict[str, str]


class Document:
    """A chapter: its labels, and the works that it cites."""

    def __init__(
        self,
        texts: Iterable[str],
        figures: Iterable[str],
        bibliography: Bibliography,
        chapter: int | None = None,
    ):
        """`texts` are the pieces of Markdown in order, `figures` the names of figures in order.

        Numbers are those of the site: behind the number of the `chapter`, if it has one.
        """
        self.bibliography = bibliography
        self.cited: list[str] = []
        self.labels = Labels({}, {}, {}, {})
        self._begin = "" if chapter is None else f"{chapter}."
        for name in figures:
            self._count(self.labels.figures, name)
        asked: dict[str, tuple[int, int]] = {}
        for text in texts:
            self._collect(text)
            asked |= _questions(text)
        orders = draw(chapter, list(asked.values())) if chapter is not None else []
        self._orders = dict(zip(asked, orders, strict=False))

    def plain(self, text: str) -> str:
        """Return a piece of MyST as plain Markdown."""
        lines = text.split("\n")
        edits = sorted(self._edits(lines, _parse(text)))
        for (_, end, _), (start, _, _) in pairwise(edits):
            if start < end:
                raise PlainError(f"nested too deep to convert: {lines[start]}")
        for start, end, new in reversed(edits):
            lines[start:end] = new.split("\n")
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")

    def references(self) -> str:
        """Return the list of the works cited so far."""
        return self.bibliography.listed(self.cited)

    # ---- numbering ------------------------------------------------------------------------

    def _collect(self, text: str) -> None:
        tokens = _parse(text)
        for token, then in zip_longest(tokens, tokens[1:]):
            if token.type == "math_block_label":
                self._number(token.info)
            elif directive := _directive(token):
                if directive.name == "math" and "label" in directive.options:
                    self._number(directive.options["label"])
                elif directive.name == "figure" and "name" in directive.options:
                    self._count(self.labels.figures, directive.options["name"])
                elif directive.name == "list-table" and directive.argument:
                    self._count(self.labels.tables, _table_name(directive))
                elif directive.name not in {"math", "code-block", "code-cell"}:
                    self._collect(directive.body)
            elif token.type == "myst_target" and then and then.type == "heading_open":
                title = tokens[tokens.index(then) + 1].content
                self.labels.headings[token.content] = title

    def _number(self, label: str) -> None:
        if label in self.labels.equations:
            raise PlainError(f"two equations are labelled {label}")
        self._count(self.labels.equations, label)

    def _count(self, numbers: dict[str, str], name: str) -> None:
        numbers[name] = f"{self._begin}{len(numbers) + 1}"

    # ---- blocks ---------------------------------------------------------------------------

    def _edits(self, lines: list[str], tokens: list[Token]):
        """Yield each edit: first line, line after the last, new text."""
        prose: dict[tuple[int, int], int] = {}
        for token in tokens:
            if token.map is None:
                continue
            start, end = token.map
            indent = re.match(r"\s*", lines[start])[0]
            if directive := _directive(token):
                yield start, end, _indented(self._block(directive), indent)
            elif token.type == "math_block_label":
                number = self.labels.equations[token.info]
                formula = f"$$\n{token.content.strip()} \\tag{{{number}}}\n$$"
                yield start, end, _indented(formula, indent)
            elif token.type in {"myst_line_comment", "myst_target"}:
                yield start, end, ""
            elif token.type == "inline":
                roles = sum(child.type == "myst_role" for child in token.children)
                prose[start, end] = prose.get((start, end), 0) + roles
        for (start, end), roles in prose.items():
            old = "\n".join(lines[start:end])
            if len(_ROLE.findall(old)) != roles:
                raise PlainError(f"a role that can't be told from code: {old}")
            new = _ROLE.sub(self._role, old)
            # A formula over two lines would take the mark of a list or quote into itself.
            new = _MATH.sub(lambda found: re.sub(r"\n\s*", " ", found[0]), new)
            new = re.sub(r"\]\(\s+", "](", new)
            if new != old:
                yield start, end, new

    def _block(self, directive: _Directive) -> str:
        if directive.name in _NOTES:
            return self._note(directive)
        try:
            return _DIRECTIVES[directive.name](self, directive)
        except KeyError:
            raise PlainError(f"the directive {directive.name} has no plain form") from None

    def _note(self, directive: _Directive) -> str:
        title = self.plain(directive.argument or directive.name.capitalize())
        if _is_quiz(directive):
            body = directive.body
            if directive.argument in self._orders:
                body = _in_order(body, self._orders[directive.argument])
            return f"#### {title}\n\n{self.plain(body)}"
        body = self.plain(directive.body)
        # One line a paragraph: `>` at the start of a line would get into a formula.
        paragraphs = [
            re.sub(r"\n(?!\s|[-*|>] |\d+\. |\$\$|```|<)", " ", p) for p in body.split("\n\n")
        ]
        quoted = "\n\n".join([f"**{title}**", *paragraphs])
        return "\n".join(f"> {line}".rstrip() for line in quoted.split("\n"))

    def _dropdown(self, directive: _Directive) -> str:
        summary = re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(directive.argument, False))
        body = self.plain(directive.body)
        return f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>"

    def _math(self, directive: _Directive) -> str:
        label = directive.options.get("label")
        tag = f" \\tag{{{self.labels.equations[label]}}}" if label else ""
        return f"$$\n{directive.body.strip()}{tag}\n$$"

    def _figure(self, directive: _Directive) -> str:
        alt = directive.options.get("alt", "")
        caption = self.plain(directive.body)
        name = directive.options.get("name")
        image = f"![{alt}](../book/{directive.argument})"
        return f"{image}\n\n{self.caption(name, caption)}" if caption else image

    def caption(self, name: str | None, caption: str) -> str:
        """Return a figure's caption, with its number if it has a name."""
        if name is None:
            return f"*{self.plain(caption)}*"
        return f"**Figure {self.labels.figures[name]}.** {self.plain(caption)}"

    def _code(self, directive: _Directive) -> str:
        return f"```{directive.argument}\n{directive.body}\n```"

    def _list_table(self, directive: _Directive) -> str:
        rows = _nested_list(directive.body)
        rows = [[self.plain(cell).replace("|", r"\|") for cell in row] for row in rows]
        rows.insert(1, ["---"] * len(rows[0]))
        table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        if not directive.argument:
            return table
        number = self.labels.tables[_table_name(directive)]
        return f"**Table {number}.** {self.plain(directive.argument)}\n\n{table}"

    # ---- roles ----------------------------------------------------------------------------

    def _role(self, found: re.Match[str]) -> str:
        try:
            make = _ROLES[found["name"]]
        except KeyError:
            raise PlainError(f"the role {found['name']} has no plain form") from None
        return make(self, " ".join(found["text"].split()))

    def _equation(self, label: str) -> str:
        return f"({_known(self.labels.equations, label, 'equation')})"

    def _numbered(self, label: str) -> str:
        if label in self.labels.tables:
            return f"Table {self.labels.tables[label]}"
        return f"Figure {_known(self.labels.figures, label, 'figure')}"

    def _heading(self, text: str) -> str:
        title, label = _titled(text)
        return title or f"*{_known(self.labels.headings, label, 'heading')}*"

    def _term(self, text: str) -> str:
        title, term = _titled(text)
        return title or term

    def _try(self, text: str) -> str:
        return text.partition("|")[0].strip()

    def _cite_text(self, keys: str) -> str:
        return ", ".join(
            f"[{self.bibliography.authors(key)} ({self.bibliography.year(key)})]({self._url(key)})"
            for key in _split(keys)
        )

    def _cite(self, keys: str) -> str:
        works = (
            f"[{self.bibliography.authors(key)}, {self.bibliography.year(key)}]({self._url(key)})"
            for key in _split(keys)
        )
        return f"({'; '.join(works)})"

    def _url(self, key: str) -> str:
        self.cited.append(key)
        return self.bibliography.url(key)

    def _doc(self, text: str) -> str:
        title, target = _titled(text)
        if not title:
            raise PlainError(f"{{doc}}`{target}` needs a title: title <{target}>")
        return f"[{title}]({target}.ipynb)"


_DIRECTIVES = {
    "bibliography": lambda document, directive: "",
    "code-block": Document._code,
    "dropdown": Document._dropdown,
    "figure": Document._figure,
    "image": Document._figure,
    "list-table": Document._list_table,
    "math": Document._math,
}
_ROLES = {
    "cite": Document._cite,
    "cite:p": Document._cite,
    "cite:t": Document._cite_text,
    "doc": Document._doc,
    "eq": Document._equation,
    "math": lambda document, text: f"${text}$",
    "numref": Document._numbered,
    "ref": Document._heading,
    "term": Document._term,
    "try": Document._try,
}


class _Directive(NamedTuple):
    name: str
    argument: str
    options: dict[str, str]
    body: str


def _directive(token: Token) -> _Directive | None:
    """Read a fence that is a directive; `:key: value` lines at its top are its options."""
    if token.type not in {"fence", "colon_fence"}:
        return None
    opening = _DIRECTIVE.fullmatch(token.info.strip())
    if not opening:
        return None
    lines = token.content.split("\n")
    options = {}
    while lines and (option := re.fullmatch(r":([\w-]+):\s*(.*)", lines[0])):
        options[option[1]] = option[2]
        del lines[0]
    body = "\n".join(lines).strip("\n")
    return _Directive(opening["name"], opening["argument"], options, body)


def _is_quiz(directive: _Directive) -> bool:
    return "quiz" in directive.options.get("class", "").split()


def _options(text: str) -> list[Token]:
    """The options of a question, from its body."""
    found = ((token, _directive(token)) for token in _parse(text))
    return [token for token, directive in found if directive and directive.name == "dropdown"]


def _questions(text: str) -> dict[str, tuple[int, int]]:
    """The questions in a text, by title: of each how many options it has, and which is right."""
    asked = {}
    for directive in filter(None, map(_directive, _parse(text))):
        if directive.name in _NOTES and _is_quiz(directive):
            right = [f"**{RIGHT}**" in option.content for option in _options(directive.body)]
            if True in right:
                asked[directive.argument] = len(right), right.index(True)
    return asked


def _in_order(text: str, order: list[int]) -> str:
    """The body of a question with its options in this order, lettered anew."""
    lines = text.split("\n")
    places = [option.map for option in _options(text)]
    options = [lines[start:end] for start, end in places]
    for (start, end), letter, number in reversed(list(zip(places, LETTERS, order, strict=False))):
        head, *rest = options[number]
        lines[start:end] = [re.sub(r"(?<=\} )\w(?=\. )", letter, head, count=1), *rest]
    return "\n".join(lines)


def _table_name(table: _Directive) -> str:
    """What a table with a title is called: by itself, or by its title."""
    return table.options.get("name", table.argument)


def _parse(text: str) -> list[Token]:
    return _parser().parse(text)


def _parser() -> MarkdownIt:
    return create_md_parser(MdParserConfig(enable_extensions=_EXTENSIONS), RendererHTML)


def _indented(text: str, indent: str) -> str:
    return "\n".join((indent + line).rstrip() for line in text.split("\n"))


def _nested_list(text: str) -> list[list[str]]:
    """The cells of a list of lists, row by row, each on one line."""
    rows: list[list[str]] = []
    depth = 0
    for token in _parse(text):
        depth += {"bullet_list_open": 1, "bullet_list_close": -1}.get(token.type, 0)
        if token.type == "list_item_open" and depth == 1:
            rows.append([])
        elif token.type == "inline" and depth == 2:
            rows[-1].append(" ".join(token.content.split()))
    if len({len(row) for row in rows}) != 1:
        raise PlainError("the rows of a list-table have different lengths")
    return rows


def _titled(text: str) -> tuple[str, str]:
    """Split `title <target>`; the title is empty where there is only a target."""
    found = re.fullmatch(r"(.+?)\s*<(.+)>", text, re.S)
    return (found[1], found[2]) if found else ("", text)


def _split(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",")]


def _known(names: Mapping[str, object], label: str, what: str) -> object:
    if label not in names:
        raise PlainError(f"no {what} is labelled {label}")
    return names[label]
