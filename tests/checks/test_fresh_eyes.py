"""Wrong answers written without a look at the lists: refused, and nearly all explained."""

from collections import Counter

import pytest

from autograder.checks.formula import load
from steepest.checks import cases
from steepest.checks.calls import run_cases
from steepest.checks.report import examine
from tests.checks.wrong_answers import all_answers, first_attempts

ANSWERS = list(all_answers())
MOST_BARE, FEWEST_NAMED = 0.05, 0.80


def told(name, function):
    visible = cases.load(name)
    return examine(visible, run_cases(function, visible.cases))


@pytest.fixture(scope="module")
def reports():
    return [(name, label, told(name, function)) for name, label, function in ANSWERS]


def is_bare(report):
    return report.verdict == "value" and not report.relation


def test_each_is_refused(reports):
    assert [(name, label) for name, label, report in reports if report.ok] == []


def test_at_most_five_in_a_hundred_hear_only_that_they_are_wrong(reports):
    bare = [(name, label) for name, label, report in reports if is_bare(report)]
    assert len(bare) <= MOST_BARE * len(reports), bare


def test_four_of_five_are_named(reports):
    verdicts = Counter(report.verdict for _, _, report in reports)
    assert verdicts["mistake"] >= FEWEST_NAMED * len(reports), verdicts


def test_there_are_ten_for_each_function():
    counts = Counter(name for name, _, _ in ANSWERS)
    assert min(counts.values()) >= 10
    assert {load(name).name for name in counts} == set(counts)


@pytest.fixture(scope="module")
def attempts():
    return [
        (name, label, told(name, function))
        for name, those in first_attempts.ANSWERS.items()
        for label, function in those.items()
    ]


def test_first_attempts_at_newer_functions_are_refused(attempts):
    """At 25 functions, most of them of chapters that the ten for each function have not."""
    assert len({name for name, _, _ in attempts}) == 25
    assert [(name, label) for name, label, report in attempts if report.ok] == []


def test_first_attempts_are_nearly_all_explained(attempts):
    """At most five in a hundred bare; four of five named, or told that they run over (NaN, inf)."""
    bare = [(name, label) for name, label, report in attempts if is_bare(report)]
    assert len(bare) <= MOST_BARE * len(attempts), bare
    verdicts = Counter(report.verdict for _, _, report in attempts)
    assert verdicts["mistake"] + verdicts["not finite"] >= FEWEST_NAMED * len(attempts), verdicts
    assert verdicts["mistake"] >= 0.75 * len(attempts), verdicts
