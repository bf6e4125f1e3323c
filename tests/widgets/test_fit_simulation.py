"""The fit's JavaScript computes what NumPy and scikit-learn compute."""

import itertools

import numpy as np
import pytest

from steepest import Fit
from tools.traces import fit as traces

TOLERANCE = {"rtol": 1e-9, "atol": 1e-9}
DATA, FIRST = Fit.data, Fit.first()
TRUTHS = tuple(DATA["truths"])
DEGREES = range(DATA["traits"]["degree"]["high"] + 1)


@pytest.fixture(scope="module")
def traced(golden):
    return golden("fit")


@pytest.fixture(scope="module")
def asked(simulation):
    return simulation("fit")


@pytest.fixture(scope="module")
def told(traced, asked):
    """What the JavaScript makes of every traced state."""
    return asked(states=[one["state"] for one in traced])["states"]


def flat(value):
    """Numbers in a row, with NaN for those that a trace leaves out."""
    if isinstance(value, list | np.ndarray):
        return list(itertools.chain.from_iterable(flat(one) for one in value))
    return [np.nan if value is None else value]


def close(got, want, what):
    got, want = np.array(flat(got), float), np.array(flat(want), float)
    assert got.shape == want.shape, what
    sure = ~np.isnan(want)
    np.testing.assert_allclose(got[sure], want[sure], **TOLERANCE, err_msg=what)


def thinned(name, value):
    """Of points, those that a trace has; folds by the points that they hold, in any order."""
    if name == "points":
        return [some[:: traces.STRIDE] for some in value]
    if name == "latest":
        return value[:: traces.STRIDE]
    return [sorted(held) for held in value] if name == "held" else value


def test_traces_are_those_that_the_libraries_make(traced):
    """The file is not stale: numbers are compared as numbers."""
    assert [one["state"] for one in traced] == list(traces.states())
    for one in traced[::4]:
        made = traces.numbers(one["state"])
        assert made.keys() == one["numbers"].keys()
        for name, value in made.items():
            kept = np.array(flat(one["numbers"][name]), float)
            both = ~np.isnan(kept) & ~np.isnan(np.array(flat(value), float))
            assert both.mean() > 0.9
            np.testing.assert_allclose(np.array(flat(value), float)[both], kept[both], **TOLERANCE)


def test_javascript_follows_every_trace(traced, told):
    for one, got in zip(traced, told, strict=True):
        for name, want in one["numbers"].items():
            what = f"{name} of {one['state']}"
            close(thinned(name, got["numbers"][name]), want, what)


def test_traces_leave_little_out(traced):
    values = flat([list(one["numbers"].values()) for one in traced])
    assert np.isnan(np.array(values, float)).mean() < 0.01
    assert {one["state"]["truth"] for one in traced} == set(TRUTHS)
    assert {one["state"]["order"] for one in traced} == set(DATA["orders"])


def test_readings_are_the_numbers(traced, told):
    """What stands beside the picture is what was traced, written with four digits or decimals."""
    for one, got in zip(traced, told, strict=True):
        state, numbers = one["state"], one["numbers"]
        degree, noise = state["degree"], state["noise"] ** 2
        if state["mode"] == "one":
            wanted = [
                numbers["train"][degree], numbers["valid"][degree], min(numbers["valid"]),
                noise, numbers["largest"][degree],
            ]  # fmt: skip
            best = got["numbers"]["best"]
            assert numbers["valid"][best] == min(numbers["valid"])
        elif state["mode"] == "many":
            named = ("bias", "variance", "sum", "measured")
            bias, variance, total, measured = (numbers[name] for name in named)
            wanted = [bias, variance, noise, total, measured]
        else:
            wanted = [
                numbers["foldValid"][state["fold"] - 1][degree], numbers["valid"][degree],
                min(numbers["valid"]), numbers["train"][degree], noise,
            ]  # fmt: skip
        read = [as_number(row["value"]) for row in got["readings"]]
        for have, want in zip(read, wanted, strict=True):
            assert have == pytest.approx(want, rel=6e-3, abs=6e-5), state
        assert all(row["value"] in got["sentence"] for row in got["readings"])


def as_number(text):
    text = text.replace("−", "-")
    if "×10" in text or text.startswith("10⁻"):
        mantissa, power = text.split("×10") if "×10" in text else ("1", text[2:])
        return float(mantissa) * 10 ** int(
            power.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-"))
        )
    return float(text)


def test_least_squares_and_ridge_at_every_degree(asked):
    """Random points, no help from their places: weights and values as the libraries have them."""
    rng = np.random.default_rng(3)
    problems = [
        {"x": np.sort(rng.uniform(-1, 1, n)).tolist(), "y": rng.normal(size=n).tolist()}
        | {"penalty": penalty, "highest": highest}
        for n, penalty, highest in [
            (14, 1e-3, 12), (40, 0, 12), (40, 1e-6, 12), (60, 10, 12), (5, 0, 4), (5, 0, 9),
            (9, 0.1, 12), (2, 0, 3), (30, 0, 0),
        ]
    ]  # fmt: skip
    for problem, fits in zip(problems, asked(solve=problems)["solve"], strict=True):
        x, y = np.array(problem["x"]), np.array(problem["y"])
        assert len(fits) == problem["highest"] + 1
        for degree, got in enumerate(fits):
            weights = traces.fit(x, y, degree, problem["penalty"])
            what = f"degree {degree}, {len(x)} points, penalty {problem['penalty']}"
            size = max(1, np.abs(weights).max())
            np.testing.assert_allclose(got["weights"], weights, atol=1e-9 * size, err_msg=what)
            close(got["values"], traces.values(weights, x), what)


