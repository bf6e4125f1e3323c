"""What a student is told, case by case."""

import contextlib
import functools
import math
import subprocess
import sys
import warnings
from fractions import Fraction

import numpy as np
import pytest
import torch

from autograder import grade_here
from autograder.checks.formula import load, names
from autograder.checks.visible import stale
from steepest import CheckFailed, check
from steepest.checks import cases
from steepest.checks.calls import Case, run_case
from steepest.checks.card import Card
from steepest.checks.check import inspect
from steepest.checks.report import CaseSet, Report, examine
from steepest.checks.wire import Raised, Rng


def called(name, function):
    function.__name__ = name
    return function


def told(name, function):
    report = inspect(function, name)
    return report, repr(Card(report)), Card(report)._repr_html_()


@pytest.mark.parametrize("name", names())
def test_every_named_mistake_is_told_in_its_own_words(name):
    for mistake in load(name).mistakes:
        report, text, html = told(name, mistake.function)
        assert report.verdict == "mistake"
        assert f"It is what you get when you {mistake.name}." in text
        assert mistake.hint in text
        assert ("<table" in html) == report.tells_apart


def test_leaving_out_bias_correction_is_told_in_those_words():
    mistake = next(m for m in load("adam_step").mistakes if "bias correction" in m.name)
    _, text, _ = told("adam_step", mistake.function)
    assert "leave out the bias correction" in text


@pytest.mark.parametrize("name", names())
def test_the_reference_is_right(name, capsys):
    assert check(load(name).reference) is None
    assert f"✓ {name}" in capsys.readouterr().out


class Mute(Exception):
    def __str__(self):
        raise ValueError


def mute(w, g, lr):
    raise Mute


def wrong_line(w, g, lr):
    return w - g["x"] * lr


def not_done(w, g, lr):
    raise NotImplementedError


@pytest.mark.parametrize(
    ("function", "verdict", "words"),
    [
        (not_done, "unfinished", "is not done yet"),
        (wrong_line, "raised", "line"),
        (lambda w, g: w, "raised", "takes 2 positional arguments but 3 were given"),
        (lambda w, g, lr: None, "shape", "is a `return` missing?"),
        (lambda w, g, lr: (w, g), "shape", "w should be an array of shape"),
        (lambda w, g, lr: "w", "shape", "but is the text 'w'"),
        (lambda w, g, lr: (x for x in w), "shape", "a value of type generator"),
        (lambda w, g, lr: np.stack([w, w]), "shape", "but is an array of shape (2,"),
        (lambda w, g, lr: w * 1j, "shape", "dtype complex128"),
        (lambda w, g, lr: b"abc", "shape", "a value of type bytes"),
        (lambda w, g, lr: {1.0}, "shape", "a value of type set, which is no number"),
        (mute, "raised", "sgd_step raised Mute"),
        (lambda w, g, lr: w * np.nan, "not finite", "holds NaN or infinity"),
        (lambda w, g, lr: np.subtract(w, lr * g, out=w), "changed", "changed its argument w"),
        (lambda w, g, lr: (w - lr * g) * 1.01, "value", "w is 1.01 times what it should be"),
        (lambda w, g, lr: w - lr * g + np.sin(5 * w) * 3, "value", "w is wrong"),
        (lambda w, g, lr: [w, g, lr].append(1), "shape", "is a `return` missing?"),
    ],
)
def test_the_report_names_what_is_wrong(function, verdict, words):
    report, text, html = told("sgd_step", function)
    assert report.verdict == verdict, text
    assert words in text
    assert "Traceback" not in text + html


class Callable:
    def __call__(self, w, g, lr):
        return w - lr * g


@pytest.mark.parametrize(
    "function",
    [
        Callable(),
        functools.partial(lambda sign, w, g, lr: w + sign * lr * g, -1),
        lambda w, g, lr: memoryview(np.array(w - lr * g)),
        lambda w, g, lr: np.ma.array(w - lr * g),
        lambda w, g, lr: np.vectorize(Fraction, otypes=[object])(w - lr * g),
        lambda w, g, lr: np.array(w - lr * g).tolist(),
    ],
    ids=["object", "partial", "memoryview", "masked", "fractions", "lists"],
)
def test_whatever_numpy_reads_as_numbers_is_right(function):
    report, text, _ = told("sgd_step", function)
    assert report.ok, text


