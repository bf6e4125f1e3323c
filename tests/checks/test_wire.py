"""What goes over the wire comes back, and what must not travel is refused."""

import base64
import json
import math

import numpy as np
import pytest

from steepest.checks.callables.quadratic import Quadratic
from steepest.checks.calls import Outcome
from steepest.checks.wire import MAX_DEPTH, Raised, Rng, WireError, dumps, loads

VALUES = [
    None,
    True,
    7,
    -(2**63),
    2.5,
    math.inf,
    -math.inf,
    "학습률",
    [1, [2.0, "x"]],
    (1, (2.0,)),
    {"a": 1, 2: (3,)},
    Rng(5),
    Rng(5, "other"),
    Raised(("ValueError", "Exception")),
]
ARRAYS = [
    np.array(3.5),
    np.zeros((0, 4)),
    np.array([[1.0, np.nan], [-np.inf, 1e-300]]),
    np.arange(6).reshape(2, 3),
    np.array([True, False]),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_comes_back_as_it_went(value):
    back = loads(dumps(value))
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize("array", ARRAYS, ids=lambda a: f"{a.dtype}{a.shape}")
def test_an_array_comes_back_bit_for_bit_and_writable(array):
    back = loads(dumps(array))
    assert back.dtype == array.dtype
    assert back.shape == array.shape
    assert back.tobytes() == array.tobytes()
    assert back.flags.writeable


def test_smaller_numbers_widen():
    assert loads(dumps(np.float32([0.5]))).dtype == np.float64
    assert loads(dumps(np.int8([1]))).dtype == np.int64
    assert loads(dumps(np.float64(0.1))) == 0.1


def test_nan_comes_back():
    assert math.isnan(loads(dumps(math.nan)))


def test_a_quadratic_is_its_gradient():
    A, b = np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([1.0, -1.0])
    gradient = loads(dumps(Quadratic(A, b))).build()
    x = np.array([0.5, 2.0])
    assert np.allclose(gradient(x), A @ x - b)
    assert gradient(2 * x) is gradient(x)  # an array of its own, written anew
    assert not gradient.is_touched()
    first = gradient(x)
    first *= 2
    gradient(x)
    assert gradient.is_touched()


def nested(depth):
    value = 1
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        object(),
        {1, 2},
        2**64,
        1j,
        np.array([1j]),
        np.array([object()]),
        np.array([2**63], dtype=np.uint64),
        "\ud800",
        nested(MAX_DEPTH + 1),
    ],
    ids=[
        "object",
        "set",
        "long",
        "complex",
        "complex array",
        "objects",
        "unsigned",
        "half",
        "deep",
    ],
)
def test_what_is_not_plain_is_refused(value):
    with pytest.raises(WireError):
        dumps(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"array": ["f8", [2], "AAAA"]}',
        '{"array": ["O", [1], "AAAAAAAAAAA="]}',
        '{"array": ["f8", [-1], ""]}',
        '{"array": ["f8", [true], "AAAAAAAAAAA="]}',
        '{"array": ["f8", [1], "not base64!"]}',
        '{"array": ["f8"]}',
        '{"array": 3}',
        '{"pickle": "gASVAAAA"}',
        '{"tuple": 3}',
        '{"float": "1e5"}',
        '{"dict": [[[1], 2]]}',
        '{"dict": [1]}',
        '{"tuple": [], "dict": []}',
        "{}",
        '{"dict": [[{"tuple": []}, 2]]}',
        '{"dict": [["a", 1], ["a", 2]]}',
        '{"tuple": [], "tuple": []}',
        '{"generator": ["x", 1]}',
        '{"generator": [-1, ""]}',
        '{"generator": [true, ""]}',
        '{"quadratic": [1, 2]}',
        '{"raised": [[], "", ""]}',
        '{"raised": [[1], "", ""]}',
        '{"array": ["f8", [0, 1000000000000000000], ""]}',
        '{"array": ["f8", [1.0], "AAAAAAAAAAA="]}',
        '{"array": [[], [1], "AAAAAAAAAAA="]}',
        "NaN",
        "[Infinity]",
        "1e999",
        "9" * 5000,
        "9223372036854775808",
        '"\\ud800"',
        '{"quadratic": [{"array": ["f8", [0], ""]}, {"array": ["f8", [0], ""]}]}',
        '{"raised": [1, 2, 3]}',
        json.dumps(nested(MAX_DEPTH + 1)),
        "[" * 100_000,
    ],
)
def test_malformed_text_is_a_wire_error(text):
    with pytest.raises(WireError):
        loads(text)


def test_text_beyond_the_limit_is_refused_before_it_is_read():
    with pytest.raises(WireError, match="more than the 10 allowed"):
        loads("[" + "1," * 100 + "1]", limit=10)


def test_an_outcome_goes_over_the_wire():
    outcome = Outcome(value=(np.ones(2), 3), changed=("w",), warnings=("slow",))
    back = Outcome.of(loads(dumps(outcome.plain())))
    assert np.array_equal(back.value[0], np.ones(2))
    assert (back.changed, back.warnings, back.raised) == (("w",), ("slow",), None)


def test_a_byte_that_is_no_bool_is_made_one():
    raw = base64.b64encode(b"\x00\x01\x07").decode()
    array = loads(json.dumps({"array": ["b1", [3], raw]}))
    assert array.view("u1").tolist() == [0, 1, 1]


def test_what_an_exception_says_is_cut_and_can_be_shown():
    raised = loads(json.dumps({"raised": [["E" * 900], "a\x1b\ud800\n" * 900, "l" * 900]}))
    assert [len(raised.kinds[0]), len(raised.message), len(raised.line)] == [500, 500, 200]
    assert raised.message.startswith("a ?\na ?\n")


@pytest.mark.parametrize(
    "data",
    [
        {"changed": (1,)},
        {"changed": "w"},
        {"changed": ["w"]},
        {"warnings": {"a": 1}},
        {"raised": "x"},
        {"overwritten": 1},
        {"unusable": None},
        {"unheard": 1},
        {3: 1},
        ["value"],
        {"value": Raised(("ValueError",))},
        {"value": [(Rng(1),)]},
        {"value": {"a": Quadratic(np.eye(1), np.ones(1))}},
        {"value": {1}},
    ],
    ids=repr,
)
def test_a_forged_outcome_is_refused(data):
    with pytest.raises(TypeError):
        Outcome.of(data)
