"""The tables that grading shows: one line for each student, and a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.columns import Columns
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from autograder.assignments.release import Release
    from autograder.grading.regrade import Change
    from autograder.grading.writer import Result


def make_console(**options) -> Console:
    """A console that writes wide lines into a pipe or a file."""
    console = Console(highlight=False, **options)
    return console if console.is_terminal else Console(highlight=False, width=240, **options)


def show(results: list[Result], release: Release, console: Console) -> None:
    columns = [cell.grade_id for cell in release.graded]
    short = _shorten(columns)
    narrow = console.width < 60 + sum(len(name) + 2 for name in short.values())
    table = Table(box=None, pad_edge=False, header_style="bold", collapse_padding=True)
    table.add_column("student", overflow="fold", min_width=8)
    for number, name in enumerate(columns, 1):
        table.add_column(str(number) if narrow else short[name], justify="right", no_wrap=True)
    table.add_column("total", justify="right", no_wrap=True)
    table.add_column("s", justify="right", no_wrap=True)
    table.add_column("", overflow="fold", ratio=1)
    for result in results:
        table.add_row(
            Text(_plain(result.student)),
            *(_cell(result.scores.get(name)) for name in columns),
            _total(result, release),
            Text(f"{result.seconds:.1f}" if result.seconds else "", style="dim"),
            _note(result),
        )
    console.print(table)
    if narrow:
        legend = [Text(f"{n} {name}", style="dim") for n, name in enumerate(columns, 1)]
        console.print(Columns(legend, padding=(0, 2)))
    console.print(Text(summary(results, release)))
    if open_ := sum(not result.sandboxed for result in results):
        told = f"{open_} graded without a sandbox: their notebooks ran with the grader's rights"
        console.print(Text(told, style="yellow"))


def show_changes(changes: list[Change], console: Console) -> None:
    """Show the points that grading again would change: student, function, old and new."""
    if not changes:
        console.print("Nothing would change.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("student", overflow="fold", min_width=8)
    table.add_column("function", no_wrap=True)
    table.add_column("points", no_wrap=True)
    for change in changes:
        old, new = ("?" if points is None else f"{points:g}" for points in (change.old, change.new))
        stays = " (points given by hand stay)" if change.stays else ""
        old = old if change.graded else "–"
        table.add_row(Text(_plain(change.student)), change.name, f"{old} → {new}{stays}")
    console.print(table)
    console.print(f"{len(changes)} of the points would change.")


def summary(results: list[Result], release: Release) -> str:
    """One line that sums up: how many are graded, and with how many points."""
    counts = {state: sum(r.state == state for r in results) for state in STATES}
    parts = [f"{n} {state}" for state, n in counts.items() if n]
    totals = sorted(r.total for r in results if r.state != "not graded")
    if totals:
        middle = (totals[(len(totals) - 1) // 2] + totals[len(totals) // 2]) / 2
        parts.append(f"median {middle:g} of {release.points:g} points")
    if times := sorted(r.seconds for r in results if r.state == "graded"):
        parts.append(f"{times[len(times) // 2]:.2f} s a submission")
    if hand := sum(any(s.by_hand for s in r.scores.values()) for r in results):
        parts.append(f"{hand} with an answer to grade by hand (?)")
    return " · ".join(parts)


STATES = ("graded", "as before", "not graded")


def _shorten(names):
    """Column heads without the ending that most of them share, such as `_step`."""
    ends = [name.rpartition("_")[2] for name in names if "_" in name]
    common = max(ends, key=ends.count, default="")
    if ends.count(common) < 3:
        return {name: name for name in names}
    return {name: name.removesuffix(f"_{common}") for name in names}


def _cell(score):
    if score is None:
        return Text("–", style="dim")
    if score.by_hand:
        return Text("?" if score.waits else f"{score.points:g}?", style="yellow")
    full = score.points >= score.maximum
    return Text(f"{score.points:g}", style="green" if full else "red")


def _total(result, release):
    if not result.scores:
        return Text("–", style="dim")
    return Text(f"{result.total:g}/{release.points:g}", style="bold")


def _note(result):
    if result.state == "not graded":
        return Text(_plain("not graded: " + "; ".join(result.notes)), style="bold red")
    head = ["graded before"] if result.state == "as before" else []
    return Text(_plain("; ".join([*head, *result.notes])), style="yellow")


def _plain(text):
    """Without what would move a terminal's cursor: names and sources are students' own."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