def test_a_tuple_of_the_wrong_length_and_one_array_are_told_apart():
    assert "returned 2 values" in told("adam_step", lambda w, *_: (w, w))[1]
    assert "but returned an array of shape" in told("adam_step", lambda w, *_: w)[1]


def test_the_failing_example_can_be_pasted_and_run():
    report, _, _ = told("sgd_step", lambda w, g, lr: (w - lr * g) * 1.01)
    result = eval(report.example, {"np": np, "sgd_step": load("sgd_step").reference})
    row = report.rows[0]
    assert f"{np.ravel(result)[0]:.6g}" == row.expected or np.size(result) > 1


def test_flags_are_shown_as_flags():
    def never(iou, scores, threshold):
        return np.zeros(len(scores), bool)

    report, text, html = told("match_detections", never)
    (row,) = report.rows
    assert (row.got, row.expected, row.error) == ("False", "True", "")
    assert f"got False, expected True ({row.differ})" in text
    assert "<th" in html
    assert "relative error" not in html


def test_a_failing_example_of_dicts_can_be_pasted_and_run():
    report, _, _ = told("coco_map", lambda detections, truths: 2.0)
    asked = []
    eval(report.example, {"np": np, "coco_map": lambda *_, **given: asked.append(given)})
    result = load("coco_map").reference(**asked[0])
    assert f"{result:.6g}" == report.rows[0].expected


def test_the_failing_call_is_kept_to_be_run_again():
    sgd = load("sgd_step").reference
    with pytest.raises(CheckFailed):
        check(called("sgd_step", lambda w, g, lr: w + lr * g))
    kept = check.case
    assert np.allclose(sgd(*kept.args), kept.expected)
    assert np.allclose(kept.got, 2 * kept.args[0] - kept.expected)
    kept.args[0][...] = 0
    assert np.allclose(sgd(**kept.arguments), kept.expected)
    assert repr(kept).startswith("sgd_step(w=np.array(")
    check(called("sgd_step", lambda w, g, lr: w - lr * g))
    assert check.case is None


def test_a_loop_without_an_end_is_stopped_and_its_input_shown(monkeypatch, capsys):
    def sgd_step(w, g, lr):
        while True:
            with contextlib.suppress(Exception):
                lr = lr / 1

    monkeypatch.setattr(check, "limit", 0.2)
    with pytest.raises(CheckFailed, match=r"sgd_step did not end within 0\.2 seconds"):
        check(sgd_step)
    assert "sgd_step(w=np.array(" in capsys.readouterr().out
    assert check.case.call["lr"] > 0


def test_prints_are_shown_once_and_folded(capsys):
    def sgd_step(w, g, lr):
        print("<b>now</b>")
        return w - lr * g

    assert check(sgd_step) is None
    out = capsys.readouterr().out
    assert out.index("✓ sgd_step") < out.index("It printed:") < out.index("<b>now</b>")
    html = Card(Report("f", "right", "f is right."), printed="<b>now</b>")._repr_html_()
    assert "<details" in html
    assert "&lt;b&gt;now" in html


@pytest.mark.parametrize("name", ["sigmoid", "tanh"])
def test_a_warning_is_a_fault_where_none_is_allowed(name):
    def noisy(x):
        np.exp(np.float64(1000))
        return load(name).reference(x)

    report, text, _ = told(name, noisy)
    assert report.verdict == "warned"
    assert f"{name} warned: overflow" in text
    assert not any(report.sound[group] for group in ("values", "edges"))
    assert load(name).quiet


@pytest.mark.parametrize(
    "function",
    [
        lambda w, g, lr: torch.nn.Parameter(torch.as_tensor(w)) - lr * torch.as_tensor(g),
        lambda w, g, lr: torch.nn.Parameter(torch.as_tensor(w - lr * g)),
        lambda w, g, lr: torch.as_tensor(w - lr * g).half(),
        lambda w, g, lr: np.float16(w - lr * g),
        lambda w, g, lr: (
            list(torch.nn.Parameter(torch.as_tensor(w - lr * g))) or 0
            if np.ndim(w) == 1
            else w - lr * g
        ),
    ],
    ids=["with a gradient", "a parameter", "half", "float16", "a list of tensors"],
)
def test_a_tensor_counts_as_the_numbers_it_holds(function):
    report, text, _ = told("sgd_step", function)
    assert report.ok, text


