"""A report as a small card in a notebook, and as plain text elsewhere."""

from html import escape

from steepest.checks.calls import RANDOM
from steepest.checks.report import Report

_MARK = {"right": "✓", "unfinished": "○"}
_COLOUR = {"right": "#1a7f4b", "unfinished": "#8a6d1a"}
_WRONG = "#c0392b"


class Card:
    """Shows a `Report`: as HTML where the front end can, else as text.

    ``footer`` is a last line, such as the points that it is worth.
    """

    def __init__(self, report: Report, footer: str = ""):
        self.report, self.footer = report, footer

    def __repr__(self):
        r = self.report
        lines = [f"{_MARK.get(r.verdict, '✗')} {r.name}{r.told}"]
        lines += [f"  {r.hint}"] if r.hint else []
        if not r.ok and r.verdict != "unfinished":
            lines += [f"  Smallest failing input: {r.example}"] if r.example else []
            rows = r.rows if r.tells_apart else ()
            lines += [f"    {x.name}: got {x.got}, expected {x.expected}{_off(x)}" for x in rows]
        if r.groups and r.verdict != "unfinished":
            lines += [f"  {_groups(r)}"]
        lines += [f"  Note: {note}" for note in r.notes]
        return "\n".join([*lines, *(["  " + self.footer] if self.footer else [])])

    def _repr_html_(self):
        r = self.report
        colour = _COLOUR.get(r.verdict, _WRONG)
        head = (
            f'<strong style="color:{colour}">{_MARK.get(r.verdict, "✗")} '
            f"<code>{escape(r.name)}</code></strong>{_ticks(r.told)}"
        )
        parts = [f'<p style="margin:0">{head}</p>']
        if r.hint:
            parts.append(f'<p style="margin:.4em 0 0">{_ticks(r.hint)}</p>')
        if r.example and not r.ok and r.verdict != "unfinished":
            parts.append(_example(r))
        faint = list(r.notes)
        if r.groups and r.verdict != "unfinished":
            faint.insert(0, _groups(r))
        parts += [f'<p style="margin:.4em 0 0;opacity:.8">{escape(line)}</p>' for line in faint]
        if self.footer:
            parts.append(f'<p style="margin:.4em 0 0">{escape(self.footer)}</p>')
        style = (
            f"border:1px solid {colour};border-left-width:5px;border-radius:4px;"
            "padding:.6em .9em;margin:.3em 0;max-width:52em;line-height:1.45"
        )
        return f'<div class="steepest-card" style="{style}">{"".join(parts)}</div>'


_CELL = 'style="padding:.1em 1.2em .1em 0;text-align:left"'


def _example(report):
    parts = (
        '<p style="margin:.4em 0 0">Smallest failing input:</p>'
        '<pre style="margin:.2em 0 0;white-space:pre-wrap;word-break:normal;'
        f'overflow-wrap:anywhere">{escape(report.example)}</pre>'
    )
    return parts + (_table(report.rows) if report.tells_apart else "")


def _table(rows):
    heads = ("part", "got", "expected", "relative error")
    head = "".join(f'<th scope="col" {_CELL}>{text}</th>' for text in heads)
    body = "".join(f"<tr>{''.join(map(_cell, _texts(row)))}</tr>" for row in rows)
    parts = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<table style="margin:.4em 0 0">{parts}</table>'


def _texts(row):
    return f"`{row.name}`", row.got, row.expected, row.error


def _cell(text):
    return f"<td {_CELL}>{_ticks(text)}</td>"


def _off(row):
    return f" (relative error {row.error})" if row.error not in ("", "–") else ""


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
    """Escaped text in which `backticks` are code."""
    pieces = escape(text).split("`")
    return "".join(f"<code>{p}</code>" if i % 2 else p for i, p in enumerate(pieces))
