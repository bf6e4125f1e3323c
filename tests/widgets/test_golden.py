"""The golden traces that are calls: what the references give, the JavaScript gives."""

from importlib import import_module

import numpy as np
import pytest

from tools.traces.__main__ import GOLDEN, WIDGETS

TOLERANCE = {"rtol": 1e-9, "atol": 1e-9}


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