def test_bfloat16_counts_as_the_numbers_it_holds():
    (outcome,) = run_case(
        lambda: torch.ones(2, dtype=torch.bfloat16, requires_grad=True), Case("values", ({},))
    )
    assert outcome.value.tolist() == [1.0, 1.0]


def test_a_result_that_is_no_numbers_says_what_to_do():
    assert "return `list(…)` of it" in told("sgd_step", lambda w, g, lr: (x for x in w))[1]
    assert "call it, with its brackets" in told("sgd_step", lambda w, g, lr: print)[1]
    assert "Return numbers" in told("sgd_step", lambda w, g, lr: object())[1]


def test_a_buffer_that_is_used_again_is_told():
    buffer = {}

    def kept(w, g, lr):
        out = buffer.setdefault(w.shape, np.empty_like(w))
        out[...] = w - lr * g
        return out

    case = Case("values", tuple({"w": np.ones(2) * k, "g": np.ones(2), "lr": 0.1} for k in (1, 2)))
    results = [0.9 * np.ones(2), 1.9 * np.ones(2)]
    report = examine(CaseSet("kept", ("w",), [case], [results], []), [run_case(kept, case)])
    assert report.headline == "kept changed a result that it had returned before."


def test_numpys_own_state_is_put_back_and_told():
    def careless(w, g, lr):
        np.seterr(all="ignore")
        np.random.seed(0)
        return w - lr * g

    before, state = np.geterr(), np.random.get_state()[1].copy()
    report, text, _ = told("sgd_step", careless)
    assert report.verdict == "changed"
    assert "left NumPy's error settings changed" in text
    assert np.geterr() == before
    assert np.array_equal(np.random.get_state()[1], state)


def test_a_warning_is_noted_and_costs_nothing():
    def warns(w, g, lr):
        np.log(np.zeros(1))
        return w - lr * g

    report, text, _ = told("sgd_step", warns)
    assert report.ok
    assert "Note: It warned: divide by zero" in text


def test_calls_of_a_case_share_a_generator_of_one_seed_and_stream():
    case = Case("values", tuple({"rng": r} for r in (Rng(1), Rng(1), Rng(1, "again"))))
    first, second, afresh = (o.value for o in run_case(lambda rng: rng.random(), case))
    assert first == afresh
    assert first != second


def test_an_expected_exception_is_told_from_another():
    case = Case("zero", ({"x": 0},))
    wanted = CaseSet("f", ("the result",), [case], [[Raised(("ValueError",))]], [])

    class Finer(ValueError):
        pass

    def judge(function):
        return examine(wanted, [run_case(function, case)])

    def fails(error):
        def raising(x):
            raise error

        return raising

    assert judge(fails(ValueError("no"))).ok
    assert judge(fails(Finer("no"))).ok
    assert "should raise ValueError here, but raised KeyError" in judge(fails(KeyError(0))).headline
    assert "but returned a number" in judge(lambda x: 1.0).headline


@pytest.mark.parametrize("thing", [3, "sgd_step", None, np.zeros(2)])
def test_check_takes_a_function(thing):
    with pytest.raises(CheckFailed, match="check takes a function"):
        check(thing)


def test_check_names_what_it_knows():
    with pytest.raises(CheckFailed, match=r"no exercise 'sgd'; check knows .*sgd_step"):
        check(called("sgd", lambda: None))


def test_a_failed_check_is_one_line_in_a_notebook():
    with pytest.raises(CheckFailed) as caught:
        check(called("sgd_step", lambda w, g, lr: w + lr * g))
    assert caught.value.__suppress_context__
    assert caught.value._render_traceback_() == ["Not right yet: see the card above."]
    assert str(caught.value) == "sgd_step: It is what you get when you add the gradient."
    with pytest.raises(CheckFailed) as caught:
        check(3)
    assert caught.value._render_traceback_()[0].startswith("✗ check takes a function")


