"""Nothing that students get holds a reference, an answer or a hidden case."""

import html
import io
import json
import subprocess
import sys
import zipfile

import pytest

from autograder import HIDDEN_SEED
from autograder.assignments.repository import Repository
from autograder.checks.cases import draw
from autograder.checks.formula import load
from autograder.paths import ROOT
from tools.leaks import Secrets, find


@pytest.fixture(scope="module")
def secrets():
    return Secrets()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """What a student installs."""
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def exercises():
    paths = (p for p in Repository().exercises.rglob("*") if p.is_file())
    kept = (p for p in paths if ".ipynb_checkpoints" not in p.parts)
    return {str(p.relative_to(ROOT)): p.read_bytes() for p in kept}


def test_the_wheel_is_the_students_library_alone(wheel):
    tops = {name.split("/")[0] for name in wheel}
    assert tops <= {"steepest", *(top for top in tops if top.endswith(".dist-info"))}
    assert "steepest/checks/cases/adam_step.json" in wheel


def test_the_wheel_leaks_nothing(wheel, secrets):
    named = {n: d for n, d in wheel.items() if not n.endswith(("METADATA", "RECORD"))}
    assert find(named, secrets) == []


def test_exercises_leak_nothing(exercises, secrets):
    assert exercises
    assert find(exercises, secrets) == []
    assert all(name.endswith(".ipynb") for name in exercises)


def test_no_function_of_the_library_is_a_reference(wheel):
    """By what it does, not by how it is written."""
    import importlib
    import inspect

    from autograder.checks.formula import names
    from steepest.checks.calls import run_case
    from steepest.checks.report import examine

    modules = [n[:-3].replace("/", ".") for n in wheel if n.endswith(".py") and "__init__" not in n]
    cases = {name: draw(load(name), 1) for name in names()}
    for module in map(importlib.import_module, modules):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ != module.__name__ or name == "main":
                continue
            wanted = set(inspect.signature(function).parameters)
            for formula, some in cases.items():
                if wanted == set(some.cases[0].calls[0]):
                    report = examine(some, [run_case(function, case) for case in some.cases])
                    assert not report.ok, f"{module.__name__}.{name} is {formula}"


RMSPROP = """
def helper(G, g, gamma):
    G = gamma*G + (1 - gamma)*g**2   # with a comment
    return G
"""


def hidden_number():
    (expected, *_), *_ = draw(load("adam_step"), HIDDEN_SEED).expected
    return repr(float(expected[0].ravel()[0]))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("steepest/a.py", RMSPROP),
        ("steepest/b.py", "class A:\n    def f(self, w, g, lr):\n        return w - (lr * g)\n"),
        ("steepest/c.py", "# from autograder import x"),
        ("steepest/d.json", f"[{hidden_number()}]"),
        ("exercises/e.ipynb", "a = beta * a + g"),
        ("exercises/f.ipynb", "### BEGIN HIDDEN TESTS"),
        ("exercises/g.ipynb", "grade_here(sgd_step)"),
        ("exercises/h.ipynb", "%matplotlib inline\nG = G + g**2"),
        ("site/book/i.html", "<p>So</p><pre><span>a</span> = beta * a <b>+</b> g\n</pre>"),
        ("site/book/j.html", "<pre>  if x:\n      G = G + g**2</pre><pre>no Python here</pre>"),
        ("site/book/k.html", f"<td>{hidden_number()}</td>"),
        ("site/exercises/l.html", "<pre>### BEGIN HIDDEN TESTS</pre>"),
    ],
)
def test_a_planted_leak_is_found(secrets, name, text):
    if name.endswith(".ipynb"):
        text = json.dumps({"cells": [{"cell_type": "code", "source": [text], "outputs": []}]})
    assert len(find({name: text.encode()}, secrets)) == 1


def test_a_leak_inside_a_wheel_is_found(secrets):
    wheel = io.BytesIO()
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("steepest/a.py", RMSPROP)
        archive.writestr("steepest-1.dist-info/METADATA", "# How to use the autograder")
    (line,) = find({"kit/steepest-1.whl": wheel.getvalue()}, secrets)
    assert line.startswith("kit/steepest-1.whl/steepest/a.py: ")


def test_a_page_may_name_the_instructors_commands(secrets):
    page = "<p>Run</p><pre>python -m autograder doctor</pre>"
    assert find({"site/book/guide/instructor.html": page.encode()}, secrets) == []


def test_a_planted_model_answer_and_output_are_found(secrets):
    sentence = max(secrets.sentences, key=len)
    cells = [
        {"cell_type": "markdown", "source": [f"He said: {sentence}"]},
        {"cell_type": "code", "source": ["1"], "outputs": [{"output_type": "stream"}]},
    ]
    found = find({"x.ipynb": json.dumps({"cells": cells}).encode()}, secrets)
    assert found == ["x.ipynb: an output", "x.ipynb: a model answer"]
    words = sentence.replace("`", "").split(" ")
    page = f"<p>{html.escape(' '.join(words[:3]))} <em>{html.escape(' '.join(words[3:]))}</em>"
    assert find({"site/book/x.html": page.encode()}, secrets) == [
        "site/book/x.html: a model answer"
    ]
