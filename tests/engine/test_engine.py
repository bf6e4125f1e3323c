"""The engine: what a submission's cells and functions come to, whatever they do."""

import dataclasses
import os
import time
from types import SimpleNamespace

import nbformat
import psutil
import pytest

from autograder.engine.engine import Engine
from autograder.engine.models import Submission
from autograder.sandbox.limits import Limits

SGD = "def sgd_step(w, g, lr):\n    return w - lr * g\n"
MOMENTUM = "def momentum_step(w, g, a, lr, beta):\n    a = beta * a + g\n    return w - lr * a, a\n"
CHECKS = {"sgd_step": 2.0, "momentum_step": 3.0}
LIMITS = Limits(
    cell_seconds=2,
    seconds=40,
    call_seconds=2,
    output_bytes=20_000,
    memory_bytes=700_000_000,
    file_bytes=10_000_000,
    folder_bytes=20_000_000,
    processes=24,
)

pytestmark = pytest.mark.xdist_group("engine")


@pytest.fixture(scope="module")
def engine():
    with Engine() as engine:
        yield engine


@pytest.fixture
def run(engine):
    """Run cells, and say what each function earned."""

    def run(*sources, **options):
        cells = [nbformat.v4.new_code_cell(text, id=f"c{i}") for i, text in enumerate(sources)]
        text = nbformat.writes(nbformat.v4.new_notebook(cells=cells))
        options = {"checks": CHECKS, "limits": LIMITS, "seed": 5} | options
        executed = engine.run(Submission("someone", text, **options))
        print(executed.notes, *(one.text for one in executed.judged.values()), sep="\n")
        nbformat.validate(notebook := nbformat.reads(executed.notebook, as_version=4))
        return SimpleNamespace(
            **{f.name: getattr(executed, f.name) for f in dataclasses.fields(executed)},
            cells=notebook.cells,
            said=[str(cell.get("outputs", "")) for cell in notebook.cells],
            earned={name: one.fraction for name, one in executed.judged.items()},
        )

    return run


BOTH = {"sgd_step": 1, "momentum_step": 1}
FIRST_LOST = {"sgd_step": 0, "momentum_step": 1}


def test_right_answers_earn_their_points(run):
    done = run("import numpy as np", SGD, MOMENTUM, "print(sgd_step(np.ones(2), 1, 0.5))")
    assert done.earned == BOTH
    assert done.finished == {"c0", "c1", "c2", "c3"}
    assert done.notes == ()
    assert done.sandboxed
    assert "[0.5 0.5]" in done.said[3]
    assert set(done.stages) == {"fork", "cells", "calls", "draw", "compare", "end"}


def test_one_submission_leaves_nothing_to_the_next(run):
    run("import numpy as np, os\nnp.sum = None\nopen('left', 'w').close()", SGD, MOMENTUM)
    done = run("import numpy as np, os\nprint(np.sum([1, 2]), os.listdir())", SGD, MOMENTUM)
    assert "3 []" in done.said[0]
    assert done.earned == BOTH


def test_the_files_of_the_assignment_lie_beside_it(run):
    done = run("print(open('data/x.txt').read())", files={"data/x.txt": b"here it is"})
    assert "here it is" in done.said[0]


def test_random_numbers_are_new_each_time_and_the_same_for_a_seed(run):
    draw = "import random, numpy as np, torch\nrandom.random(), np.random.rand(), torch.rand(1)"
    first, again, other = (run(draw, seed=seed).said for seed in (1, 1, 2))
    assert first == again != other


def test_a_warning_costs_nothing(run):
    warns = SGD.replace(
        "    return",
        "    import sys, warnings\n    print('hm', file=sys.stderr)\n"
        "    warnings.warn('hm')\n    return",
    )
    assert run(warns, MOMENTUM, "import sys; print('!', file=sys.stderr)").earned == BOTH


def test_a_value_before_an_error_earns_nothing(run):
    wrong = "def sgd_step(w, g, lr):\n    display(100.0)\n    raise KeyError\n100.0"
    done = run(wrong, MOMENTUM)
    assert done.earned == FIRST_LOST
    assert done.judged["sgd_step"].verdict == "raised"


@pytest.mark.parametrize(
    ("name", "source", "verdict"),
    [
        ("missing", "", "missing"),
        ("not callable", "sgd_step = 3", "not callable"),
        ("exits", "import os\ndef sgd_step(*args):\n    os._exit(0)", "crashed"),
        ("segfaults", "import ctypes\ndef sgd_step(*a):\n    ctypes.string_at(0)", "crashed"),
        ("hangs", "def sgd_step(*args):\n    while True: pass", "hung"),
        ("sleeps", "import time\ndef sgd_step(*args):\n    time.sleep(60)", "hung"),
    ],
)
def test_a_function_that_gives_no_answer_costs_only_itself(run, name, source, verdict):
    done = run(source, MOMENTUM)
    assert done.earned == FIRST_LOST
    assert done.judged["sgd_step"].verdict == verdict