def test_the_card_escapes_what_a_student_wrote():
    def raises(w, g, lr):
        raise ValueError("<script>alert(1)</script>")

    html = told("sgd_step", raises)[2]
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_report_without_cases_has_no_line_of_them():
    card = Card(Report("sgd_step", "missing", "sgd_step is not defined.", "Define it."), "0 of 5")
    assert repr(card) == "✗ sgd_step is not defined.\n  Define it.\n  0 of 5"
    html = card._repr_html_()
    assert html.count("<p") == 3
    assert "failing input" not in html


def test_what_changes_its_argument_before_it_raises_as_it_should_is_told():
    def raises(x):
        x[...] = 0
        raise ValueError

    case = Case("zero", ({"x": np.ones(1)},))
    wanted = CaseSet("f", ("the result",), [case], [[Raised(("ValueError",))]], [])
    report = examine(wanted, [run_case(raises, case)])
    assert report.headline == "f changed its argument x in place."
    assert report.sound == {"values": True, "edges": True, "purity": False}


def test_at_most_five_warnings_are_noted():
    cases_ = [Case("values", ({"n": n},)) for n in range(9)]
    wanted = CaseSet("f", ("n",), cases_, [[n] for n in range(9)], [])

    def warns(n):
        warnings.warn(f"the {n}th", stacklevel=1)
        return n

    assert len(examine(wanted, [run_case(warns, case) for case in cases_]).notes) == 5


CLUMSY = {
    "w - lr * g[0] * math.sqrt(g)": "there is `np.sqrt`",
    "w - lr * g^2": "`g**2`",
    "w - lr * g if g > 0 else w": "`np.where`",
    "w - lr * torch.sqrt(g)": "the arrays are numpy's",
    "[w[i] - lr * g[i] for i in range(len(w))]": "work on whole arrays",
    "[a - lr * b for a, b in zip(w, g)]": "work on whole arrays",
}


@pytest.mark.parametrize("source", CLUMSY)
def test_an_error_that_says_little_comes_with_advice(source):
    step = eval(f"lambda w, g, lr: {source}", {"math": math, "torch": torch})
    report, text, _ = told("sgd_step", called("sgd_step", step))
    assert report.verdict == "raised"
    assert CLUMSY[source] in text.lower()


def test_advice_on_arguments_is_only_for_the_students_own_function():
    def sgd_step(w, g):
        return w - g

    assert "Take all the arguments" in told("sgd_step", sgd_step)[1]
    step = called("sgd_step", lambda w, g, lr: divmod(w))
    assert "Take all the arguments" not in told("sgd_step", step)[1]


@pytest.mark.parametrize("name", names())
def test_hidden_cases_grade_in_the_kernel(name):
    formula = load(name)
    assert grade_here(name, formula.variants[0].function) is None
    with pytest.raises(CheckFailed, match="It is what you get when"):
        grade_here(name, formula.mistakes[0].function)


def test_another_exercises_function_does_not_pass_under_a_new_name():
    """`adam_step = sgd_step` is not Adam, whatever the function calls itself."""
    source = "adam_step = sgd_step\ncheck(adam_step)"
    sgd = called("sgd_step", load("sgd_step").variants[0].function)
    with pytest.raises(CheckFailed, match=r"^adam_step raised TypeError"):
        exec(compile(source, "cell", "exec"), {"sgd_step": sgd, "check": check})
    with pytest.raises(CheckFailed):
        grade_here("adam_step", sgd)


def test_a_lambda_is_known_by_the_name_it_is_checked_under(capsys):
    source = "sgd_step = lambda w, g, lr: w - lr * g\ncheck(sgd_step)"
    exec(compile(source, "cell", "exec"), {"check": check})
    assert "✓ sgd_step" in capsys.readouterr().out


def test_the_visible_cases_are_what_their_formulas_make():
    assert stale() == []
    assert set(cases.names()) == set(names())


def test_steepest_never_imports_the_autograder():
    code = (
        "import sys, steepest, steepest.checks.cases as c\n"
        "[c.load(n) for n in c.names()]\n"
        "assert not [m for m in sys.modules if m.startswith('autograder')]\n"
        "assert 'torch' not in sys.modules and 'anywidget' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
