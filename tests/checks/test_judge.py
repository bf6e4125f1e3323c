"""What a submission's functions are asked, what their answers earn, and what none may do."""

import base64
import dataclasses
import json
import random
import struct

import numpy as np
import pytest

from autograder.checks.formula import load, names
from autograder.checks.judge import MAX_ANSWER, UNANSWERED, Exam, Judged, Shares
from autograder.sandbox.answer import answer
from steepest.checks.calls import Case, run_cases
from steepest.checks.report import examine
from steepest.checks.wire import dumps, loads

SEED = 11
NAMES = names("optimizers")
EXAM = Exam(NAMES, SEED)
SHARES = Shares(values=0.6, edges=0.3, purity=0.1)


def judge(name, function, shares=None, points=5.0):
    return EXAM.judge(name, answer(function, EXAM.questions(name)), points, shares)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("shares", [None, SHARES], ids=["whole", "shared"])
def test_right_ways_earn_all_and_mistakes_nothing(name, shares):
    formula = load(name)
    for way in formula.variants:
        judged = judge(name, way.function, shares)
        assert (judged.fraction, judged.verdict) == (1.0, "right"), way.name
        assert "Points: 5 of 5" in judged.text
    for way in formula.mistakes:
        judged = judge(name, way.function, shares)
        assert (judged.fraction, judged.verdict, judged.mistake) == (0.0, "mistake", way.name)
        assert "Points: 0 of 5" in judged.text


def test_an_exam_is_its_seed():
    again, other = Exam(NAMES, SEED), Exam(NAMES, SEED + 1)
    for name in NAMES:
        assert again.questions(name) == EXAM.questions(name) != other.questions(name)


def test_a_function_is_asked_the_same_whatever_else_is():
    assert Exam(("adam_step",), SEED).questions("adam_step") == EXAM.questions("adam_step")


def test_the_order_of_cases_is_drawn_and_the_report_does_not_show_it():
    orders = set()
    for seed in range(8):
        exam = Exam(("sgd_step",), seed)
        asked = loads(exam.questions("sgd_step"))
        orders.add(tuple(len(calls) for calls in asked))
        text = answer(load("sgd_step").reference, exam.questions("sgd_step"))
        assert "✓ random inputs (6 of 6) · ✓ a single number" in exam.judge("sgd_step", text).text
    assert len(orders) > 4


def test_questions_are_inputs_alone():
    asked = EXAM.questions("adam_step")
    for hidden in ("edge", "values", "random", "first step", "zero", "mistake", "expected"):
        assert hidden not in asked
    arguments = ["w", "g", "m", "v", "t", "lr", "beta1", "beta2", "eps"]
    assert all(list(call) == arguments for calls in loads(asked) for call in calls)


def step(change=lambda w: w, at=lambda g: True):
    """Gradient descent that goes wrong where `at(g)`."""

    def sgd_step(w, g, lr):
        return change(w - lr * g) if at(g) else w - lr * g

    return sgd_step


def steep(g):
    return g.size and np.abs(g).max() > 4


def in_place(w, g, lr):
    new = w - lr * g
    w[...] = 0
    return new


def seeds(w, g, lr):
    np.random.seed(0)
    return w - lr * g


KEPT = {}


def kept(w, g, lr):
    new = KEPT.setdefault(w.shape, np.empty(w.shape))
    new[...] = w - lr * g
    return new


def both(w, g, lr):
    new = w - lr * g if not steep(g) else w
    g[...] = 1
    return new


def warns(w, g, lr):
    np.log(np.zeros(1))
    return w - lr * g


def raises(*_):
    raise ValueError("no <script>alert(1)</script>\x1b[31m \ud800")


