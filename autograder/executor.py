"""Running a notebook that someone else wrote: plain data in, plain data out.

An `Executor` takes a `Submission` and returns what became of it. Both are plain data that can
be pickled, so that an executor may run in a thread, in a process, or on another machine. It
never opens the gradebook, and never raises for what a notebook does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbclient.exceptions import DeadKernelError
from nbgrader.preprocessors import Execute

from autograder.course import ROOT

MB = 1_000_000


@dataclass(frozen=True)
class Limits:
    """What one notebook may take: seconds for a cell and for all, and bytes of output a cell."""

    cell_seconds: float = 30
    seconds: float = 180
    output_bytes: int = 1 * MB
    restarts: int = 4  # after cells that killed the kernel or can't be interrupted


@dataclass(frozen=True)
class Submission:
    """A repaired notebook, as text, and the data files that lie beside it."""

    student: str
    notebook: str
    files: dict[str, bytes] = field(default_factory=dict)
    limits: Limits = Limits()


@dataclass(frozen=True)
class Executed:
    """The notebook with its outputs, and which of its cells ran to their end."""

    student: str
    notebook: str
    finished: frozenset[str]  # ids of the cells that ran to their end
    notes: tuple[str, ...] = ()
    seconds: float = 0.0


class Executor(Protocol):
    """Anything that runs a submission."""

    def run(self, submission: Submission) -> Executed: ...


class KernelExecutor:
    """nbgrader's own executor: a fresh Jupyter kernel for each notebook.

    The kernel has the rights of whoever grades, so this is for a class that is trusted. A cell
    that kills the kernel, or hangs and can't be interrupted, costs only itself: the notebook is
    run again without it.
    """

    def run(self, submission: Submission) -> Executed:
        notebook = nbformat.reads(submission.notebook, as_version=4)
        start = time.monotonic()
        run = _Run(notebook, submission.limits, start + submission.limits.seconds)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            for name, data in submission.files.items():
                path = Path(folder, "work", name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            Path(folder, "work").mkdir(exist_ok=True)
            run.all(Path(folder))
        return Executed(
            submission.student,
            nbformat.writes(notebook),
            frozenset(run.finished),
            tuple(dict.fromkeys(run.notes)),
            time.monotonic() - start,
        )


class _Stop(Exception):
    """The kernel can't go on; `cell` is what it must not be given again."""

    def __init__(self, cell, ename, evalue):
        super().__init__(evalue)
        self.cell, self.ename, self.evalue = cell, ename, evalue


class _Run:
    """One notebook through as many kernels as it needs."""

    def __init__(self, notebook, limits, deadline):
        self.notebook, self.limits, self.deadline = notebook, limits, deadline
        self.finished: set[str] = set()
        self.skipped: set[str] = set()
        self.notes: list[str] = []

    def all(self, folder):
        for _ in range(self.limits.restarts + 1):
            try:
                self._once(folder)
                return
            except _Stop as stop:
                if stop.cell is None:
                    self.notes.append(stop.evalue)
                    return
                self.skipped.add(stop.cell.id)
                self.finished.discard(stop.cell.id)
                self.notes.append(f"{_label(stop.cell)} {stop.evalue}")
                stop.cell.outputs.append(_error(stop.ename, stop.evalue))
        self.notes.append("stopped: too many cells killed the kernel")

    def _once(self, folder):
        manager = AsyncKernelManager(
            kernel_name="python3",
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),  # this Python's own, no other
            connection_file=str(folder / "kernel.json"),
            transport="tcp" if sys.platform == "win32" else "ipc",
        )
        kernel = _Kernel(
            self,
            cwd=str(folder / "work"),
            env=_environment(folder),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            kernel.preprocess(self.notebook, {}, km=manager)
        except _Stop:
            raise
        except RuntimeError as error:
            raise _Stop(None, "RuntimeError", f"the kernel did not start ({error})") from None


class _Kernel(Execute):
    """nbgrader's `Execute`, with limits on time and output, that knows what has finished."""

    def __init__(self, run: _Run, **kernel_options):
        super().__init__(shutdown_kernel="immediate", raise_on_iopub_timeout=False)
        self.run, self.kernel_options = run, kernel_options
        self.left, self.late, self.quits = 0, False, False

    def setup_kernel(self, **kwargs):
        # The manager is ours, and nbclient would leave a kernel that it does not own running.
        return super().setup_kernel(cleanup_kc=True, **self.kernel_options, **kwargs)

    def preprocess_cell(self, cell, resources, index):
        if cell.cell_type != "code" or cell.id in self.run.skipped:
            return cell, resources
        left = self.run.deadline - time.monotonic()
        if left <= 0:
            raise _Stop(None, "Timeout", "stopped: the notebook's time is over")
        self.timeout_func = lambda _: max(1.0, min(self.run.limits.cell_seconds, left))
        self.left, self.late, self.quits = self.run.limits.output_bytes, False, False
        self.run.finished.discard(cell.id)
        try:
            cell, resources = super().preprocess_cell(cell, resources, index)
        except DeadKernelError:
            raise _Stop(cell, "DeadKernel", "ended the kernel") from None
        if self.quits:
            raise _Stop(cell, "DeadKernel", "ended the kernel")
        if self.late:
            self.run.notes.append(f"{_label(cell)} took too long")
            if not self._responds():
                raise _Stop(cell, "Timeout", "could not be interrupted")
        self.run.finished.add(cell.id)
        if self.left < 0:
            self.run.notes.append(f"{_label(cell)} printed too much")
            text = f"\n… more than {self.run.limits.output_bytes:,} bytes: the rest is left out\n"
            cell.outputs.append(nbformat.v4.new_output("stream", name="stdout", text=text))
        return cell, resources

    def on_cell_executed(self, **kwargs):
        super().on_cell_executed(**kwargs)
        payload = kwargs["execute_reply"]["content"].get("payload", [])
        self.quits = any(item.get("source") == "ask_exit" for item in payload)

    async def _async_handle_timeout(self, timeout, cell=None):
        self.late = True
        return await super()._async_handle_timeout(timeout, cell)

    async def _async_responds(self, seconds=5.0):
        message, end = self.kc.kernel_info(), time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                reply = await self.kc.shell_channel.get_msg(timeout=left)
            except Exception:
                return False
            if reply["parent_header"].get("msg_id") == message:
                return True
        return False

    _responds = run_sync(_async_responds)

    def output(self, outs, msg, display_id, cell_index):
        """Keep an output while there is room for it; errors are always kept."""
        if msg["msg_type"] == "error":
            return super().output(outs, msg, display_id, cell_index)
        room, content = max(self.left, 0), msg["content"]
        size = len(content["text"]) if "text" in content else len(repr(content.get("data")))
        self.left -= size
        if size > room and "text" in content:
            content["text"] = content["text"][:room]
        elif size > room:
            return None
        if not content.get("text", True):
            return None
        return super().output(outs, msg, display_id, cell_index)


def _environment(folder):
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        **os.environ,
        "IPYTHONDIR": str(folder / "ipython"),
        "NBGRADER_EXECUTION": "autograde",
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": os.pathsep.join(paths),
    }


def _error(ename, evalue):
    line = f"{ename}: this cell {evalue}"
    return nbformat.v4.new_output("error", ename=ename, evalue=evalue, traceback=[line])


def _label(cell):
    name = cell.metadata.get("nbgrader", {}).get("grade_id")
    line = cell.source.strip().splitlines()[0]
    return name or f"“{line if len(line) < 32 else line[:30] + '…'}”"
