"""Run a submission in a fork of a zygote, and have its functions judged here.

The notebook's cells run first. A cell that ends the process, or can't be interrupted, costs only
itself: the notebook is run again without it, in a fresh fork. Then the functions are called on
hidden inputs, in a fork of the finished notebook, and what they return is compared here, where
the student's code never is.
"""

import base64
import hashlib
import tempfile
import time

from nbformat import v4

from autograder.execution import Executed, Submission
from autograder.judge import Exam
from autograder.outputs import plain_count, plain_outputs, update
from autograder.sandbox.frames import BadFrame, Channel, Closed, TooLate
from autograder.zygotes import Zygote

_GRACE = 3.0  # seconds beyond a limit in which a process may still keep it by itself
_START = 60.0  # seconds that a fork may take to be shut in


class Engine:
    """Runs submissions one after the other, in forks of a zygote that it keeps warm."""

    def __init__(self, sandboxed: bool = True):
        self.sandboxed, self.zygote = sandboxed, Zygote(sandboxed)

    def start(self) -> None:
        """Start the zygote now; raises `NoSandbox` where the host lacks a wall."""
        self.zygote.start()

    def run(self, submission: Submission) -> Executed:
        start = time.monotonic()
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            where = "/tmp/work" if self.zygote.sandboxed else f"{folder}/work"
            run = _Run(self.zygote, submission, where)
            run.all()
        return Executed(
            submission.student,
            v4.writes(run.notebook),
            frozenset(run.finished),
            run.judge(),
            tuple(dict.fromkeys(run.notes)),
            time.monotonic() - start,
            {name: round(seconds, 4) for name, seconds in run.stages.items()},
            self.zygote.sandboxed,
        )

    def close(self) -> None:
        self.zygote.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


class _Lost(Exception):
    """The fork is gone, or had to be ended."""


class _Quits(Exception):
    """A cell called `exit()`."""


