"""The engine: runs submissions in forks of a zygote, and has their functions judged here."""

import tempfile
import time

from nbformat import v4

from autograder.engine.models import Executed, Judged, Submission
from autograder.engine.runner import Run
from autograder.engine.zygote_client import Zygote


class Engine:
    """Runs submissions one after the other, in forks of a zygote that it keeps warm."""

    def __init__(self, sandboxed: bool = True):
        self.sandboxed, self.zygote = sandboxed, Zygote(sandboxed)

    def run(self, submission: Submission) -> Executed:
        self.zygote.warm()
        start = time.monotonic()
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            where = "/tmp/work" if self.sandboxed else f"{folder}/work"
            run = Run(self.zygote, submission, where)
            run.all()
            judged = _judge(run, submission)
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


def _judge(run, submission) -> dict[str, Judged]:
    """What became of each function.

    One that is wrong, and calls something by now that it did not at its check, is called again
    where its check stands, and the better of the two counts.
    """

    def judge(name, answers):
        points, shares = submission.checks[name], submission.shares.get(name)
        if name in answers:
            return run.exam.judge(name, answers[name], points, shares)
        return run.exam.unanswered(name, run.unanswered.get(name, "not reached"), points)

    with run.clock("compare"):
        judged = {name: judge(name, run.answers) for name in submission.checks}
    wrong = [name for name in run.moved if judged[name].fraction < 1]
    if wrong:
        answers = run.at_checks(wrong)
        again = {name: judge(name, answers) for name in answers}
        judged |= {n: one for n, one in again.items() if one.fraction > judged[n].fraction}
    return judged
