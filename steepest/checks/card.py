"""A report as a small card in a notebook, and as plain text elsewhere."""

import re
from html import escape

from steepest.checks.calls import RANDOM
from steepest.checks.further import Section
from steepest.checks.report import Report
from steepest.checks.words import readable

_MARK = {"right": "✓", "unfinished": "○", "stale": "○"}
_COLOUR = {"right": "#1a7f4b", "unfinished": "#8a6d1a", "stale": "#8a6d1a"}
_WRONG = "#c0392b"


class Card:
    """Shows a `Report`: as HTML where the front end can, else as text.

    What is wrong is said first; why, and what is right, is a press away, and so is what the
    function printed. ``footer`` is a last line, such as the points that it is worth. ``replay`` is
    the name under which the failing call is kept, where it is. ``section`` is where to read on.
    """

    def __init__(
        self,
        report: Report,
        footer: str = "",
        printed: str = "",
        replay: str = "",
        section: Section | None = None,
    ):
        self.report, self.footer, self.section = report, footer, section
        self.printed, self.replay = readable(printed.strip(), 2000), replay

    def __repr__(self):
        r = self.report
        lines = [f"{_mark(r)} {r.name}{r.told}"]
        lines += [f"  {r.hint}"] if r.hint else []
        lines += [f"  {text}" for text in r.also]
        if _shows_example(r):
            lines += [f"  Smallest failing input: {r.example}"]
            rows = r.rows if r.tells_apart else ()
            lines += [f"    {x.name}: got {x.got}, expected {x.expected}{_off(x)}" for x in rows]
            lines += [f"  {self._replayed()}"] if self._replayed() else []
        if r.groups and r.verdict != "unfinished":
            lines += [f"  {_groups(r)}"]
        lines += [f"  Note: {note}" for note in r.notes]
        if self.printed:
            lines += ["  It printed:", *(f"    {line}" for line in self.printed.split("\n")[:10])]
        if self.section:
            lines.append(
                f"  {self._way_on()} chapter {self.section.chapter}, {self.section.title}."
            )
        return "\n".join([*lines, *(["  " + self.footer] if self.footer else [])])

    def _repr_html_(self):
        r = self.report
        colour = _COLOUR.get(r.verdict, _WRONG)
        head = (
            f'<strong style="color:{colour}">{_mark(r)} '
            f"<code>{escape(r.name)}</code></strong>{_ticks(r.told)}"
        )
        parts = [f'<p style="margin:0">{head}</p>']
        parts += self._hints()
        if _shows_example(r):
            parts.append(_example(r))
            parts += [
                f'<p style="{_FAINT}">{_ticks(text)}</p>' for text in [self._replayed()] if text
            ]
        faint = list(r.notes)
        if r.groups and r.verdict != "unfinished":
            faint.insert(0, _groups(r))
        parts += [f'<p style="{_FAINT}">{_ticks(line)}</p>' for line in faint]
        if self.printed:
            parts.append(_folded("What it printed", f"<pre {_PRE}>{escape(self.printed)}</pre>"))
        if self.section:
            title, chapter, link = map(escape, self.section)
            text = f'{self._way_on()} <a href="{link}">chapter {chapter}, {title}</a>.'
            parts.append(f'<p style="{_BELOW}">{text}</p>')
        if self.footer:
            parts.append(f'<p style="margin:.4em 0 0">{escape(self.footer)}</p>')
        style = (
            f"border:1px solid {colour};border-left-width:5px;border-radius:4px;"
            "padding:.6em .9em;margin:.3em 0;max-width:52em;line-height:1.45"
        )
        return f'<div class="steepest-card" style="{style}">{"".join(parts)}</div>'

    def _hints(self):
        """The hint, a press away where the headline has a name for what is wrong, and the rest."""
        r, hint = self.report, []
        if r.hint:
            text = "".join(f'<p style="{_BELOW}">{_ticks(p)}</p>' for p in r.hint.split("\n\n"))
            hint = [_folded("Why, and what is right", text) if r.verdict == "mistake" else text]
        return hint + [f'<p style="{_BELOW}">{_ticks(text)}</p>' for text in r.also]

    def _way_on(self):
        return "Go on in" if self.report.ok else "It is explained in"

    def _replayed(self):
        if not (self.replay and self.report.failing and self.report.verdict != "hung"):
            return ""
        return (
            f"`{self.replay}` keeps this input, what came and what should: "
            f"`{self.report.name}(*{self.replay}.args)` runs it again."
        )


_BELOW = "margin:.4em 0 0"
_FAINT = "margin:.4em 0 0;opacity:.8"
_PRE = 'style="margin:.2em 0 0;white-space:pre-wrap;word-break:normal;overflow-wrap:anywhere"'


def _mark(report):
    return _MARK.get(report.verdict, "✗")


def _shows_example(report):
    return bool(report.example) and not report.ok and report.verdict not in ("unfinished", "stale")


def _folded(summary, inner):
    return f'<details style="{_BELOW}"><summary>{summary}</summary>{inner}</details>'


_CELL = 'style="padding:.1em .9em .1em 0;text-align:left"'


def _example(report):
    parts = (
        '<p style="margin:.4em 0 0">Smallest failing input:</p>'
        f"<pre {_PRE}>{escape(report.example)}</pre>"
    )
    return parts + (_table(report.rows) if report.tells_apart else "")


def _table(rows):
    """What came and what should, part by part; a column that is empty throughout is left out."""
    table = [("part", "got", "expected", "relative error", "differ"), *map(_texts, rows)]
    columns = [c for c in zip(*table, strict=True) if any(c[1:])]
    heads, *lines = zip(*columns, strict=True)
    head = "".join(f'<th scope="col" {_CELL}>{text}</th>' for text in heads)
    body = "".join(f"<tr>{''.join(map(_cell, line))}</tr>" for line in lines)
    parts = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<table style="margin:.4em 0 0">{parts}</table>'


def _texts(row):
    return f"`{row.name}`", row.got, row.expected, row.error, row.differ.removesuffix(" differ")


def _cell(text):
    return f"<td {_CELL}>{_ticks(text)}</td>"


def _off(row):
    error = f"relative error {row.error}" if row.error not in ("", "–") else ""
    said = ", ".join(text for text in (error, row.differ) if text)
    return f" ({said})" if said else ""


def _groups(report):
    """Which kinds of input are right: `✓ random inputs (6 of 6) · ✗ a gradient of zero`."""
    texts = []
    for kind, (right, n) in report.groups.items():
        label = "random inputs" if kind == RANDOM else kind
        count = f" ({right} of {n})" if n > 1 else ""
        texts.append(f"{'✓' if right == n else '✗'} {label}{count}")
    if not report.sound.get("purity", True):
        texts.append("✗ leaves all else as it was")
    return " · ".join(texts)


def _ticks(text):
    """Escaped text in which `backticks` are code and *stars* are emphasis."""
    pieces = escape(text).split("`")
    return "".join(
        f"<code>{p}</code>" if i % 2 else _STARS.sub(r"<em>\1</em>", p)
        for i, p in enumerate(pieces)
    )


_STARS = re.compile(r"(?<![\w*])\*([^*\n]+)\*(?![\w*])")
