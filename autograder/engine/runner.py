"""Run one submission, in as many forks of a zygote as it needs.

Its cells run first. A cell that ends the process, or can't be interrupted, costs only itself:
the notebook is run again without it, in a fresh fork. Then the functions are called on hidden
inputs, in a fork of the finished notebook.
"""

import base64
import contextlib
import functools
import hashlib
import time
from enum import StrEnum

from nbformat import v4

from autograder.checks.judge import Exam, Judged
from autograder.engine.models import Submission
from autograder.engine.outputs import apply_updates, plain_count, plain_outputs
from autograder.engine.zygote_client import ZygoteClient
from autograder.sandbox.channel import BadFrame, Channel, Closed, TooLate

# Where a submission's seconds go. Hidden cases are drawn while the cells run.
STAGES = ("fork", "cells", "draw", "calls", "compare", "end")
_GRACE = 3.0  # seconds beyond a limit in which a process may still keep it by itself
_START = 60.0  # seconds that a fork may take to be shut in


class End(StrEnum):
    """Why a fork ended before its work was done, in the words for the cell that ran."""

    CRASHED = "ended the process"
    MEMORY = "used too much memory"
    GARBLED = "sent what is no output"
    HUNG = "took too long and could not be interrupted"


class _Lost(Exception):
    """The fork is gone, or had to be ended."""

    def __init__(self, end: End):
        super().__init__(end)
        self.end = end


class _Quits(Exception):
    """A cell called `exit()`."""


