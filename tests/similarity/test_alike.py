"""Who copied is found, however names and layout were changed; who wrote the usual way is not."""

import json
import random
import re
import shutil
from itertools import combinations

import pytest
from click.testing import CliRunner

from autograder.assignments.repository import Repository
from autograder.checks import formula
from autograder.checks.source import answer_source
from autograder.cli.main import main
from autograder.similarity.alike import RUN, alike_pairs
from autograder.similarity.read import usual_answers
from autograder.similarity.tokens import normal_tokens
from tests.checks.wrong_answers.optimizers import ANSWERS

NAME = "05_optimizers"

OWN = {
    "adam_step": """def adam_step(w, g, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    # first the two memories
    memory = {"first": (m, beta1, g), "second": (v, beta2, np.power(g, 2))}
    fresh = {k: keep * old + new - keep * new for k, (old, keep, new) in memory.items()}
    unbiased = [fresh[k] / -np.expm1(t * np.log(memory[k][1])) for k in ("first", "second")]
    direction = np.divide(unbiased[0], eps + np.power(unbiased[1], 0.5))
    return w - np.multiply(lr, direction), fresh["first"], fresh["second"]
""",
    "rmsprop_step": """def rmsprop_step(w, g, H, lr, gamma, eps):
    pieces = [gamma * H, g * g - gamma * g * g]
    H = np.add.reduce(pieces)
    scale = np.reciprocal(np.power(H + eps, 0.5))
    return np.subtract(w, np.prod([scale, g], axis=0) * lr), H
""",
}


def renamed(source):
    """What a copier hands in: other names, other comments, other layout."""
    for old, new in (("memory", "state"), ("fresh", "updated"), ("unbiased", "corrected"),
                     ("direction", "d"), ("pieces", "parts"), ("scale", "s"),
                     ("keep", "b"), ("old", "x"), ("new", "y")):  # fmt: skip
        source = re.sub(rf"\b{old}\b", new, source)
    lines = re.sub(r"# .*", "# my own way", source).split("\n")
    return "\n\n".join([lines[0], '    """Mine."""', *lines[1:]]).replace(" * ", "*")


@pytest.fixture(scope="module")
def usual():
    return usual_answers(Repository(), NAME)


def known_ways(name):
    known = formula.load(name)
    ways = [known.reference, *(way.function for way in (*known.variants, *known.mistakes))]
    return [answer_source(known, way) for way in ways]


def a_class(size=24, seed=0):
    """Each student has for each function one of its known ways, right or wrong."""
    rng, names = random.Random(seed), list(ANSWERS)
    ways = {name: known_ways(name) for name in names}
    return {
        f"s{number:03d}": {name: rng.choice(ways[name]) for name in names} for number in range(size)
    }


def test_who_renames_what_was_copied_is_found(usual):
    answers = a_class()
    answers["ada"] = answers["s000"] | OWN
    answers["bo"] = answers["s001"] | {name: renamed(text) for name, text in OWN.items()}
    (pair,) = alike_pairs(answers, usual)
    assert pair.students == ("ada", "bo")
    assert pair.likeness > 0.9
    assert pair.functions == ["adam_step", "rmsprop_step"]


def test_a_group_is_found_whole(usual):
    answers = a_class()
    group = ("ada", "bo", "cy", "dan")
    answers |= {name: answers["s000"] | OWN for name in group}
    assert [pair.students for pair in alike_pairs(answers, usual)] == [*combinations(group, 2)]


@pytest.mark.parametrize("size", [2, 24, 200])
def test_the_usual_ways_are_no_finding(usual, size):
    """Nor the known mistakes, nor nothing at all, nor a cell as it was given."""
    answers = a_class(size)
    given = {name: texts[1] for name, texts in usual.items()}
    answers |= {"e1": {}, "e2": {}, "e3": given, "e4": given, "e5": {"adam_step": "def ("}}
    assert alike_pairs(answers, usual) == []


def test_what_many_have_is_no_finding(usual):
    """A way that a teacher showed, say: half of the class has it."""
    answers = a_class(40)
    for number, own in enumerate(answers.values()):
        own.update(OWN if number % 2 else {})
    assert alike_pairs(answers, usual) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a = beta * a + g", "velocity=momentum*velocity + grad  # mine"),
        ("def f(x):\n    return x", "def f(y):\n\n  '''Doc.'''\n  return y"),
        ("x = 1.0", "x = 1."),
        ("print('a')", 'print("bc")'),
    ],
)
def test_what_does_not_count(one, other):
    assert [text for text, _ in normal_tokens(one)] == [text for text, _ in normal_tokens(other)]


@pytest.mark.parametrize(
    ("one", "other"), [("np.sum(x)", "np.mean(x)"), ("a + b", "a - b"), ("x * 2", "x * 3")]
)
def test_what_counts(one, other):
    assert normal_tokens(one) != normal_tokens(other)


@pytest.mark.parametrize("source", ["", "def (", "x = '", "\0", "    x\n  y", "(" * 5000, "é = 1"])
def test_no_source_stops_it(usual, source):
    answers = {"ada": {"adam_step": source}, "bo": {"adam_step": source, "no_such": source * RUN}}
    assert alike_pairs(answers, usual) == []


def hand_in(course, student, answers):
    """The released notebook with these answers in it."""
    notebook = json.loads((Repository().exercises / NAME / f"{NAME}.ipynb").read_text("utf-8"))
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "").removeprefix("answer-")
        cell["source"] = answers.get(name, cell["source"])
    folder = course / "submitted" / student / NAME
    folder.mkdir(parents=True)
    (folder / f"{NAME}.ipynb").write_text(json.dumps(notebook), "utf-8")


def test_the_command_writes_a_page(tmp_path):
    """And lists who could not be read; with hidden names no name is in it."""
    spoilt = OWN["rmsprop_step"].replace("scale =", 'scale = "<script>" and')
    hand_in(tmp_path, "ada", OWN | {"rmsprop_step": spoilt})
    hand_in(tmp_path, "bo", {name: renamed(text) for name, text in OWN.items()})
    hand_in(tmp_path, "cy", {})
    broken = tmp_path / "submitted" / "dan" / NAME / f"{NAME}.ipynb"
    broken.parent.mkdir(parents=True)
    broken.write_text("<html>")
    done = CliRunner().invoke(main, ["alike", NAME, "--course", str(tmp_path)])
    assert done.exit_code == 1, done.output
    assert "%  ada and bo: adam_step, rmsprop_step" in done.output
    assert "1 pair among 3 students" in done.output
    assert "not read: dan: the file is not a notebook" in done.output
    page = (tmp_path / f"alike-{NAME}.html").read_text("utf-8")
    assert page.count('class="shared"') > 8
    assert "expm1" in page
    assert "<script>" not in page
    assert "&lt;script&gt;" in page

    shutil.rmtree(broken.parent.parent)
    done = CliRunner().invoke(main, ["alike", NAME, "--course", str(tmp_path), "--hide-names"])
    assert done.exit_code == 0, done.output
    page = (tmp_path / f"alike-{NAME}.html").read_text("utf-8")
    assert "student 1 and student 2" in page
    assert not re.search(r"\b(ada|bo)\b", page + done.output)
