"""Calling someone else's function: what it did is written down, whatever else it did."""

import builtins
import copy
import json
import linecache
import traceback
import warnings

import numpy as np
import pytest

from autograder.checks.formula import load, names
from steepest.checks.callables.quadratic import Quadratic
from steepest.checks.calls import MAX_CALLED, Case, Outcome, run_case, run_cases
from steepest.checks.compare import distance
from steepest.checks.wire import Rng, dumps, loads

CASE = Case("values", tuple({"w": np.ones(2) * n, "g": np.ones(2), "lr": 0.1} for n in (1, 2)))


def honest(w, g, lr):
    return w - lr * g


def in_place(w, g, lr):
    w -= lr * g
    return w


KEPT = np.empty(2)


def keeps(w, g, lr):
    KEPT[...] = w - lr * g
    return KEPT


def fails(*_, **__):
    raise RuntimeError("patched")


# What a notebook may replace, by accident or not.
PATCHES = {
    "copy.deepcopy": (copy, "deepcopy", lambda x, memo=None: x),
    "copy.copy": (copy, "copy", lambda x: x),
    "numpy.array_equal": (np, "array_equal", lambda *_, **__: True),
    "numpy.asarray": (np, "asarray", fails),
    "numpy.array": (np, "array", fails),
    "numpy.ascontiguousarray": (np, "ascontiguousarray", fails),
    "numpy.isfinite": (np, "isfinite", fails),
    "numpy.geterr": (np, "geterr", fails),
    "numpy.random.get_state": (np.random, "get_state", fails),
    "numpy.random.default_rng": (np.random, "default_rng", fails),
    "warnings.catch_warnings": (warnings, "catch_warnings", fails),
    "warnings.simplefilter": (warnings, "simplefilter", fails),
    "traceback.extract_tb": (traceback, "extract_tb", fails),
    "linecache.getline": (linecache, "getline", fails),
    "json.dumps": (json, "dumps", fails),
    "builtins.all": (builtins, "all", lambda _: True),
    "builtins.any": (builtins, "any", lambda _: False),
    "builtins.zip": (builtins, "zip", lambda *_, **__: ()),
    "builtins.map": (builtins, "map", lambda *_: ()),
    "builtins.sum": (builtins, "sum", 0),
    "builtins.len": (builtins, "len", lambda _: 0),
    "builtins.type": (builtins, "type", lambda _: int),
    "builtins.issubclass": (builtins, "issubclass", lambda *_: False),
    "builtins.getattr": (builtins, "getattr", lambda *_: None),
    "builtins.print": (builtins, "print", fails),
}


def under(patch, function):
    """The outcomes of a function, with the patch made by its first call."""
    module, name, new = patch
    old = getattr(module, name)

    def patches(*arguments):
        setattr(module, name, new)
        return function(*arguments)

    try:
        rows = run_cases(patches, [CASE])
        text = dumps([outcome.plain() for outcome in rows[0]])
    finally:
        setattr(module, name, old)
    return rows[0], text


@pytest.mark.parametrize("patch", PATCHES.values(), ids=PATCHES)
def test_patches_neither_cost_the_honest_nor_hide_a_change(patch):
    outcomes, text = under(patch, honest)
    assert [o.value.tolist() for o in outcomes] == [[0.9, 0.9], [1.9, 1.9]]
    assert not any(o.changed or o.overwritten or o.raised or o.unusable for o in outcomes)
    assert text == dumps([o.plain() for o in run_case(honest, CASE)])
    outcomes, _ = under(patch, in_place)
    assert [o.changed for o in outcomes] == [("w",), ("w",)]
    outcomes, _ = under(patch, keeps)
    assert [o.overwritten for o in outcomes] == [True, False]
    outcomes, _ = under(patch, lambda *_: 1 / 0)
    assert {o.raised.kinds[0] for o in outcomes} == {"ZeroDivisionError"}


def test_what_was_handed_out_is_not_the_case():
    """So that nothing that is written into it can reach what it is held against."""
    run_case(in_place, CASE)
    assert CASE.calls[0]["w"].tolist() == [1.0, 1.0]


