"""A notebook's cells, run by IPython in this very process: no kernel, no socket, no thread."""

import asyncio
import builtins
import os
import sys
import tempfile
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass

from .alarm import Alarm
from .ipython import make_ipython
from .outputs import Outputs, plain_count
from .streams import OutStream
from .warming import CELLS

# A cell may patch the builtins; the functions of this module keep those of before.
__builtins__ = dict(vars(builtins))


@dataclass(frozen=True)
class Ran:
    """What a cell did. All of it is plain JSON.

    outputs : as in a notebook file
    execution_count : None where the cell is blank
    failed : it raised
    quits : it called ``exit()``
    late : it took longer than it may
    cut : it put out more than it may, and the rest was left out
    updates : what it changed in displays of earlier cells: each has that cell's
        ``execution_count``, the position ``output`` in its outputs, ``data`` and ``metadata``
    """

    outputs: list[dict]
    execution_count: int | None
    failed: bool
    quits: bool
    late: bool
    cut: bool
    updates: list[dict]

    def plain(self) -> dict:
        return dict(vars(self))


class Shell:
    """IPython as in a Jupyter kernel, made once in a warm process and used in its forks.

    ``warm()`` once; then, in a fork, ``start()``, and ``run()`` for each cell. A cell's failure
    is that cell's outputs: nothing that it raises, or breaks by the way, comes out of `run`.
    """

    def __init__(self):
        self._running = None
        self._context = ContextVar("cell", default=None)
        self._streams = OutStream("stdout", self._cell), OutStream("stderr", self._cell)
        self._ipython = make_ipython(self._receive)

    def warm(self, imports: Iterable[str] = ()) -> None:
        """Import and run once all that is slow the first time, and leave no trace in the shell.

        imports : lines of an assignment; one that fails here shows where a notebook has it
        """
        self.start(output_bytes=1 << 20)
        try:
            for source, fails in CELLS:
                ran = self.run(source)
                if ran.failed != fails:
                    raise RuntimeError(f"warming up: {source!r} gave {ran.outputs}")
            for line in imports:
                self.run(line)
        finally:
            self._stop()

    def start(self, output_bytes: int) -> None:
        """Begin a notebook: a fresh namespace, the streams, and a bound on each cell's output."""
        self._limit, self._displays = output_bytes, {}
        self._before = sys.stdout, sys.stderr, sys.argv, sys.path
        for stream in (sys.__stdout__, sys.__stderr__):
            if stream is not None:
                stream.flush()
        for stream in self._streams:
            stream.attach()
        sys.stdout, sys.stderr = self._streams
        sys.argv, sys.path = ["ipykernel_launcher.py", "-f", "kernel.json"], _with_here(sys.path)
        tempfile.tempdir = None  # the environment says anew where it is
        self._begin_loop()
        self._ipython.forget()

    def _begin_loop(self):
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)

    def _stop(self):
        self._ipython.forget()
        asyncio.set_event_loop(None)
        self._loop.close()
        sys.stdout, sys.stderr, sys.argv, sys.path = self._before
        for stream in self._streams:
            stream.detach()

    @property
    def names(self) -> dict:
        """The notebook's namespace."""
        return self._ipython.user_ns

    def run(self, source: str, seconds: float | None = None) -> Ran:
        """Run a cell, and interrupt it after so many seconds."""
        count = plain_count(self._ipython.execution_count) if source.strip() else None
        self._running = cell = Outputs(count, self._limit, self._displays)
        token, alarm = self._context.set(cell), Alarm(seconds)
        failed, error, quits = True, None, False
        try:
            self._mend()
            with alarm, self._ipython.kernel.refusing_input():
                failed, error = self._complete(self._execute(source, alarm))
            quits = self._quits()
            for stream in self._streams:
                stream.collect()
        except BaseException as raised:  # in a process that a cell has bent, anything may fail
            failed, error = True, raised
        if failed and not cell.told:
            cell.error(*_plainly(error))
        self._running = None
        self._context.reset(token)
        outputs = cell.close()
        updates = [
            {"execution_count": count, "output": position, **update}
            for (count, position), update in cell.updates.items()
        ]
        return Ran(outputs, count, failed, quits, alarm.late, cell.full, updates)

    def _mend(self):
        """Give back what an earlier cell took away, where nothing works without it."""
        for name, stream in zip(("stdout", "stderr"), self._streams, strict=True):
            if getattr(getattr(sys, name, None), "flush", None) is None:
                setattr(sys, name, stream)
        if self._loop.is_closed():
            self._begin_loop()

    def _complete(self, coroutine):
        task = self._loop.create_task(coroutine)
        try:
            return self._loop.run_until_complete(task)
        finally:
            task.cancel()  # where the loop was stopped on the way; done, it stays done

    async def _execute(self, source, alarm):
        """Whether the cell failed, and by what; all as in ipykernel's `do_execute`."""
        shell = self._ipython
        shell._last_traceback_during_displayhook = False
        transformed, error = source, None
        try:
            transformed = shell.transform_cell(source)
        except Exception:
            error = sys.exc_info()
        given = {"transformed_cell": transformed, "preprocessing_exc_tuple": error}
        if shell.should_run_async(source, **given):
            task = self._loop.create_task(shell.run_cell_async(source, store_history=True, **given))
            alarm.cancels(task)
            result = None
            try:
                result = await task
            finally:
                shell.events.trigger("post_execute")
                shell.events.trigger("post_run_cell", result)
        else:
            result = shell.run_cell(source, store_history=True)
        failed = not result.success or shell._last_traceback_during_displayhook
        return failed, result.error_before_exec or result.error_in_exec

    def _quits(self):
        payloads = self._ipython.payload_manager
        quits = any(item.get("source") == "ask_exit" for item in payloads.read_payload())
        payloads.clear_payload()
        self._ipython.exit_now = False
        return quits

    def _cell(self):
        """The cell whose code is calling. A thread's is the one that runs."""
        return self._context.get() or self._running

    def _receive(self, kind, content):
        cell = self._cell()
        if cell is None:
            return
        shown = (content.get("transient") or {}).get("display_id")
        shown = shown if isinstance(shown, str | int) else None
        if kind == "error":
            cell.error(content["ename"], content["evalue"], content["traceback"])
        elif kind in ("display_data", "execute_result"):
            cell.show(kind, content, shown)
        elif kind == "update_display_data":
            cell.update(content, shown)
        elif kind == "clear_output":
            cell.clear(content["wait"])


def _with_here(path):
    """A module search path with the notebook's folder where ipykernel has it."""
    names = [os.path.basename(entry) for entry in path]
    sites = [i for i, name in enumerate(names) if name in ("site-packages", "dist-packages")]
    before = min(sites, default=len(path))
    return [*path[:before], "", *path[before:]]


def _plainly(error):
    name = type(error).__name__
    try:
        text = str(error)
    except BaseException:
        text = ""
    return name, text, [f"{name}: {text}"]
