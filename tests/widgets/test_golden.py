"""The golden traces: the references give them still; and those that are calls, JavaScript gives."""

import json
from importlib import import_module

import numpy as np
import pytest

from tests.widgets.close import close
from tools.traces.__main__ import GOLDEN, WIDGETS

TOLERANCE = {"rtol": 1e-9, "atol": 1e-9}
# Gradients of many layers are small. A widget whose traces take longer has a test of its own.
MADE_ANEW = {
    "activations": {"rtol": 1e-8, "atol": 1e-14},
    "detection": {},
    "normalization": {},
    "threshold": {},
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("widget", MADE_ANEW)
def test_traces_are_those_that_the_references_make(golden, widget):
    """The file is not stale: numbers are compared as numbers."""
    made = json.loads(json.dumps(import_module(f"tools.traces.{widget}").traces()))
    close(golden(widget), made, widget, **MADE_ANEW[widget])
    close(made, golden(widget), widget, **MADE_ANEW[widget])


@pytest.mark.parametrize("widget", WIDGETS)
def test_javascript_gives_what_the_traces_say(golden, called, widget):
    calls = [one for one in golden(widget) if "call" in one]
    if not calls:
        pytest.skip("its traces have tests of their own")
    made = import_module(f"tools.traces.{widget}").traces()
    assert [one.get("call") for one in made] == [one.get("call") for one in golden(widget)]
    got = called(widget)(*(one["call"] for one in calls))
    for one, fresh, value in zip(calls, made, got, strict=True):
        what = str(one["call"])
        np.testing.assert_allclose(fresh["gives"], one["gives"], **TOLERANCE, err_msg=what)
        np.testing.assert_allclose(value, one["gives"], **TOLERANCE, err_msg=what)


def test_every_trace_file_has_its_module():
    assert sorted(path.stem for path in GOLDEN.glob("*.json")) == WIDGETS
