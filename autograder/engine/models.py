"""Running a notebook that someone else wrote: plain data in, plain data out.

A `Pool` takes a `Submission` and returns what became of it, `Executed`. Both are plain data that
can be pickled, so that a submission may be run in another process or on another machine. A pool
never opens the gradebook, and never raises for what a notebook does.
"""

from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Protocol

MB = 1_000_000


@dataclass(frozen=True)
class Limits:
    """What one notebook may take. Times are wall seconds, sizes are bytes."""

    cell_seconds: float = 30
    seconds: float = 180  # the whole notebook, restarts included
    call_seconds: float = 10  # all hidden cases of one function
    output_bytes: int = 1 * MB  # a cell's outputs
    memory_bytes: int = 2000 * MB  # all processes of the notebook together
    file_bytes: int = 64 * MB
    folder_bytes: int = 256 * MB  # all that it writes
    open_files: int = 256
    processes: int = 64
    restarts: int = 4  # after cells that ended the process or can't be interrupted


@dataclass(frozen=True)
class Shares:
    """How a function's points are shared among the groups of its cases; they add up to 1."""

    values: float = 1.0
    edges: float = 0.0
    purity: float = 0.0


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
    limits: Limits = Limits()


@dataclass(frozen=True)
class Judged:
    """What became of one function.

    fraction : the share of its points that it earned, 0 to 1
    verdict : as in `steepest.checks.report.Report`, or ``"not reached"`` where it gave no outcome
    headline : one sentence
    text, html : the report as it stands in the graded notebook
    groups : "values", "edges" and "purity" → whether all of it is right
    mistake : the named mistake, where it is one
    """

    name: str
    fraction: float
    verdict: str
    headline: str
    text: str
    html: str
    groups: dict[str, bool] = field(default_factory=dict)
    mistake: str = ""


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
