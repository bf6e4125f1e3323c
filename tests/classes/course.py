"""A small course of its own: one assignment with two functions and a written question."""

import contextlib
import functools
import json
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest

from autograder.gradebook.generate import make_release
from autograder.paths import ROOT

SMALL = '''\
---
kernelspec:
  name: python3
  display_name: Python 3
  language: python
---

# Assignment 01: small

Read [the chapter](/notebooks/01_small.ipynb). Here $w - \\eta g$.

```{code-cell} ipython3
:locked: setup

import numpy as np

from steepest import check
```

## Gradient descent

```{code-cell} ipython3
:answer: sgd_step

def sgd_step(w, g, lr):
    """One step of gradient descent. Returns the new w."""
    ### BEGIN SOLUTION
    return w - lr * g  # the-secret-answer
    ### END SOLUTION
```

```{code-cell} ipython3
:check: sgd_step
:points: 2
```

## Momentum

```{code-cell} ipython3
:answer: momentum_step

def momentum_step(w, g, a, lr, beta):
    """One step of gradient descent with momentum. Returns (w, a)."""
    ### BEGIN SOLUTION
    a = beta * a + g  # the-secret-answer
    return w - lr * a, a
    ### END SOLUTION
```

```{code-cell} ipython3
:check: momentum_step
:points: 3
```

## Why

Why does it go down?

+++ {"written": "why", "points": 4}

<!-- BEGIN SOLUTION -->
Because of the-secret-answer.
<!-- END SOLUTION -->

+++

Now see it.

```{code-cell} ipython3
:tags: [raises-exception]

sgd_step(np.ones(2), np.ones(2), 0.5)
```
'''

NAME = "01_small"


def make_repository(folder):
    from autograder.assignments.repository import Repository

    root = folder / "checkout"
    folder = root / "solutions" / NAME
    folder.mkdir(parents=True)
    (folder / f"{NAME}.md").write_text(SMALL, encoding="utf-8")
    (root / "_config.yml").write_text(
        "repository:\n  url: https://example.org/someone/course\n  branch: main\n"
    )
    return Repository(root)


@pytest.fixture
def repository(tmp_path):
    """A checkout with one small assignment."""
    return make_repository(tmp_path)


def make_course(folder, repository):
    """An empty course folder whose gradebook has the assignment already, which takes seconds."""
    from autograder.gradebook.course import Course

    (folder / "class").mkdir()
    (folder / "class" / "gradebook.db").write_bytes(registered())
    return Course(folder / "class", repository)


@functools.cache
def registered() -> bytes:
    from autograder.gradebook.course import Course
    from autograder.gradebook.nbgrader_tools import require_nbgrader

    require_nbgrader()
    with tempfile.TemporaryDirectory() as folder:
        course = Course(Path(folder), make_repository(Path(folder)))
        course.register(NAME)
        return (course.root / "gradebook.db").read_bytes()


@pytest.fixture
def course(tmp_path, repository):
    """An empty course folder of it."""
    return make_course(tmp_path, repository)


@functools.cache
def released() -> str:
    """What students are given of the small assignment, made once."""
    with tempfile.TemporaryDirectory() as folder:
        repository = make_repository(Path(folder))
        return make_release(repository, NAME, into=Path(folder)).read_text(encoding="utf-8")


@pytest.fixture
def hand_in(course):
    """Hand a notebook in: the release with some cells' sources replaced, or raw bytes."""
    return handing_in(course)


def handing_in(course):
    def hand_in(student, sources=(), raw=None, edit=None):
        notebook = json.loads(released())
        for cell in notebook["cells"]:
            if cell["id"] in dict(sources):
                cell["source"] = textwrap.dedent(dict(sources)[cell["id"]])
        if edit:
            edit(notebook)
        path = course.submitted / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(json.dumps(notebook).encode() if raw is None else raw)
        return path

    return hand_in


RIGHT = {
    "answer-sgd_step": "def sgd_step(w, g, lr):\n    return w - g * lr",
    "answer-momentum_step": (
        "def momentum_step(w, g, a, lr, beta):\n    a = g + a * beta\n    return w - lr * a, a"
    ),
    "why": "It goes against the gradient.",
}


@pytest.fixture
def autograder():
    """Run a command as a person does, and return what it said."""

    def run(*args, **options):
        return subprocess.run(
            [sys.executable, "-m", "autograder", *map(str, args)],
            capture_output=True,
            text=True,
            cwd=options.pop("cwd", ROOT),
            **options,
        )

    return run


@pytest.fixture
def command(course, monkeypatch):
    """Run a command on the small course in this very process, with a pool that runs nothing."""
    from click.testing import CliRunner

    from autograder.cli import terminal
    from autograder.cli.main import main
    from autograder.engine import pool
    from tests.classes.pools import QuickPool

    @contextlib.contextmanager
    def quick(*, jobs, scheduler, sandboxed, imports):
        run.pool = run.make_pool(jobs or 2)
        run.pool.sandboxed = sandboxed
        yield run.pool

    def run(*args, **options):
        arguments = [*map(str, args), "--course", str(course.root)]
        return CliRunner().invoke(main, arguments, catch_exceptions=False, **options)

    run.make_pool = QuickPool
    monkeypatch.setattr(pool, "open_pool", quick)
    monkeypatch.setattr(terminal, "Repository", lambda: course.repository)
    return run
