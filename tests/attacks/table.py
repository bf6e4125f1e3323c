"""The instructor's page of all attacks: `python -m tests.attacks.table` writes it.

What it says of each attack is in the attack's own file; the tests hold each to its points.
"""

import itertools
import sys

from autograder.paths import ROOT

from .attack import Attack, corpus, points

PAGE = ROOT / "book" / "guide" / "attacks.md"
KINDS = {
    "answers": "Answers that only look right",
    "process": "The process that the functions run in",
    "reading": "Reading what is not theirs",
    "writing": "Writing what is not theirs",
    "ending": "Ending and signalling processes",
    "pipe": "Messages forged on the pipe",
    "resources": "More than their share",
    "network": "The network",
    "escapes": "Out of the sandbox",
    "notebook": "The notebook's file",
    "names": "Names",
    "pages": "The page that the instructor reads",
}
HEAD = """\
# What attacks get

<!-- Made by python -m tests.attacks.table; the words are those of tests/attacks/corpus. -->

A student's notebook is a program that a stranger wrote. These {count} notebooks try to gain points,
to read what is not theirs, or to harm others, and all of them are graded whenever the course is
tested, in one class with honest students. The test fails where one of them gets a point more
than the honest part of its work deserves, where a planted secret shows in its output, or where the
grade of anyone else changes. A check of the walls comes first: where this machine lacks one,
none of the notebooks is run.

In each, the functions that it does not attack by are right. The last column is what it gets of
the {whole:g} points that grading gives by itself: all of them where it is after something other
than points, fewer where it leaves functions unwritten or breaks them, never more than its right
functions are worth.
"""


def page() -> str:
    """The text of the page."""
    parts = [HEAD.format(count=len(corpus()), whole=sum(points().values()))]
    by_kind = itertools.groupby(
        sorted(corpus(), key=lambda attack: list(KINDS).index(attack.kind)), lambda a: a.kind
    )
    for kind, attacks in by_kind:
        rows = "\n".join(map(_row, attacks))
        head = "| attack | tries | what stops it | points |\n| --- | --- | --- | ---: |"
        parts.append(f"## {KINDS[kind]}\n\n{head}\n{rows}\n")
    return "\n".join(parts)


def _row(attack: Attack) -> str:
    stopped = attack.stopped_by + (f". *But* {attack.note}" if attack.note else "")
    cells = (attack.title, attack.tries, stopped, _points(attack))
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text):
    return text.replace("|", "\\|").rstrip(".")


def _points(attack):
    if attack.lost is None:
        return "not graded"
    return f"{sum(p for name, p in points().items() if name not in attack.lost):g}"


def main() -> int:
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