@pytest.mark.parametrize(
    ("value", "change"),
    [
        (np.ones(2), lambda w: w.__setitem__(0, 5)),
        (np.ones(2), lambda w: w.__setitem__(0, np.nextafter(1, 2))),
        (np.zeros(2), lambda w: w.__setitem__(0, -0.0)),
        (np.ones((2, 3)), lambda w: w.resize((3, 2))),
        (np.array(1.0), lambda w: w.fill(2)),
        ([1, 2], lambda w: w.append(3)),
        ([1, 2], lambda w: w.__setitem__(0, True)),
        ([1, 2], lambda w: w.__setitem__(0, EqualsAll())),
        ([np.ones(2)], lambda w: w[0].fill(2)),
        ((np.ones(2),), lambda w: w[0].fill(2)),
        ({"a": 1}, lambda w: w.update(a=2)),
        ({"a": 1, "b": 2}, lambda w: w.update(a=w.pop("a"))),
        ({"a": [1]}, lambda w: w["a"].pop()),
    ],
)
def test_every_change_of_an_argument_is_seen(value, change):
    (outcome,) = run_case(lambda w: change(w) or 1, Case("values", ({"w": value},)))
    assert outcome.changed == ("w",)
    (outcome,) = run_case(lambda w: 1, Case("values", ({"w": value},)))
    assert outcome.changed == ()


class EqualsAll:
    def __eq__(self, other):
        return True

    __hash__ = None


@pytest.mark.parametrize("value", [Rng(3), Quadratic(np.eye(2), np.ones(2))])
def test_a_generator_that_is_used_is_not_changed(value):
    case = Case("values", ({"f": value},))
    (outcome,) = run_case(lambda f: f.random() if hasattr(f, "random") else f([1, 2]), case)
    assert (outcome.changed, outcome.raised) == ((), None)


class Odd(float):
    __eq__ = __ne__ = lambda *_: True
    __hash__ = float.__hash__

    def __float__(self):
        return 7.0


class OddInt(int):
    __int__ = lambda _: 7  # noqa: E731


class OddText(str):
    __str__ = encode = lambda *_: 7


class OddDict(dict):
    def items(self):
        return [([], 1)]


class Fickle:
    """An array that is another one each time it is asked."""

    def __init__(self):
        self.times = 0

    def __array__(self, dtype=None, copy=None):
        self.times += 1
        if self.times > 1:
            raise ValueError
        return np.ones(2)


@pytest.mark.parametrize(
    ("result", "value"),
    [(Odd(2.5), 2.5), (OddInt(3), 3), (OddText("text"), "text"), (np.float64(2), 2.0)],
    ids=["float", "int", "text", "numpy"],
)
def test_a_constant_is_what_it_holds_not_what_its_class_makes_of_it(result, value):
    (outcome,) = run_case(lambda: result, Case("values", ({},)))
    assert repr(outcome.value).replace("np.float64(2.0)", "2.0") == repr(value)
    assert type(outcome.value) in (float, int, str, np.float64)


def deep():
    value = 1.0
    for _ in range(50):
        value = [value]
    return value


def looped():
    value = []
    value.append(value)
    return value


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (2**70, "more than 64 bits"),
        (deep(), "nested more than"),
        (looped(), "nested more than"),
        (np.broadcast_to(0.0, (10**6, 10**6)), "1,000,000,000,000 elements"),
        (np.broadcast_to(np.float32(0), 10**7), "10,000,000 elements"),
        ([0] * 1_000_001, "1,000,001 elements"),
        ({(1,): 2}, "keys are no texts"),
        (np.array(["a"]), "dtype <U1"),
    ],
    ids=["long", "deep", "looped", "wide", "long array", "long list", "keys", "texts"],
)
def test_what_cannot_travel_is_said_and_not_sent(result, words):
    (outcome,) = run_case(lambda: result, Case("values", ({},)))
    assert words in outcome.unusable
    assert outcome.value is None
    dumps(outcome.plain())


@pytest.mark.parametrize(
    "result",
    [OddDict(a=1), {1: "a", "b": [2]}, "\ud800", [float("nan")], {}, (), []],
    ids=["odd", "dict", "half", "nan", "no dict", "no tuple", "no list"],
)
def test_what_is_usable_can_travel(result):
    (outcome,) = run_case(lambda: result, Case("values", ({},)))
    loads(dumps(outcome.plain()))


