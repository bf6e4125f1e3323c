"""The data of running a submission: what a pool takes and what it returns.

A `Pool` takes a `Submission` and returns an `Executed`. Both are plain data that
can be pickled, so that a submission may be run in another process or on another machine. A pool
never opens the gradebook, and never raises for what a notebook does.
"""

from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Protocol

from autograder.checks.judge import Judged, Shares
from autograder.sandbox.limits import DEFAULTS, Limits


@dataclass(frozen=True)
class Submission:
    """A repaired notebook, as text, and the data files that lie beside it.

    ``checks`` are the functions to be graded, with their points. ``seed`` is what their hidden
    cases are drawn from. ``shares`` has an entry for each function whose points are shared; of
    others all points go to what is right in every case.
    """

    student: str
    notebook: str
    checks: dict[str, float] = field(default_factory=dict)
    seed: int = 0
    shares: dict[str, Shares] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    limits: Limits = DEFAULTS


@dataclass(frozen=True)
class Executed:
    """The notebook with its outputs, which of its cells ran to their end, and its functions.

    ``sandboxed`` is whether it ran behind walls; ``stages`` says where its seconds went.
    """

    student: str
    notebook: str
    finished: frozenset[str]  # ids of the cells that ran to their end
    judged: dict[str, Judged] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)
    sandboxed: bool = True


class Pool(Protocol):
    """Anything that runs submissions, several at a time.

    ``jobs`` is how many it runs at once; about twice as many should be handed in ahead.
    """

    jobs: int
    sandboxed: bool

    def submit(self, submission: Submission) -> "Future[Executed]": ...