def state(**given):
    return FIRST | given


def test_what_the_numbers_must_obey(asked):
    told = asked(
        states=[
            state(samples=12, seed=5),
            state(samples=12, seed=5, penalty=1),
            state(truth="cubic", noise=0),
            state(mode="many", truth="cubic"),
            state(mode="many", fits=1),
            state(mode="many", samples=60, degree=3),
            state(mode="folds", folds=10, samples=10),
            state(mode="folds", folds=4, samples=30, order="sorted"),
        ]
    )["states"]
    plain, ridge, exact, cubic, single, large, left_one_out, sorted_folds = (
        one["numbers"] for one in told
    )
    # More weights never fit the training points worse; with as many as points, they fit exactly.
    assert np.all(np.diff(plain["train"]) <= 1e-12)
    assert plain["train"][11] < 1e-12 < plain["train"][10]
    # A penalty makes the weights smaller and the fit to the training points worse.
    assert max(ridge["largest"]) < 3 < max(plain["largest"])
    assert np.all(np.array(ridge["train"]) >= plain["train"])
    # A cubic without noise is found by degree 3 and any above it.
    assert max(exact["valid"][3:]) < 1e-12 < min(exact["valid"][:3])
    # The parts add up at every degree, and new points find the same, give or take chance.
    for split in cubic["splits"]:
        parts = split["bias"] + split["variance"] + split["noise"]
        assert split["sum"] == pytest.approx(parts, rel=1e-12)
    assert all(split["bias"] < 0.01 for split in cubic["splits"][3:9])
    assert large["measured"] == pytest.approx(large["sum"], rel=0.05)
    assert single["variance"] == 0
    # Folds hold out each point once; contiguous, the first ones one longer.
    assert sorted(itertools.chain(*left_one_out["held"])) == list(range(10))
    assert sorted_folds["held"] == [
        list(range(*ends)) for ends in [(0, 8), (8, 16), (16, 23), (23, 30)]
    ]


def test_the_first_figure_is_worth_watching(asked):
    """Training error falls on; validation error has fallen, and rises again."""
    first, many = (one["numbers"] for one in asked(states=[state(), state(mode="many")])["states"])
    assert 3 <= first["best"] <= 6
    assert first["valid"][9] > 3 * min(first["valid"])
    assert first["train"][9] < first["train"][first["best"]]
    sums = [split["sum"] for split in many["splits"]]
    assert sums.index(min(sums)) == 3


def test_numbers_that_its_page_quotes(asked):
    """book/figures/fit.md tells the reader what to find: it must be there."""
    line, bent, ridge, more, lines, curves, folds, sorted_folds = (
        one["numbers"]
        for one in asked(
            states=[
                state(degree=1),
                state(degree=12),
                state(degree=12, penalty=0.01),
                state(degree=12, samples=60),
                state(mode="many", degree=1),
                state(mode="many", degree=9),
                state(mode="folds", degree=3),
                state(mode="folds", degree=5, order="sorted"),
            ]
        )["states"]
    )
    assert min(line["train"][1], line["valid"][1]) > 3 * FIRST["noise"] ** 2
    assert bent["train"][12] == min(bent["train"]) == pytest.approx(0.03, abs=0.005)
    assert (round(bent["valid"][12], 2), round(bent["largest"][12])) == (1.49, 913)
    assert (round(ridge["valid"][12], 2), round(ridge["largest"][12])) == (0.11, 4)
    assert more["valid"][12] < bent["valid"][12] / 10
    assert lines["bias"] > 20 * lines["variance"]
    assert curves["variance"] > 100 * curves["bias"]
    assert folds["best"] == 3
    errors = [fold[5] for fold in sorted_folds["foldValid"]]
    assert [round(error) for error in errors] == [19, 0, 0, 0, 7]
    assert all(0.07 < error < 0.13 for error in errors[1:4])


def test_a_change_makes_a_whole_state(asked):
    before = state(mode="folds", folds=8, fold=7)
    patches = [
        [{}],
        [{"degree": 40, "samples": -3, "noise": 9, "penalty": 1e9, "seed": 0, "fits": 0.4}],
        [before, {"mode": "few", "truth": 3, "order": None, "degree": "9", "noise": None, "x": 1}],
        [before, {"folds": 3}],
        [before, {"folds": 4, "fold": 9}],
        [before, {"penalty": -1, "degree": 2.6}],
        [before, {"penalty": 1e-9}],
    ]
    first, far, unknown, fewer, both, negative, tiny = asked(patches=patches)["patches"]
    assert list(first.items()) == list(FIRST.items())
    assert far == FIRST | {
        "degree": 12, "samples": 10, "noise": 0.5, "penalty": 10, "seed": 1, "fits": 1,
    }  # fmt: skip
    assert unknown == before
    assert (fewer["folds"], fewer["fold"]) == (3, 3)
    assert (both["folds"], both["fold"]) == (4, 4)
    assert (negative["penalty"], negative["degree"]) == (0, 3)
    assert tiny["penalty"] == 1e-6
