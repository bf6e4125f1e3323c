"""Pools that run nothing: what grading does around a notebook's running is tested with them.

An answer earns all its points, or the share that stands in it as `# earns 0.5`.
"""

import json
import re
import time
from concurrent.futures import Future
from dataclasses import replace

from autograder.checks.judge import Judged
from autograder.engine.models import Executed, Submission

EARNS = re.compile(r"# earns ([\d.]+)")


def judged(name: str, source: str) -> Judged:
    found = EARNS.search(source)
    fraction = 0.0 if "NotImplementedError" in source else float(found[1]) if found else 1.0
    right = fraction == 1
    verdict, headline = ("right", "It is right.") if right else ("value", "It is not right.")
    groups = {"values": fraction > 0, "edges": right, "purity": True}
    return Judged(
        name, fraction, verdict, headline, headline, f"<p>{headline}</p>", groups,
        "" if right else "wrong sign",
    )  # fmt: skip


def pretend(submission: Submission) -> Executed:
    """What becomes of a submission all of whose cells would finish."""
    sources = {
        cell["id"]: "".join(cell["source"]) for cell in json.loads(submission.notebook)["cells"]
    }
    outcomes = {
        name: judged(name, sources.get(f"answer-{name}", "NotImplementedError"))
        for name in submission.checks
    }
    return Executed(
        submission.student,
        submission.notebook,
        frozenset(sources),
        outcomes,
        seconds=0.25,
        stages={"cells": 0.2, "calls": 0.05},
    )


class QuickPool:
    """Everything is finished at once; `ran` says whose work was handed in, in which order."""

    def __init__(self, jobs: int = 2, seconds: float = 0.0):
        self.jobs, self.sandboxed, self.seconds = jobs, True, seconds
        self.submissions: list[Submission] = []

    @property
    def ran(self) -> list[str]:
        return [submission.student for submission in self.submissions]

    def submit(self, submission: Submission) -> "Future[Executed]":
        self.submissions.append(submission)
        future: Future[Executed] = Future()
        time.sleep(self.seconds)
        try:
            future.set_result(replace(self.run(submission), sandboxed=self.sandboxed))
        except Exception as error:
            future.set_exception(error)
        return future

    def run(self, submission: Submission) -> Executed:
        return pretend(submission)


class Refuses(QuickPool):
    """A pool for what must not be run."""

    def run(self, submission):
        raise AssertionError(f"{submission.student} was run again")