STUBBORN = """
import signal
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
while True: pass
"""


@pytest.mark.parametrize(
    ("name", "cell", "note"),
    [
        ("exits", "import os; os._exit(1)", "ended the process"),
        ("quits", "exit()", "ended the process"),
        ("segfaults", "import ctypes; ctypes.string_at(0)", "ended the process"),
        ("stubborn", STUBBORN, "could not be interrupted"),
    ],
)
def test_a_cell_that_ends_the_process_costs_only_itself(run, name, cell, note):
    done = run(SGD, cell, MOMENTUM)
    assert done.earned == BOTH
    assert done.finished == {"c0", "c2"}
    assert any(note in line for line in done.notes)
    assert "Stopped" in done.said[1]


def test_a_late_cell_is_interrupted(run):
    done = run(SGD, "while True: pass", MOMENTUM)
    assert done.earned == BOTH
    assert "KeyboardInterrupt" in done.said[1]
    assert any("took too long" in line for line in done.notes)


def test_sys_exit_costs_nothing(run):
    assert run(SGD, "import sys; sys.exit(1)", MOMENTUM).earned == BOTH


def test_a_flood_is_cut(run):
    start = time.monotonic()
    done = run(SGD, "print('x' * 50_000_000)", MOMENTUM)
    assert done.earned == BOTH
    assert len(done.notebook) < 100_000
    assert any("printed too much" in line for line in done.notes)
    assert time.monotonic() - start < 20


def test_input_is_refused(run):
    done = run(SGD, "input('name?')", MOMENTUM)
    assert done.earned == BOTH
    assert "StdinNotImplementedError" in done.said[1]


def test_too_much_memory_ends_the_cell_and_not_the_machine(run):
    hoard = (
        "import os, time\n"
        "for _ in range(4):\n"
        "    if os.fork() == 0:\n"
        "        kept = b'x' * 400_000_000\n"
        "        time.sleep(20); os._exit(0)\n"
        "time.sleep(20)"
    )
    done = run(SGD, hoard, MOMENTUM, limits=dataclasses.replace(LIMITS, cell_seconds=15))
    assert done.earned == BOTH
    assert any("used too much memory" in line for line in done.notes)


def test_one_process_gets_a_memory_error(run):
    done = run(SGD, "kept = b'x' * 2_000_000_000", MOMENTUM)
    assert done.earned == BOTH
    assert "MemoryError" in done.said[1]


def test_nothing_is_left_behind(run, engine):
    daemon = (
        "import os, time\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    if os.fork() == 0: time.sleep(1000)\n"
        "    os._exit(0)\n"
    )
    done = run(SGD, daemon, MOMENTUM)
    assert done.earned == BOTH
    engine.zygote.end()
    launcher = psutil.Process(engine.zygote.process.pid)
    assert len(launcher.children(recursive=True)) == 1  # the zygote, the first in its room


def test_a_display_is_updated_in_the_cell_that_showed_it(run):
    done = run("h = display('first', display_id=True)", "h.update('second')")
    assert "second" in done.said[0]
    assert "first" not in done.said[0]


def test_an_engine_without_walls_says_so():
    cells = [nbformat.v4.new_code_cell(text) for text in (SGD, MOMENTUM)]
    text = nbformat.writes(nbformat.v4.new_notebook(cells=cells))
    with Engine(sandboxed=False) as engine:
        executed = engine.run(Submission("someone", text, CHECKS, limits=LIMITS))
    assert not executed.sandboxed
    assert {name: one.fraction for name, one in executed.judged.items()} == BOTH


def test_the_environment_tells_nothing(run, monkeypatch):
    monkeypatch.setenv("STEEPEST_SECRET", "canary")
    assert os.environ["STEEPEST_SECRET"]
    done = run("import os; print(dict(os.environ)); print(open('/proc/1/environ').read())")
    assert "canary" not in done.said[0]


def test_a_zygote_that_dies_is_started_again(run, engine):
    run(SGD)
    engine.zygote.process.kill()
    engine.zygote.process.wait()
    assert run(SGD, MOMENTUM).earned == BOTH


HELPED = """
def helper(w, g, lr):
    return w - lr * g


def sgd_step(w, g, lr):
    return helper(w, g, lr)
"""


def test_a_function_is_what_it_was_at_its_check(engine):
    """A later exercise with a helper of the same name does not undo an earlier one."""
    cell = nbformat.v4.new_code_cell
    cells = [
        cell(HELPED, id="c0"),
        cell("check(sgd_step)", id="sgd_step"),
        cell(f"def helper(*args):\n    return None\n\n\n{MOMENTUM}", id="c1"),
        cell("check(momentum_step)", id="momentum_step"),
    ]
    text = nbformat.writes(nbformat.v4.new_notebook(cells=cells))
    executed = engine.run(Submission("someone", text, CHECKS, limits=LIMITS))
    assert {name: one.fraction for name, one in executed.judged.items()} == BOTH
    assert executed.finished == {"c0", "c1"}
