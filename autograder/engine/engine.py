"""The engine: runs submissions in forks of a zygote, and has their functions judged here."""

import tempfile
import time

from nbformat import v4

from autograder.engine.models import Executed, Submission
from autograder.engine.runner import Run
from autograder.engine.zygote_client import ZygoteClient


class Engine:
    """Runs submissions one after the other, in forks of a zygote that it keeps warm."""

    def __init__(self, sandboxed: bool = True, imports: tuple[str, ...] = ()):
        self.sandboxed, self.imports = sandboxed, imports
        self.zygote = ZygoteClient(sandboxed, imports)

    def run(self, submission: Submission) -> Executed:
        self.zygote.warm()
        start = time.monotonic()
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            where = "/tmp/work" if self.sandboxed else f"{folder}/work"
            run = Run(self.zygote, submission, where)
            run.all()
            judged = run.judge()
        return Executed(
            submission.student,
            v4.writes(run.notebook),
            frozenset(run.finished),
            judged,
            tuple(dict.fromkeys(run.notes)),
            time.monotonic() - start,
            {name: round(seconds, 4) for name, seconds in run.stages.items()},
            self.sandboxed,
        )

    def close(self) -> None:
        self.zygote.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