def test_a_result_that_is_another_each_time_breaks_nothing():
    case = Case("values", ({}, {}))
    first, _ = run_case(Fickle, case)
    assert first.value.tolist() == [1, 1]
    assert first.overwritten


class Own(BaseException):
    pass


class Nameless(type):
    __name__ = property(fails)
    __mro__ = property(fails)


class Odder(Exception, metaclass=Nameless):
    def __str__(self):
        return OddText("odd")


@pytest.mark.parametrize(
    ("error", "kinds"),
    [
        (SystemExit(1), ("SystemExit",)),
        (Own("own"), ("Own",)),
        (GeneratorExit(), ("GeneratorExit",)),
        (Odder(), ("Odder", "Exception")),
        (KeyError("k"), ("KeyError", "LookupError", "Exception")),
    ],
    ids=["exit", "own", "generator", "odd", "key"],
)
def test_whatever_is_raised_is_one_outcome(error, kinds):
    def raising():
        raise error

    (outcome,) = run_case(raising, Case("values", ({},)))
    assert outcome.raised.kinds == kinds
    loads(dumps(outcome.plain()))


def test_an_interrupt_goes_through_and_all_is_put_back():
    def stops():
        np.seterr(all="ignore")
        raise KeyboardInterrupt

    before = np.geterr()
    with pytest.raises(KeyboardInterrupt):
        run_case(stops, Case("values", ({},)))
    assert np.geterr() == before


def test_the_line_that_raised_is_told_where_there_is_one():
    def raises():
        return 1 / 0

    (outcome,) = run_case(raises, Case("values", ({},)))
    assert outcome.raised.line.endswith(": return 1 / 0")
    (outcome,) = run_case(print.__call__.__class__, Case("values", ({},)))
    assert outcome.raised.line == ""


def test_warnings_are_noted_on_their_own_case():
    def warns(w):
        if w:
            warnings.warn(f"about {w}", stacklevel=1)
        return w

    rows = run_cases(warns, [Case("values", ({"w": w},)) for w in (0, 1, 0)])
    assert [row[-1].warnings for row in rows] == [(), ("about 1",), ()]


@pytest.mark.parametrize("name", names())
def test_cases_together_are_as_each_alone(name):
    from autograder.checks.cases import draw

    cases = draw(load(name), 1).cases
    together = run_cases(load(name).reference, cases)
    for case, row in zip(cases, together, strict=True):
        for one, alone in zip(row, run_case(load(name).reference, case), strict=True):
            assert distance(one.raised or one.value, alone.raised or alone.value) == 0
            assert one.plain().keys() == alone.plain().keys() <= {"value", "raised", "called"}


def test_where_a_callable_argument_is_called_is_recorded_and_travels():
    quadratic = Quadratic(np.diag([1.0, 3.0]), np.array([1.0, 0.0]))

    def descend(gradient, w, lr):
        first = w - lr * gradient(w)
        return first - lr * gradient(first)

    case = Case("values", ({"gradient": quadratic, "w": np.array([2.0, 2.0]), "lr": 0.1},))
    (outcome,) = run_case(descend, case)
    first = [2.0, 2.0], [1.9, 1.4]
    np.testing.assert_allclose(outcome.called, first)
    again = Outcome.of(loads(dumps(outcome.plain())))
    np.testing.assert_allclose(again.called, first)
    np.testing.assert_allclose(again.value, outcome.value)


def test_who_writes_into_a_callables_own_array_is_told_so():
    quadratic = Quadratic(np.eye(2), np.ones(2))

    def scaled(gradient, w):
        step = gradient(w)
        step *= 0.1
        return w - step

    (outcome,) = run_case(scaled, Case("values", ({"gradient": quadratic, "w": 3 * np.ones(2)},)))
    assert outcome.changed == ("gradient",)


def test_of_many_calls_of_a_callable_the_first_are_recorded():
    quadratic = Quadratic(np.eye(1), np.zeros(1))

    def restless(gradient):
        return sum(gradient([float(n)])[0] for n in range(5_000))

    (outcome,) = run_case(restless, Case("values", ({"gradient": quadratic},)))
    assert len(outcome.called) == MAX_CALLED
    assert outcome.value == sum(range(5_000))
