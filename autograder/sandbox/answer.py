"""Call a student's function on the inputs of a question, and write down what it did.

The modules used here are not those that a notebook gets: `keep_apart` gives it copies of its
own, so that a notebook that patches `steepest` patches nothing that is used here.
"""

import importlib
import sys

from steepest.calls import Case, run_case
from steepest.wire import WireError, dumps, loads


def answer(function, inputs: str) -> str:
    """The outcomes of all cases, as wire text; `inputs` is wire text as well."""
    outcomes = [_outcomes(function, tuple(calls)) for calls in loads(inputs)]
    return dumps(outcomes)


def _outcomes(function, calls):
    outcomes = [outcome.plain() for outcome in run_case(function, Case("", calls))]
    try:
        dumps(outcomes)
    except WireError as error:  # what can't travel costs its own case, not the others
        return [{"unusable": str(error)}] * len(calls)
    return outcomes


def keep_apart() -> None:
    """Have whoever imports `steepest` from now on get modules that are not the ones used here."""
    for name in [n for n in sys.modules if n == "steepest" or n.startswith("steepest.")]:
        del sys.modules[name]
    importlib.import_module("steepest")
