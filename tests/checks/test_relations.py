"""What wrong results have to do with right ones."""

import numpy as np
import pytest

from steepest.checks.relations import Pair, related

DRAW = np.random.default_rng(0)
WANTED = [DRAW.normal(size=(4, 3)) for _ in range(6)]


def of(change, wanted=WANTED, **arguments):
    pairs = []
    for number, want in enumerate(wanted):
        call = {name: value[number] for name, value in arguments.items()}
        pairs.append(Pair(np.asarray(change(want, *call.values()), float), want, call))
    return related(pairs, "y")


X = [DRAW.normal(size=(4, 3)) for _ in range(6)]
RATE = [0.1, 0.3, 0.7, 0.2, 0.9, 0.4]
ROWS = [DRAW.normal(size=n) for n in (3, 5, 8, 4, 6, 7)]


@pytest.mark.parametrize(
    ("change", "arguments", "sentence"),
    [
        (lambda w: 2 * w, {}, "y is twice what it should be, on every input."),
        (lambda w: w / 100, {}, "y is a hundredth of what it should be, on every input."),
        (lambda w: 1.7 * w, {}, "y is 1.7 times what it should be, on every input."),
        (lambda w: -w, {}, "y has the wrong sign: it is −1 times what it should be."),
        (np.square, {}, "y is the square of what it should be."),
        (lambda w: 1 - w, {}, "y is 1 minus what it should be."),
        (lambda w: 1 / w, {}, "y is the reciprocal of what it should be: 1 divided by it."),
        (np.abs, {}, "y is the magnitude of what it should be: it has lost its sign."),
        (lambda w: w + 1, {}, "y is 1 too large, on every input."),
        (lambda w: w[::-1], {}, "y is the right result in reverse order."),
        (lambda w: np.roll(w, 1, axis=0), {}, "y is the right result shifted by one place."),
        (lambda w: np.round(w, 2), {}, "y is the right result rounded to 2 decimals."),
        (lambda w: np.maximum(w, 0), {}, "y is the right result cut off below 0."),
        (lambda w: w * 0 + 3, {}, "y is 3 on every input: it depends on none of the arguments."),
        (lambda w, x: x, {"x": X}, "y is the argument `x` itself, as it was passed."),
        (lambda w, x: w + x, {"x": X}, "y is too large by `x`."),
        (lambda w, lr: w * lr, {"lr": RATE}, "y is the right result multiplied by `lr`."),
        (lambda w, lr: w / (1 - lr), {"lr": RATE}, "y is the right result divided by 1 − `lr`."),
        (
            lambda w, rows: w * len(rows),
            {"rows": ROWS},
            "y is the right result, multiplied by the length of `rows`.",
        ),
        (
            lambda w, rows: w * len(rows) / (len(rows) - 1),
            {"rows": ROWS},
            "y is n/(n − 1) times what it should be, n the length of `rows`: a divisor is one "
            "too small.",
        ),
        (
            lambda w: np.where(np.arange(4)[:, None] == 0, w, w + w**2 + 1),
            {},
            "y is wrong: only its first row is right.",
        ),
        (
            lambda w: np.where(np.arange(3) == 0, w, w - w**2 - 1),
            {},
            "y is wrong: only its first column is right.",
        ),
        (
            lambda w, x: np.where(x >= 0, w, np.sin(9 * w) + 5 * w**2),
            {"x": X},
            "y is right wherever `x` is above 0, and wrong where it is not.",
        ),
        (
            lambda w: np.sign(w[::-1, ::-1]) * np.abs(w) ** np.pi + np.sin(40 * w),
            {},
            "",
        ),
    ],
)
def test_a_relation_is_told_in_its_words(change, arguments, sentence):
    assert of(change, **arguments) == sentence


def test_a_number_that_is_made_of_an_argument():
    wanted = [np.asarray(row.mean()) for row in ROWS]
    assert of(lambda w, rows: rows[-1], wanted, rows=ROWS) == "y is the last element of `rows`."
    assert of(lambda w, rows: rows.max(), wanted, rows=ROWS) == (
        "y is the largest element of `rows`."
    )


def test_right_in_some_calls_alone():
    wanted = [np.asarray(float(n)) for n in DRAW.normal(size=10)]
    flags = [True, False] * 5
    assert of(lambda w, flag: w if flag else w**2 + 3, wanted, flag=flags) == (
        "y is right wherever `flag` is True, and wrong where it is False."
    )


@pytest.mark.parametrize("change", [lambda w: 2 * w, np.square, lambda w: w + 1])
def test_too_few_numbers_tell_nothing(change):
    assert of(change, [np.asarray(0.5), np.asarray(0.5)]) == ""


def test_nothing_is_told_of_what_can_not_be_compared():
    assert related([], "y") == ""
    assert related([Pair(np.zeros(2), np.zeros(3), {})], "y") == ""
    assert related([Pair(np.full(9, np.nan), np.arange(9.0), {})], "y") == ""


def test_a_step_is_held_against_the_step_that_should_be():
    steps = [want - x for want, x in zip(WANTED, X, strict=True)]
    assert of(lambda w, x: x + 2 * (w - x), x=X) == (
        "what is added to `x` in y is twice what it should be, on every input."
    )
    assert of(lambda w, x: x - (w - x), x=X) in (
        "what is added to `x` in y has the wrong sign.",
        "y is too large by twice `x`.",
    )
    assert len(steps) == len(X)


def test_nearer_to_0_than_it_should_be():
    assert of(lambda w: w * np.exp(-np.abs(w) - 0.1)) == (
        "y is nearer to 0 than it should be, and of the right sign."
    )
