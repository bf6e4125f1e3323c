"""A notebook's cells, run by IPython in this very process: no kernel, no socket, no thread."""

import asyncio
import builtins
import contextlib
import getpass
import os
import signal
import sys
import tempfile
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field

from ipykernel.compiler import XCachingCompiler
from ipykernel.kernelbase import Kernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.application import ProfileDir
from IPython.core.error import UsageError
from jupyter_client.session import Session
from traitlets.config import Config

from .outputs import Outputs
from .streams import OutStream
from .warming import CELLS

# A cell may patch the builtins; the functions of this module keep those of before.
__builtins__ = dict(vars(builtins))
_signal, _setitimer, _default_int_handler = (
    signal.signal, signal.setitimer, signal.default_int_handler,
)  # fmt: skip

GRACE = 1.0  # seconds between cancelling an awaited cell and interrupting it


@dataclass(frozen=True)
class Ran:
    """What a cell did: `outputs` as in a notebook file, plain JSON types only.

    updates : displays of earlier cells that it changed, each with that cell's
        ``execution_count``, the position ``output`` among its outputs, ``data``, ``metadata``
    failed : it raised · quits : it called ``exit()`` · late : it was interrupted
    """

    outputs: list[dict]
    execution_count: int
    failed: bool = False
    quits: bool = False
    late: bool = False
    updates: list[dict] = field(default_factory=list)

    def plain(self) -> dict:
        return asdict(self)


class Shell:
    """IPython as in a Jupyter kernel, made once in a warm process and used in its forks.

    ``warm()`` once; then, in a fork, ``start()`` and ``run()`` for each cell. A cell's failure
    is that cell's outputs: nothing that a cell raises or patches in passing comes out of `run`.
    """

    def __init__(self):
        os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
        self._running = None
        self._context = ContextVar("cell", default=None)
        self._streams = OutStream("stdout", self._cell), OutStream("stderr", self._cell)
        self._kernel = _Kernel()
        with tempfile.TemporaryDirectory() as folder:  # IPython wants one, and leaves it empty
            self._ipython = _IPython.instance(
                config=Config(HistoryManager=Config(enabled=False)),
                ipython_dir=folder,
                profile_dir=ProfileDir(location=os.path.join(folder, "profile_default")),
                user_ns={},
                kernel=self._kernel,
                compiler_class=XCachingCompiler,
            )
        session = _Session(self._receive)
        self._ipython.displayhook.session = self._ipython.display_pub.session = session

    def warm(self) -> None:
        """Import and run once all that is slow the first time, and leave no trace in the shell."""
        self.start(output_bytes=1 << 20)
        try:
            for source, fails in CELLS:
                ran = self.run(source)
                if ran.failed != fails:
                    raise RuntimeError(f"warming up: {source!r} gave {ran.outputs}")
        finally:
            self._stop()

    def start(self, output_bytes: int) -> None:
        """Begin a notebook: a fresh namespace and the streams, with a bound on a cell's output."""
        self._limit, self._displays = output_bytes, {}
        self._old_streams = sys.stdout, sys.stderr
        for stream in (sys.__stdout__, sys.__stderr__):
            if stream is not None:
                stream.flush()
        for stream in self._streams:
            stream.attach()
        sys.stdout, sys.stderr = self._streams
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        self._old_path, sys.path = sys.path, ["", *filter(None, sys.path)]
        self._forget()

    def _stop(self):
        self._forget()
        sys.path = self._old_path
        asyncio.set_event_loop(None)
        self._loop.close()
        sys.stdout, sys.stderr = self._old_streams
        for stream in self._streams:
            stream.detach()

    def _forget(self):
        self._ipython.reset()
        self._ipython.history_manager.outputs.clear()
        self._ipython.history_manager.exceptions.clear()

    @property
    def names(self) -> dict:
        """The notebook's namespace."""
        return self._ipython.user_ns

    def run(self, source: str, seconds: float | None = None) -> Ran:
        """Run a cell, and interrupt it after so many seconds."""
        count = self._ipython.execution_count
        cell = Outputs(count, self._limit, self._displays)
        self._running, token = cell, self._context.set(cell)
        failed, alarm = True, _Alarm(seconds)
        try:
            self._mend()
            with alarm, self._kernel.asked():
                failed = self._loop.run_until_complete(self._execute(source, alarm))
        except BaseException as error:  # what IPython could not show, in a process bent by a cell
            cell.error(*_plainly(error))
        for stream in self._streams:
            stream.collect()
        self._running = None
        self._context.reset(token)
        quits = self._quits()
        updates = [
            {"execution_count": count, "output": position, **update}
            for (count, position), update in cell.updates.items()
        ]
        return Ran(cell.close(), count, failed, quits, alarm.late, updates)

    async def _execute(self, source, alarm):
        """As ipykernel's `do_execute`; whether the cell failed."""
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
            alarm.cancel = lambda: self._loop.call_soon_threadsafe(task.cancel)
            result = None
            try:
                result = await task
            finally:
                shell.events.trigger("post_execute")
                shell.events.trigger("post_run_cell", result)
        else:
            result = shell.run_cell(source, store_history=True)
        return not result.success or shell._last_traceback_during_displayhook

    def _mend(self):
        """Give back what a cell before took away, and nothing works without."""
        for name, stream in zip(("stdout", "stderr"), self._streams, strict=True):
            if getattr(getattr(sys, name, None), "flush", None) is None:
                setattr(sys, name, stream)

    def _quits(self):
        payloads = self._ipython.payload_manager
        quits = any(item.get("source") == "ask_exit" for item in payloads.read_payload())
        payloads.clear_payload()
        self._ipython.exit_now = False
        return quits

    def _cell(self):
        """The cell that the code which calls belongs to. Threads belong to the one that runs."""
        return self._context.get() or self._running

    def _receive(self, kind, content):
        """Take what IPython would send to the notebook."""
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