class _Run:
    """One submission through as many forks as it needs."""

    def __init__(self, zygote: Zygote, submission: Submission, folder: str):
        self.zygote, self.submission, self.folder = zygote, submission, folder
        self.limits = submission.limits
        self.notebook = v4.reads(submission.notebook)  # repaired by us: no need to validate it
        self.cells = {cell.id: cell for cell in self._to_run()}
        self.finished: set[str] = set()
        self.skipped: set[str] = set()
        self.notes: list[str] = []
        self.stages = dict.fromkeys(("fork", "cells", "calls", "draw", "compare", "end"), 0.0)
        self.exam = self._draw()
        self.answers: dict[str, str] = {}
        self.unanswered: dict[str, str] = {}
        self.at = ""  # the cell or the function that runs
        self.deadline = time.monotonic() + self.limits.seconds

    def _draw(self):
        start = time.monotonic()
        exam = Exam(tuple(self.submission.checks), self.submission.seed)
        self._clock("draw", start)
        return exam

    def _to_run(self):
        """Code cells, without the checks: what those say is replaced by what is found here."""
        checks = set(self.submission.checks)
        return [c for c in self.notebook.cells if c.cell_type == "code" and c.id not in checks]

    @property
    def pending(self):
        done = self.answers.keys() | self.unanswered.keys()
        return [name for name in self.submission.checks if name not in done]

    def all(self) -> None:
        for _ in range(self.limits.restarts + 1):
            try:
                self._once()
                return
            except _Lost as lost:
                if not self._give_up_on(str(lost)):
                    return
        self.notes.append("stopped: too many cells ended the process")

    def _give_up_on(self, why) -> bool:
        """Leave out what the fork was lost with; False where there is no going on."""
        self.notes.append(f"{self._label()} {why}")
        if time.monotonic() > self.deadline:
            self.notes.append("stopped: the notebook's time is over")
            return False
        if cell := self.cells.get(self.at):
            self.skipped.add(self.at)
            self.finished.discard(self.at)
            evalue = f"this cell {why}"
            lines = [f"Stopped: {evalue}"]
            cell.outputs = [v4.new_output("error", ename="Stopped", evalue=evalue, traceback=lines)]
        elif self.at in self.pending:
            self.unanswered[self.at] = "hung" if "long" in why else "crashed"
        else:
            return False
        return True

    def _label(self):
        if not (cell := self.cells.get(self.at)):
            return self.at or "the notebook"
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        line = (cell.source.strip().splitlines() or [""])[0]
        return name or f"“{line if len(line) < 32 else line[:30] + '…'}”"

    def _once(self):
        self.at, self.counted = "", {}
        start = time.monotonic()
        self.zygote.end()
        self._clock("end", start)
        start = time.monotonic()
        channel = self.zygote.fork(self.limits)
        try:
            self._expect(channel, _START, "up")
            self._clock("fork", start)
            self._run_cells(channel)
            self._ask(channel)
        except (Closed, _Quits):
            raise _Lost(_WHY[self.zygote.end() == "memory"]) from None
        except BadFrame:
            raise _Lost("sent what is no output") from None
        except TooLate:
            raise _Lost("took too long and could not be interrupted") from None
        finally:
            channel.close()
            self.zygote.let_go()

    def _clock(self, stage, start):
        self.stages[stage] += time.monotonic() - start

    def _expect(self, channel: Channel, seconds, *keys):
        """The next message, which must be one of the kinds that `keys` name."""
        left = min(seconds, self.deadline + _GRACE - time.monotonic())
        message = channel.receive(max(left, 0.01))
        if not isinstance(message, dict) or not any(key in message for key in keys):
            if isinstance(message, dict) and "missing" in message:
                raise RuntimeError(f"no sandbox: {message['missing']}")
            raise BadFrame("a message out of turn")
        return message

    def _run_cells(self, channel):
        start = time.monotonic()
        todo = [[i, c.source] for i, c in self.cells.items() if i not in self.skipped]
        files = {name: base64.b64encode(data).decode() for name, data in self._files()}
        seed = int.from_bytes(hashlib.sha256(b"run %d" % self.submission.seed).digest()[:4])
        channel.send({"cells": todo, "files": files, "folder": self.folder, "seed": seed})
        for number, _ in todo:
            self.at = number
            self.finished.discard(number)
            self._expect(channel, _START, "began")
            ran = self._expect(channel, self.limits.cell_seconds + _GRACE, "ran")
            self._keep(self.cells[number], ran)
        self.at = ""
        self._expect(channel, _GRACE, "done")
        self._clock("cells", start)

    def _files(self):
        return self.submission.files.items()

    def _keep(self, cell, ran):
        cell.outputs = plain_outputs(ran.get("outputs"))
        cell.execution_count = plain_count(ran.get("execution_count"))
        self.counted[cell.execution_count] = cell
        update(self.counted, ran.get("updates"))
        if ran.get("late") is True:
            self.notes.append(f"{self._label()} took too long")
        if any("the rest is left out" in o.get("text", "")[-60:] for o in cell.outputs):
            self.notes.append(f"{self._label()} printed too much")
        if ran.get("quits") is True:
            raise _Quits  # as in Jupyter: the next cell would find a new kernel, without this one
        self.finished.add(cell.id)

    def _ask(self, channel):
        start = time.monotonic()
        names = self.pending
        channel.send({"ask": [[name, self.exam.questions(name)] for name in names]})
        for name in names:
            self.at = name
            said = self._expect(channel, self.limits.call_seconds + _GRACE, "answer", "lost")
            if said.get("answer") == name and isinstance(said.get("text"), str):
                self.answers[name] = said["text"]
            elif said.get("why") in ("missing", "not callable", "hung", "crashed"):
                self.unanswered[name] = said["why"]
            else:
                self.unanswered[name] = "unreadable"
        self._clock("calls", start)

    def judge(self):
        """What became of each function."""
        start = time.monotonic()
        judged = {}
        for name, points in self.submission.checks.items():
            shares = self.submission.shares.get(name)
            if name in self.answers:
                judged[name] = self.exam.judge(name, self.answers[name], points, shares)
            else:
                why = self.unanswered.get(name, "not reached")
                judged[name] = self.exam.unanswered(name, why, points)
        self._clock("compare", start)
        return judged


_WHY = ("ended the process", "used too much memory")
