"""A small course of its own: one assignment with two functions and a written question."""

import functools
import json
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest

from autograder.release import make_release

ROOT = Path(__file__).resolve().parents[2]

SMALL = '''\
---
kernelspec:
  name: python3
  display_name: Python 3
  language: python
---

# Assignment 01: small

Read [the chapter](/notebooks/01_small.ipynb). Here $y = 2x$.

```{code-cell} ipython3
:locked: setup

def check(function):
    assert function(1) in (2, 3), f"{function.__name__}(1) is wrong"
    print(function.__name__, "looks right")
```

## Double

```{code-cell} ipython3
:answer: double

def double(x):
    """Twice x."""
    ### BEGIN SOLUTION
    return 2 * x  # the-secret-answer
    ### END SOLUTION
```

```{code-cell} ipython3
:check: double
:points: 2

check(double)
### BEGIN HIDDEN TESTS
assert double(21) == 42
### END HIDDEN TESTS
```

## Triple

```{code-cell} ipython3
:answer: triple

def triple(x):
    """Three times x."""
    ### BEGIN SOLUTION
    return 3 * x  # the-secret-answer
    ### END SOLUTION
```

```{code-cell} ipython3
:check: triple
:points: 3

check(triple)
### BEGIN HIDDEN TESTS
assert triple(5) == 15
### END HIDDEN TESTS
```

## Why

Why does it double?

+++ {"written": "why", "points": 4}

<!-- BEGIN SOLUTION -->
Because of the-secret-answer.
<!-- END SOLUTION -->

+++

Now see both together.

```{code-cell} ipython3
:tags: [raises-exception]

[double(3), triple(3)]
```
'''

NAME = "01_small"


def make_repository(folder):
    from autograder.course import Repository

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
    from autograder.gradebook import Course

    (folder / "class").mkdir()
    return Course(folder / "class", repository)


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


class Trusting:
    """An executor that runs nothing and says that every cell finished: fast, and plain data."""

    def __init__(self):
        self.ran = []

    def run(self, submission):
        from autograder.executor import Executed

        self.ran.append(submission.student)
        cells = json.loads(submission.notebook)["cells"]
        finished = frozenset(cell["id"] for cell in cells)
        return Executed(submission.student, submission.notebook, finished)


RIGHT = {
    "answer-double": "def double(x):\n    return x + x",
    "answer-triple": "def triple(x):\n    return x * 3",
    "why": "It adds x to itself.",
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