class _Alarm:
    """Interrupts what runs inside: an awaited cell is cancelled, as ipykernel does, any other
    one, and an awaited one that does not give way, gets a KeyboardInterrupt."""

    def __init__(self, seconds):
        self.seconds, self.late, self.cancel = seconds, False, None

    def __enter__(self):
        _signal(signal.SIGINT, _default_int_handler)
        if self.seconds is not None:
            _signal(signal.SIGALRM, self._ring)
            _setitimer(signal.ITIMER_REAL, self.seconds)

    def _ring(self, *_):
        self.late = True
        if self.cancel is None:
            raise KeyboardInterrupt
        self.cancel()
        self.cancel = None
        _setitimer(signal.ITIMER_REAL, GRACE)

    def __exit__(self, *_):
        if self.seconds is not None:
            _setitimer(signal.ITIMER_REAL, 0)


class _IPython(ZMQInteractiveShell):
    """ipykernel's shell. It bears that name too: rich and others look at it."""

    def enable_gui(self, gui=None):
        if gui is not None:
            raise UsageError(f"there is no event loop for {gui!r} here")

    def _tee(self, channel):
        """IPython's own record of what is printed, which nobody reads and nothing bounds."""
        return contextlib.nullcontext()


_IPython.__name__ = _IPython.__qualname__ = ZMQInteractiveShell.__name__
_IPython.__module__ = ZMQInteractiveShell.__module__


class _Kernel:
    """What the shell asks of its kernel; nobody is there to answer `input`."""

    eventloop = None
    _allow_stdin = False
    raw_input, getpass = Kernel.raw_input, Kernel.getpass

    @contextlib.contextmanager
    def asked(self):
        before = builtins.input, getpass.getpass
        builtins.input, getpass.getpass = self.raw_input, self.getpass
        try:
            yield
        finally:
            builtins.input, getpass.getpass = before


class _Session(Session):
    """Makes messages as for a client, and hands each over, as its JSON, instead of sending it."""

    def __init__(self, receive):
        super().__init__()
        self._receive = receive

    def send(self, stream, msg_or_type, content=None, *args, **kwargs):
        kind = msg_or_type
        if isinstance(msg_or_type, dict):
            kind, content = msg_or_type["msg_type"], msg_or_type["content"]
        self._receive(kind, self.unpack(self.pack(content)))


def _plainly(error):
    name = type(error).__name__
    try:
        text = str(error)
    except BaseException:
        text = ""
    return name, text, [f"{name}: {text}"]
