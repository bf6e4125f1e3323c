"""Submissions in worker processes, here and by Dask: a worker that dies costs nothing but time."""

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import wait
from contextlib import contextmanager, suppress

import nbformat
import psutil
import pytest

from autograder.engine import host
from autograder.engine.models import Submission
from autograder.engine.pool import open_pool
from autograder.errors import NoSandbox, NoScheduler
from autograder.paths import ROOT
from autograder.sandbox.limits import Limits

SGD = "def sgd_step(w, g, lr):\n    return w - lr * g\n"
LIMITS = Limits(cell_seconds=20, seconds=60)

pytestmark = pytest.mark.xdist_group("engine")


def submission(student, *sources):
    cells = [nbformat.v4.new_code_cell(text) for text in (SGD, *sources)]
    text = nbformat.writes(nbformat.v4.new_notebook(cells=cells))
    return Submission(student, text, {"sgd_step": 2.0}, limits=LIMITS)


def earned(futures):
    return {f.result(90).student: f.result().judged["sgd_step"].fraction for f in futures}


def test_workers_run_several_at_a_time_and_end_with_the_pool():
    others = {process for process, _ in our_children()}  # such as an engine that tests share
    with open_pool(jobs=2) as pool:
        assert (pool.jobs, pool.sandboxed) == (2, True)
        futures = [pool.submit(submission(f"s{n}")) for n in range(5)]
        assert earned(futures) == {f"s{n}": 1 for n in range(5)}
        workers = [process for process, _ in our_children() if process not in others]
        assert workers
    _, alive = psutil.wait_procs(workers, 20)
    assert not alive


def our_children(recursive=True):
    """Each living process that this one began, with its command; one may end while it is asked."""
    for process in psutil.Process().children(recursive=recursive):
        with suppress(psutil.NoSuchProcess):
            command = " ".join(process.cmdline())
            if process.status() != psutil.STATUS_ZOMBIE and "resource_tracker" not in command:
                yield process, command


def test_what_a_killed_worker_ran_is_run_again():
    with open_pool(jobs=1) as pool:
        first = pool.submit(submission("first"))
        assert earned([first]) == {"first": 1}
        slow = pool.submit(submission("slow", "import time; time.sleep(3)"))
        time.sleep(1)
        (worker,) = (p for p, command in our_children(recursive=False) if "spawn_main" in command)
        worker.send_signal(signal.SIGKILL)
        assert earned([slow]) == {"slow": 1}


def test_a_host_without_walls_is_said_before_anything_runs(monkeypatch):
    lacking = host.Finding("network namespace", False, "operation not permitted")
    monkeypatch.setattr(host, "walls", lambda: [lacking])
    with pytest.raises(NoSandbox, match=r"network namespace.*--no-sandbox"), open_pool():
        pass


def test_without_a_sandbox_it_is_said():
    with open_pool(jobs=1, sandboxed=False) as pool:
        assert not pool.sandboxed
        assert not pool.submit(submission("one")).result(60).sandboxed


@contextmanager
def dask():
    """A scheduler and two workers, each a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    run = [sys.executable, "-m", "distributed.cli"]
    quiet = {"cwd": ROOT, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = [
        subprocess.Popen(
            [*run[:2], "distributed.cli.dask_scheduler", "--host", "127.0.0.1",
             "--port", str(port), "--no-dashboard"],
            **quiet,
        )
    ]  # fmt: skip
    try:
        for _ in range(2):
            started.append(
                subprocess.Popen(
                    [*run[:2], "distributed.cli.dask_worker", address, "--nthreads", "1",
                     "--no-nanny", "--no-dashboard"],
                    **quiet,
                )
            )  # fmt: skip
        yield address, started
    finally:
        for process in started:
            process.kill()
            process.wait()


def test_dask_goes_on_without_a_worker_that_is_killed():
    with dask() as (address, (_, first, _)), open_pool(scheduler=address) as pool:
        pool.client.wait_for_workers(2, timeout=60)
        assert pool.jobs == 2
        warm = [pool.submit(submission(f"w{n}")) for n in range(2)]
        earned(warm)
        futures = [pool.submit(submission(f"s{n}", "import time; time.sleep(1)")) for n in range(6)]
        time.sleep(1.5)
        os.kill(first.pid, signal.SIGKILL)
        wait(futures, 90)
        assert earned(futures) == {f"s{n}": 1 for n in range(6)}


def test_no_scheduler_is_one_clear_line():
    told = pytest.raises(NoScheduler, match=r"no Dask scheduler answers at tcp://127.0.0.1:1")
    with told, open_pool(scheduler="tcp://127.0.0.1:1"):
        pass
