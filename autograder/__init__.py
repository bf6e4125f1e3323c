"""The instructor's package: formulas, hidden cases, and the grading of whole classes."""

import sys
from collections.abc import Callable

# jsonschema, which notebooks are read with, compiles a grammar of web addresses on import where
# it finds this package: two seconds at the start of every process, for a check never made.
sys.modules.setdefault("rfc3987_syntax", None)

__all__ = ["grade_here"]

# Not the seed of the visible cases. A class that is not trusted is graded by
# `python -m autograder grade`, where no case is in the student's process.
HIDDEN_SEED = 20_240_229


def grade_here(name: str, function: Callable, seed: int = HIDDEN_SEED) -> None:
    """Grade a function on the hidden cases of the exercise `name`, in the kernel that runs.

    For stock nbgrader and classes that are trusted. Returns None where all is right, which
    nbgrader takes for full points.

    Raises
    ------
    CheckFailed
        with the diagnosis, where it is not.
    """
    from autograder.checks.cases import draw
    from autograder.checks.formula import load
    from steepest.checks.calls import run_case
    from steepest.checks.check import CheckFailed
    from steepest.checks.report import examine

    cases = draw(load(name), seed)
    report = examine(cases, [run_case(function, case) for case in cases.cases])
    if not report.ok:
        raise CheckFailed(f"{report.name}{report.told} {report.hint}".strip())
