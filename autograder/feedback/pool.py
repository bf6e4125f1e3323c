"""Worker processes for pages, each forked from one process that has imported all they need."""

import contextlib
import multiprocessing
import multiprocessing.forkserver
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

WARMING = "autograder.feedback.preload"
GRACE = 2.0  # seconds that workers have for their last page where nobody waits for more


def prepare() -> None:
    """Start the process that workers are forked from, so that it imports while others do."""
    multiprocessing.set_forkserver_preload([WARMING])
    multiprocessing.forkserver.ensure_running()


def write_pages(tasks: list, jobs: int) -> Iterator[tuple[object, str]]:
    """Each `PageTask` with what went wrong, "" if nothing, in the order in which they end.

    Where a worker dies, what was at work is tried again, one by one: so the others go on, and
    it is known whose page it was.
    """
    todo, alone = deque(tasks), deque()
    while todo or alone:
        queue, most = (alone, 1) if alone else (todo, jobs)
        running = {}
        try:
            with _executor(most) as executor:
                yield from _drain(queue, running, most, executor)
        except BrokenProcessPool:
            if queue is alone:
                (task,) = running.values()
                yield task, "its page ended the process that was to write it"
            else:
                alone.extend(running.values())


def _drain(queue, running, most, executor):
    from autograder.feedback.worker import write_page

    ahead = 1 if most == 1 else 2 * most
    while queue or running:
        while queue and len(running) < ahead:
            task = queue.popleft()
            running[executor.submit(write_page, task)] = task
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            trouble = future.result()
            yield running.pop(future), trouble


@contextlib.contextmanager
def _executor(jobs):
    from autograder.feedback.worker import begin

    prepare()
    context = multiprocessing.get_context("forkserver")
    executor = ProcessPoolExecutor(jobs, context, begin)
    try:
        yield executor
    except BaseException:
        processes = list((executor._processes or {}).values())
        executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.join(GRACE)
            process.kill()
        raise
    executor.shutdown()