class Run:
    """One submission: its notebook with outputs, and what its functions answered.

    answers, unanswered : by function, its answer's text, or why there is none
    moved : functions that depend on something that is not what it was at their check
    """

    def __init__(self, zygote: ZygoteClient, submission: Submission, folder: str):
        self.zygote, self.submission, self.folder = zygote, submission, folder
        self.limits = submission.limits
        self.notebook = v4.reads(submission.notebook)  # repaired by us: no need to validate it
        self.cells = {c.id: c for c in self.notebook.cells if c.cell_type == "code"}
        self.finished: set[str] = set()
        self.skipped: set[str] = set()
        self.notes: list[str] = []
        self.stages = dict.fromkeys(STAGES, 0.0)
        self.answers: dict[str, str] = {}
        self.unanswered: dict[str, str] = {}
        self.moved: list[str] = []
        self.at = ""  # the cell or the function that runs
        self.deadline = time.monotonic() + self.limits.seconds

    @functools.cached_property
    def exam(self) -> Exam:
        """The hidden cases, drawn while the cells run in another process."""
        with self.clock("draw"):
            return Exam(tuple(self.submission.checks), self.submission.seed)

    @contextlib.contextmanager
    def clock(self, stage: str):
        start = time.monotonic()
        try:
            yield
        finally:
            self.stages[stage] += time.monotonic() - start

    def all(self) -> None:
        """Run the cells and ask the functions, again where something ended the process."""
        for _ in range(self.limits.restarts + 1):
            try:
                with self._fork() as channel:
                    self._run_cells(channel)
                    self._ask(channel)
                return
            except _Lost as lost:
                if not self._give_up_on(lost.end):
                    return
        self.notes.append("stopped: too many cells ended the process")

    def judge(self) -> dict[str, Judged]:
        """Judge each function.

        One that is wrong, and calls something by now that it did not at its check, is called
        again where its check stands, and the better of the two counts.
        """
        with self.clock("compare"):
            judged = {name: self._judge(name, self.answers) for name in self.submission.checks}
        wrong = [name for name in self.moved if judged[name].fraction < 1]
        if wrong:
            answers = self.at_checks(wrong)
            again = {name: self._judge(name, answers) for name in answers}
            judged |= {n: one for n, one in again.items() if one.fraction > judged[n].fraction}
        return judged

    def _judge(self, name, answers):
        points, shares = self.submission.checks[name], self.submission.shares.get(name)
        if name in answers:
            return self.exam.judge(name, answers[name], points, shares)
        return self.exam.unanswered(name, self.unanswered.get(name, "not reached"), points)

    def at_checks(self, names: list[str]) -> dict[str, str]:
        """The answers of functions that are called where their checks stand."""
        answers = {}
        questions = {name: self.exam.questions(name) for name in names}
        with contextlib.suppress(_Lost), self._fork() as channel:
            for cell, source in self._send_job(channel, questions):
                if source is not None:
                    self._expect(channel, _START, "began")
                    self._expect(channel, self.limits.cell_seconds + _GRACE, "ran")
                elif cell in questions:
                    said = self._expect(channel, self._call_seconds, "answer", "lost")
                    if isinstance(said.get("text"), str):
                        answers[cell] = said["text"]
        return answers

    @contextlib.contextmanager
    def _fork(self):
        """A fresh fork, which is ended afterwards; `_Lost` where it ended before."""
        self.at, self._counted = "", {}
        with self.clock("end"):
            self.zygote.end()
        with self.clock("fork"):
            channel = self.zygote.fork(self.limits)
        try:
            with self.clock("fork"):
                self._expect(channel, _START, "up")
            yield channel
        except (Closed, _Quits):
            raise _Lost(End.MEMORY if self.zygote.end() == "memory" else End.CRASHED) from None
        except BadFrame:
            raise _Lost(End.GARBLED) from None
        except TooLate:
            raise _Lost(End.HUNG) from None
        finally:
            channel.close()
            self.zygote.let_go()

    def _expect(self, channel: Channel, seconds, *keys):
        """The next message, which must be one of the kinds that `keys` name."""
        left = min(seconds, self.deadline + _GRACE - time.monotonic())
        message = channel.receive(max(left, 0.01))
        if not isinstance(message, dict) or not any(key in message for key in keys):
            # Only before a cell has run is it our own code that says so.
            if keys == ("up",) and isinstance(message, dict) and "missing" in message:
                raise RuntimeError(f"no sandbox: {message['missing']}")
            raise BadFrame("a message out of turn")
        return message

    def _send_job(self, channel, at_checks=()):
        """Send the cells, and return them as they are sent: a check has no source.

        What checks say is replaced by what is found here, so that nobody need run them.
        """
        todo = [
            (cell, None if cell in self.submission.checks else self.cells[cell].source)
            for cell in self.cells
            if cell not in self.skipped
        ]
        files = self.submission.files.items()
        channel.send(
            {
                "cells": todo,
                "at_checks": dict(at_checks),
                "files": {name: base64.b64encode(data).decode() for name, data in files},
                "folder": self.folder,
                "seed": _seed_of_the_notebook(self.submission.seed),
            }
        )
        return todo

    def _run_cells(self, channel):
        with self.clock("cells"):
            todo = self._send_job(channel)
            _ = self.exam
            for cell, source in todo:
                if source is None:
                    continue
                self.at = cell
                self.finished.discard(cell)
                self._expect(channel, _START, "began")
                ran = self._expect(channel, self.limits.cell_seconds + _GRACE, "ran")
                self._keep(self.cells[cell], ran)
            self.at = ""
            moved = self._expect(channel, _GRACE, "done").get("moved")
            if isinstance(moved, list):
                self.moved = [name for name in self.submission.checks if name in moved]

    def _keep(self, cell, ran):
        # Outputs, errors as much again, and the line that says that something is left out.
        most = 2 * self.limits.output_bytes + 1000
        cell.outputs = plain_outputs(ran.get("outputs"), most)
        cell.execution_count = plain_count(ran.get("execution_count"))
        self._counted[cell.execution_count] = cell
        apply_updates(self._counted, ran.get("updates"), most)
        if ran.get("late") is True:
            self.notes.append(f"{self._label()} took too long")
            cell.outputs.append(_stopped("took too long"))  # nobody pressed a key
        if ran.get("cut") is True:
            self.notes.append(f"{self._label()} printed too much")
        if ran.get("quits") is True:
            raise _Quits  # as in Jupyter: the next cell would find a new kernel, without this one
        self.finished.add(cell.id)

    @property
    def _call_seconds(self):
        return self.limits.call_seconds + _GRACE

    def _ask(self, channel):
        done = self.answers.keys() | self.unanswered.keys()
        names = [name for name in self.submission.checks if name not in done]
        with self.clock("calls"):
            channel.send({"ask": [[name, self.exam.questions(name)] for name in names]})
            for name in names:
                self.at = name
                said = self._expect(channel, self._call_seconds, "answer", "lost")
                if said.get("answer") == name and isinstance(said.get("text"), str):
                    self.answers[name] = said["text"]
                else:
                    self._note_unanswered(name, said.get("why"))

    def _note_unanswered(self, name, why):
        known = why in ("missing", "not callable", "hung", "crashed")
        self.unanswered[name] = why if known else "unreadable"
        if known and why in _SAID:
            self.notes.append(f"{name} {_SAID[why]}")

    def _give_up_on(self, end: End) -> bool:
        """Leave out what the fork was lost with; False where there is no going on."""
        self.notes.append(f"{self._label()} {end}")
        if time.monotonic() > self.deadline:
            self.notes.append("stopped: the notebook's time is over")
            return False
        if self.at in self.submission.checks:
            self.unanswered[self.at] = "hung" if end is End.HUNG else "crashed"
        elif cell := self.cells.get(self.at):
            self.skipped.add(self.at)
            self.finished.discard(self.at)
            cell.outputs = [_stopped(end)]
        else:
            return False
        return True

    def _label(self):
        if not (cell := self.cells.get(self.at)):
            return self.at or "the notebook"
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        line = (cell.source.strip().splitlines() or [""])[0]
        return name or f"“{line if len(line) < 32 else line[:30] + '…'}”"


def _stopped(why):
    told = f"this cell {why}"
    return v4.new_output("error", ename="Stopped", evalue=told, traceback=[f"Stopped: {told}"])


_SAID = {"hung": "took too long", "crashed": str(End.CRASHED)}


def _seed_of_the_notebook(seed):
    """What the notebook's own random generators start from. It does not tell the exam's seed."""
    return int.from_bytes(hashlib.sha256(b"notebook %d" % seed).digest()[:4])
