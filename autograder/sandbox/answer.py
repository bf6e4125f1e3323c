"""Call a student's function on the inputs of a question, and write down what it did.

The modules used here are not those that a notebook gets: `keep_apart` gives it copies of its
own, so that a notebook that patches `steepest` patches nothing that is used here.
"""

import importlib
import sys

from steepest.checks.calls import Case, run_cases
from steepest.checks.wire import WireError, dumps, loads

# Characters of one function's answer: of the course's functions the longest takes 10,000.
MAX_ANSWER = 1_000_000


def answer(function, inputs: str) -> str:
    """The outcomes of all cases, as wire text; `inputs` is wire text as well.

    What is longer than it may be is cut off, one character later.
    """
    cases = [Case("", tuple(calls)) for calls in loads(inputs)]
    rows = [[outcome.plain() for outcome in row] for row in run_cases(function, cases)]
    try:
        return dumps(rows)[: MAX_ANSWER + 1]
    except WireError:
        return dumps([_sendable(row) for row in rows])[: MAX_ANSWER + 1]


def _sendable(row):
    """A case's outcomes; what can't travel costs its own case, not the others."""
    try:
        dumps(row)
    except WireError as error:
        return [{"unusable": str(error)}] * len(row)
    return row


def keep_apart() -> None:
    """Drop the loaded `steepest`, so that later imports get modules of their own."""
    for name in [n for n in sys.modules if n == "steepest" or n.startswith("steepest.")]:
        del sys.modules[name]
    importlib.import_module("steepest")
