"""The audit as a table: do the checks catch every mistake, and accept every right answer?"""

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder import HIDDEN_SEED
from autograder.checks.audit import audit, audit_at_edges, by_wire, on, right_ways
from autograder.checks.formula import load
from autograder.checks.judge import Exam
from steepest.checks import cases


@dataclass(frozen=True)
class Audited:
    """How the checks of one formula did: (right, all) for each column, and what went wrong."""

    name: str
    visible: tuple[int, int, int, int]  # mistakes named and all, right ways accepted and all
    hidden: tuple[int, int, int, int]
    findings: list[str]


def audit_one(name: str, seeds: int) -> Audited:
    """Audit a formula on the cases that students get, and on `seeds` sets of hidden ones."""
    formula = load(name)
    mistakes, ways = len(formula.mistakes), len(right_ways(formula))

    def counts(findings):
        missed = sum(finding.way.startswith("the mistake") for finding in findings)
        refused = sum(finding.way.startswith("the variant") for finding in findings)
        return missed, refused

    seen = list(audit(formula, on(cases.load(name))))
    exams = (Exam((name,), HIDDEN_SEED + n) for n in range(seeds))
    unseen = [found for exam in exams for found in audit(formula, by_wire(exam, name))]
    missed, refused = counts(seen)
    missed_hidden, refused_hidden = counts(unseen)
    return Audited(
        name,
        (mistakes - missed, mistakes, ways - refused, ways),
        (
            mistakes * seeds - missed_hidden,
            mistakes * seeds,
            ways * seeds - refused_hidden,
            ways * seeds,
        ),
        [f"visible cases: {f}" for f in [*seen, *audit_at_edges(formula, cases.load(name))]]
        + [f"hidden cases: {f}" for f in unseen],
    )


def show_audit(rows: list[Audited], console: Console) -> None:
    """For each formula: mistakes named and right ways accepted, by visible and hidden cases."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("")
    for kind in ("visible", "hidden"):
        for what in ("mistakes named", "right ways accepted"):
            table.add_column(f"{what},\n{kind} cases", justify="right")
    for row in [*rows, _sum(rows)]:
        table.add_row(row.name, *_shares(row.visible), *_shares(row.hidden))
    console.print(table)
    wrong = sum(len(row.findings) for row in rows)
    console.print(f"{wrong} judged wrongly" if wrong else "Every one is judged right.")


def _sum(rows):
    visible = tuple(map(sum, zip(*(row.visible for row in rows), strict=True)))
    hidden = tuple(map(sum, zip(*(row.hidden for row in rows), strict=True)))
    return Audited("all", visible, hidden, [])


def _shares(counts):
    pairs = (counts[:2], counts[2:])
    return [
        Text(f"{good:,} of {every:,}", style="green" if good == every else "bold red")
        for good, every in pairs
    ]