@pytest.mark.parametrize(
    ("function", "whole", "shared", "groups"),
    [
        (step(), 1.0, 1.0, (True, True, True)),
        (warns, 1.0, 1.0, (True, True, True)),
        (step(lambda w: w + 1, steep), 0.0, 0.7, (True, False, True)),
        (in_place, 0.0, 0.9, (True, True, False)),
        (seeds, 0.0, 0.9, (True, True, False)),
        (kept, 0.0, 0.9, (True, True, False)),
        (both, 0.0, 0.6, (True, False, False)),
        (step(lambda w: w * 1.01), 0.0, 0.0, (False, False, True)),
        (step(lambda w: w + 1, lambda g: not steep(g)), 0.0, 0.0, (False, False, True)),
        (step(lambda w: w * np.nan), 0.0, 0.0, (False, False, True)),
        (step(lambda w: None), 0.0, 0.0, (False, False, True)),
        (step(lambda w: w * 0), 0.0, 0.0, (False, False, True)),
        (step(lambda w: object()), 0.0, 0.0, (False, False, True)),
        (step(lambda w: 1 / 0, steep), 0.0, 0.7, (True, False, True)),
        (raises, 0.0, 0.0, (False, False, True)),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_groups_pay_only_where_the_values_are_right(function, whole, shared, groups):
    assert judge("sgd_step", function).fraction == whole
    judged = judge("sgd_step", function, SHARES, 10)
    assert judged.fraction == pytest.approx(shared)
    assert tuple(judged.groups.values()) == groups
    assert list(judged.groups) == ["values", "edges", "purity"]


def test_the_card_says_what_each_group_paid():
    text = judge("sgd_step", step(lambda w: w + 1, steep), SHARES, 5).text
    assert "Points: 3.5 of 5 (values 3 of 3 · edge cases 0 of 1.5 · purity 0.5 of 0.5)" in text
    html = judge("sgd_step", raises, SHARES, 5).html
    assert "Points: 0 of 5 (values 0 of 3 · edge cases 0 of 1.5 · purity 0 of 0.5)" in html


def test_only_one_hidden_input_is_told():
    judged = judge("adam_step", lambda *args: args[0])
    assert judged.text.count("adam_step(w=np.array(") == 1
    assert judged.html.count("adam_step(w=np.array(") == 1


def test_what_a_student_wrote_is_escaped_and_can_be_saved():
    judged = judge("sgd_step", raises)
    assert "<script>" not in judged.html
    assert "\x1b" not in judged.text
    json.dumps(dataclasses.asdict(judged), ensure_ascii=False).encode()


def test_an_answer_is_judged_as_the_function_would_be_in_this_process():
    for name in NAMES:
        cases = EXAM.cases(name)
        for way in load(name).mistakes:
            here = examine(cases, run_cases(way.function, cases.cases))
            assert judge(name, way.function).headline == here.headline


@pytest.mark.parametrize("why", UNANSWERED)
def test_no_answer_earns_nothing_and_says_why(why):
    judged = EXAM.unanswered("adam_step", why, 5)
    assert (judged.fraction, judged.verdict) == (0.0, why)
    assert "adam_step" in judged.text.splitlines()[0]
    assert "{" not in judged.text + judged.headline
    assert judged.headline.endswith(".")
    assert "Points: 0 of 5" in judged.html


def test_a_name_that_no_formula_has_is_a_key_error():
    with pytest.raises(KeyError):
        Exam(("no_such_step",), SEED)


# What comes back is whatever a student's process likes to send.


RIGHT = {name: answer(load(name).reference, EXAM.questions(name)) for name in NAMES}


def array(code, shape, raw):
    return {"array": [code, shape, base64.b64encode(raw).decode()]}


def outcomes(value, **notes):
    """An answer in which every call gave this, as raw JSON."""
    calls = [len(calls) for calls in loads(EXAM.questions("sgd_step"))]
    pairs = [["value", value], *map(list, notes.items())]
    return json.dumps([[{"dict": pairs}] * n for n in calls])


def nested(depth):
    return "[" * depth + "]" * depth


ONE = struct.pack("<d", 1.0)
HOSTILE = {
    "none": None,
    "bytes": b"[]",
    "a list": [],
    "truth": True,
    "empty": "",
    "no JSON": "{",
    "null": "null",
    "true": "true",
    "an empty list": "[]",
    "one object": "{}",
    "no outcomes": json.dumps([[] for _ in range(13)]),
    "too few": json.dumps(json.loads(RIGHT["sgd_step"])[:-1]),
    "too many": json.dumps([*json.loads(RIGHT["sgd_step"]), []]),
    "deep": nested(100_000),
    "less deep": nested(20),
    "a long number": "9" * 5000,
    "a large number": outcomes(2**64),
    "an infinite number": outcomes(0).replace("0]", "1e999]"),
    "NaN": outcomes(float("nan")),
    "Infinity": outcomes(float("inf")),
    "half a character": outcomes("\ud800"),
    "pickle": outcomes({"pickle": "gASVAAAA"}),
    "two tags": outcomes({"tuple": [], "dict": []}),
    "one tag twice": RIGHT["sgd_step"].replace('{"array":', '{"array":0,"array":', 1),
    "a generator": outcomes({"generator": [1, ""]}),
    "a quadratic": outcomes({"quadratic": [array("f8", [1, 1], ONE), array("f8", [1], ONE)]}),
    "an exception as a value": outcomes({"raised": [["ValueError"], "", ""]}),
    "an exception in a value": outcomes({"tuple": [{"raised": [["ValueError"], "", ""]}]}),
    "an exception of no class": outcomes(None, raised={"raised": [[], "", ""]}),
    "an exception of odd classes": outcomes(None, raised={"raised": [[1, None], "", ""]}),
    "an exception that is a text": outcomes(None, raised="ValueError"),
    "a note that there is not": outcomes(1.0, right=True),
    "a note that is no name": outcomes(1.0).replace('"value"', "3"),
    "a name twice": outcomes(1.0).replace('["value"', '["value", 2.0], ["value"', 1),
    "a changed argument that there is not": outcomes(1.0, changed={"tuple": ["<b>"]}),
    "changed by a text": outcomes(1.0, changed="w"),
    "overwritten by a text": outcomes(1.0, overwritten="no"),
    "warned by a dict": outcomes(1.0, warnings={"dict": [["a", 1]]}),
    "a huge axis": outcomes(array("f8", [0, 10**18], b"")),
    "many huge axes": outcomes(array("f8", [0] + [10**9] * 31, b"")),
    "many axes": outcomes(array("f8", [1] * 40, ONE)),
    "a negative axis": outcomes(array("f8", [-1], ONE)),
    "a wrong size": outcomes(array("f8", [2], ONE)),
    "objects": outcomes(array("O", [1], ONE)),
    "an unhashable code": outcomes(array([], [1], ONE)),
    "no base64": outcomes({"array": ["f8", [1], "%%%%"]}),
    "a list for a key": outcomes({"dict": [[[1], 2]]}),
    "many keys": outcomes({"dict": [[n, n] for n in range(2000)]}),
    "a key twice": outcomes({"dict": [["a", 1], ["a", 2]]}),
    "1 and True": outcomes({"dict": [[1, 1], [True, 2]]}),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_answer_is_said_to_be_none(text):
    judged = EXAM.judge("sgd_step", text, 5, SHARES)
    assert (judged.verdict, judged.fraction) == ("unreadable", 0.0), judged.text


READABLE = {
    "infinity by its tag": outcomes({"float": "inf"}),
    "odd bools": outcomes(array("b1", [3], b"\x00\x07\xff")),
    "an empty array": outcomes(array("f8", [0, 10**9], b"")),
    "a dict": outcomes({"dict": [["w", 1.0]]}),
    "a ragged list": outcomes([[1.0], [1.0, 2.0]]),
    "a list of texts": outcomes(["a" * 1000, *range(1000)]),
    "a list of dicts": outcomes([{"dict": []}, None]),
    "arrays of two shapes": outcomes([array("f8", [0, 10**9], b""), array("f8", [1], ONE)]),
    "a long exception": outcomes(None, raised={"raised": [["E" * 9000] * 900, "m" * 9000, "l"]}),
    "an exception called <b>": outcomes(None, raised={"raised": [["<b>"], "<i>", "<u>"]}),
    "a long excuse": outcomes(None, unusable="<b>" * 3000),
    "many warnings": outcomes(1.0, warnings={"tuple": [f"<b>{n}" * 100 for n in range(50)]}),
    "a disturbance": outcomes(1.0, disturbed={"tuple": ["<b>" * 1000] * 20}),
}


@pytest.mark.parametrize("text", READABLE.values(), ids=READABLE)
def test_a_readable_answer_earns_what_it_is_worth_and_stays_small(text):
    judged = EXAM.judge("sgd_step", text, 5, SHARES)
    assert judged.verdict not in ("unreadable", "right")
    assert judged.fraction == 0.0
    assert len(judged.text) + len(judged.html) < 20_000
    assert "<b>" not in judged.html


def test_an_answer_that_is_too_long_is_not_read():
    judged = EXAM.judge("sgd_step", "[" * (MAX_ANSWER + 1), 5)
    assert (judged.verdict, judged.fraction) == ("too long", 0.0)


def test_one_text_among_many_numbers_does_not_fill_the_memory():
    """NumPy would make an array of 50,000 texts of 200,000 characters: 40 GB."""
    one = json.dumps(["x" * 200_000, *([1] * 50_000)])
    rows = json.loads(RIGHT["sgd_step"])
    rows[0][0] = {"dict": [["value", json.loads(one)]]}
    assert EXAM.judge("sgd_step", json.dumps(rows), 5).verdict == "shape"


LEAVES = [None, True, -1, 2**63, 10**30, 0.5, "", "w", "value", "raised", "\ud800", [], [[]], {}]
LEAVES += [{"tuple": []}, {"dict": []}, {"float": "nan"}, {"generator": [1, ""]}, {"x": 1}]
LEAVES += [{"raised": [["ValueError"], "", ""]}, array("f8", [], ONE), array("b1", [1], b"\x07")]


def bend(data, draw):
    """The data with one of its nodes replaced, dropped or doubled."""
    if isinstance(data, dict) and data and draw.random() < 0.9:
        key = draw.choice(list(data))
        name = draw.choice([key] * 9 + ["tuple", "dict", "raised", "array"])
        return {name: bend(data[key], draw)}
    if isinstance(data, list) and data and draw.random() < 0.9:
        at, data = draw.randrange(len(data)), list(data)
        what = draw.random()
        if what < 0.05:
            del data[at]
        elif what < 0.1:
            data.insert(at, data[at])
        else:
            data[at] = bend(data[at], draw)
        return data
    return draw.choice(LEAVES)


@pytest.mark.parametrize("name", ["sgd_step", "adam_step"])
@pytest.mark.parametrize("start", range(4))
def test_no_bent_answer_raises_or_earns_more_than_it_shows(name, start):
    """An answer that is bent in one to three places, 250 times a part."""
    draw = random.Random(start)
    whole = json.loads(RIGHT[name])
    verdicts = set()
    for _ in range(250):
        bent = whole
        for _ in range(draw.choice([1, 1, 2, 3])):
            bent = bend(bent, draw)
        judged = EXAM.judge(name, json.dumps(bent), 5, SHARES)
        assert isinstance(judged, Judged)
        assert 0 <= judged.fraction <= 1
        json.dumps(dataclasses.asdict(judged), ensure_ascii=False).encode()
        verdicts.add(judged.verdict)
        if judged.verdict == "right":  # only what says nothing of the values was bent
            values = [[o.get("value") for o in row] for row in loads(json.dumps(bent))]
            wanted = [[o.get("value") for o in row] for row in loads(RIGHT[name])]
            assert repr(values).replace(" ", "") == repr(wanted).replace(" ", "")
    assert {"unreadable", "shape"} <= verdicts


@pytest.mark.parametrize("start", range(4))
def test_no_random_text_raises(start):
    draw = random.Random(start)
    for _ in range(250):
        text = list(RIGHT["sgd_step"])
        for _ in range(draw.randrange(1, 20)):
            at = draw.randrange(len(text))
            text[at : at + draw.randrange(3)] = draw.choice('{}[]",:0129eE-.atun\\\x00\ud800é')
        judged = EXAM.judge("sgd_step", "".join(text), 5)
        assert judged.fraction in (0.0, 1.0)


def test_an_answer_says_nothing_that_is_believed():
    """What an outcome says of purity can only cost; a value is right by itself alone."""
    rows = json.loads(RIGHT["sgd_step"])
    for row in rows:
        for outcome in row:
            outcome["dict"].append(["warnings", {"tuple": ["all right"]}])
    judged = EXAM.judge("sgd_step", json.dumps(rows), 5)
    assert judged.verdict == "right"
    assert "It warned: all right" in judged.text


def test_cases_come_back_as_they_were_asked():
    """Questions are read by whoever answers: one list, in which each case is a tuple of calls."""
    cases = [Case("", calls) for calls in loads(EXAM.questions("momentum_step"))]
    rows = run_cases(load("momentum_step").reference, cases)
    text = dumps([[outcome.plain() for outcome in row] for row in rows])
    assert EXAM.judge("momentum_step", text).verdict == "right"
