"""Where submissions run: worker processes here, or the workers of a Dask scheduler.

Each worker is a process with an engine of its own; it takes plain data and gives plain data
back. A worker that dies costs nothing but time: what it ran is run again by another.
"""

import contextlib
import multiprocessing
import os
import queue
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from autograder.engine.engine import Engine
from autograder.engine.host import require_walls
from autograder.engine.models import Executed, Pool, Submission
from autograder.errors import NoScheduler
from autograder.sandbox import linux

TRIES = 3  # how often a submission is run whose worker died
_engines = threading.local()


def run_submission(
    submission: Submission, sandboxed: bool, imports: tuple[str, ...] = ()
) -> Executed:
    """Run one submission in the engine of this thread, which stays warm for the next."""
    return _engine(sandboxed, imports).run(submission)


def _warm(sandboxed, imports):
    _engine(sandboxed, imports).zygote.warm()


def _engine(sandboxed, imports):
    # When this process ends, the zygote sees its socket closed, and ends too.
    engine = getattr(_engines, "engine", None)
    if engine is None or (engine.sandboxed, engine.imports) != (sandboxed, imports):
        engine = _engines.engine = Engine(sandboxed, imports)
    return engine


@contextlib.contextmanager
def open_pool(
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    sandboxed: bool = True,
    imports: tuple[str, ...] = (),
) -> Iterator[Pool]:
    """A pool of `jobs` processes, one a core by default, or of a scheduler's workers.

    The processes start at once, and get warm while the caller does other things. ``imports`` are
    lines of the assignment that are run once beforehand.

    Raises
    ------
    NoSandbox
        where this host lacks a part of the sandbox.
    NoScheduler
        where no Dask scheduler answers at the address.
    """
    if scheduler:
        with _connect(scheduler) as client:
            yield _DaskPool(client, sandboxed, imports)
        return
    if sandboxed:
        require_walls()
    pool = _LocalPool(jobs or os.cpu_count() or 1, sandboxed, imports)
    try:
        yield pool
    except BaseException:  # on Ctrl-C nobody waits for what still runs
        pool.close(wait=False)
        raise
    pool.close(wait=True)


class _LocalPool:
    """A thread for each worker process, so that one that dies is nobody else's trouble."""

    def __init__(self, jobs: int, sandboxed: bool, imports: tuple[str, ...]):
        self.jobs, self.sandboxed, self.imports, self._closed = jobs, sandboxed, imports, False
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="grade")
        self._workers: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._all = [_Worker() for _ in range(jobs)]
        self._used = False
        for worker in self._all:
            self._workers.put(worker)
            self._threads.submit(self._run, _warm)

    def submit(self, submission: Submission) -> "Future[Executed]":
        self._used = True
        return self._threads.submit(self._run, run_submission, submission)

    def _run(self, function, *arguments):
        worker = self._workers.get()
        try:
            for left in reversed(range(TRIES)):
                try:
                    return worker.call(function, *arguments, self.sandboxed, self.imports)
                except BrokenProcessPool:
                    if not left or self._closed:
                        raise
        finally:
            self._workers.put(worker)

    def close(self, wait: bool) -> None:
        """End the workers: once all is done, or at once.

        Either way nothing of the pool runs any more when this returns. An executor that still
        takes note of a death as Python ends finds its pipe closed, and says so after all was said.
        """
        wait = wait and self._used  # else they may still be getting warm, for nobody
        self._closed = True
        self._threads.shutdown(wait=wait, cancel_futures=True)
        for worker in () if wait else self._all:
            worker.kill()
        self._threads.shutdown(wait=True)
        for worker in self._all:
            worker.end()


class _Worker:
    """One process, started by exec and started again where it died."""

    def __init__(self):
        self._executor: Executor | None = None
        self._killed = False
        self._starting = threading.Lock()

    def call(self, function, *arguments):
        try:
            return self._ask(function, *arguments).result()
        except BrokenProcessPool:
            self.end()
            raise

    def _ask(self, function, *arguments):
        with self._starting:
            if self._killed:
                raise BrokenProcessPool("the pool is closed")
            if self._executor is None:
                self._executor = ProcessPoolExecutor(
                    1, multiprocessing.get_context("spawn"), _begin, (os.getpid(),)
                )
            return self._executor.submit(function, *arguments)

    def kill(self):
        """End what runs, and start nothing more."""
        with self._starting:
            self._killed = True
            running = self._executor and self._executor._processes
            for process in list((running or {}).values()):
                process.kill()

    def end(self):
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None


def _begin(parent):
    """In a new worker: Ctrl-C is for the grading process, and without that there is no work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        linux.die_with_parent(signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


class _DaskPool:
    """The workers of a Dask scheduler, which runs again what a dead worker had."""

    def __init__(self, client, sandboxed, imports):
        self.client, self.sandboxed, self.imports = client, sandboxed, imports
        self._executor = client.get_executor(pure=False, retries=TRIES - 1)

    @property
    def jobs(self) -> int:
        """How many run at once; workers may come and go."""
        return max(1, sum(self.client.nthreads().values()))

    def submit(self, submission: Submission) -> "Future[Executed]":
        return self._executor.submit(run_submission, submission, self.sandboxed, self.imports)


def _connect(address):
    try:
        from distributed import Client
    except ImportError:
        raise NoScheduler(
            "--scheduler needs Dask; install it with: pip install distributed"
        ) from None
    try:
        return Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoScheduler(f"no Dask scheduler answers at {address} ({error})") from None
