"""The grading process's side of a zygote: it starts it, has it fork, and ends it."""

import contextlib
import json
import socket
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from autograder.engine.mounts import packages, view
from autograder.errors import NoSandbox, NoZygote
from autograder.paths import ROOT
from autograder.sandbox.channel import Channel
from autograder.sandbox.limits import Limits

_HERE = str(ROOT / "autograder")
# The package `sandbox` by itself: `autograder` is never imported where student code will run.
_PROGRAM = """\
import sys
sys.path += [p for p in {packages!r} if p not in sys.path]
sys.path += [{here!r}, {root!r}]
from sandbox.{module} import main
sys.path.remove({here!r})
main()
"""
MISSING = (
    "no sandbox here, since the host lacks a part of it ({}); see python -m autograder doctor, or "
    "grade a class that you trust with --no-sandbox"
)
_WARM = 120  # seconds that a zygote may take to start
# One thread each: a fork has only the thread that forked, and grading uses a process a core.
_ENVIRONMENT = {
    **dict.fromkeys(
        ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS",
         "VECLIB_MAXIMUM_THREADS"), "1"
    ),
    "LANG": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "TERM": "xterm-color",
}  # fmt: skip


def sandbox_command(module: str) -> list[str]:
    """The command that runs `main` of a module of `sandbox`, with the packages that we have."""
    folders = [str(path) for path in packages()]
    program = _PROGRAM.format(here=_HERE, root=str(ROOT), packages=folders, module=module)
    return [sys.executable, "-s", "-P", "-c", program]


class ZygoteClient:
    """A zygote process, and the one submission that it has at a time."""

    def __init__(self, sandboxed: bool, imports: tuple[str, ...] = ()):
        self.sandboxed, self.imports = sandboxed, imports
        self.process: subprocess.Popen | None = None
        self.busy = self.ending = False

    def warm(self) -> None:
        """Start it where it does not run."""
        if self.process is None or self.process.poll() is not None:
            self.start()

    def start(self) -> None:
        """Start it and wait until it is warm.

        Raises
        ------
        NoSandbox
            where the host lacks a wall.
        NoZygote
            where it can't be started for another reason.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        settings = {
            "control": theirs.fileno(),
            "view": asdict(view()) if self.sandboxed else None,
            "imports": self.imports,
        }
        with tempfile.TemporaryFile() as errors:
            self.process = subprocess.Popen(
                [*sandbox_command("zygote"), json.dumps(settings)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env=_ENVIRONMENT | {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"},
                cwd="/",
                start_new_session=True,  # Ctrl-C is for the grading process, which ends us
            )
            theirs.close()
            self.control = ours
            said = self._hear(_WARM)
            if "ready" in said:
                return
            self.close()
            if "missing" in said:
                raise NoSandbox(MISSING.format(said["missing"]))
            errors.seek(0)
            lines = errors.read().decode(errors="replace").strip().splitlines()
            why = lines[-1] if lines else "it gave no answer"
            raise NoZygote(f"can't start the process that runs notebooks: {why}")

    def _hear(self, seconds) -> dict:
        """The next message on the control socket; empty where the zygote is gone or too late."""
        self.control.settimeout(seconds)
        try:
            data = self.control.recv(65536)
        except OSError:
            return {}
        return json.loads(data) if data else {}

    def fork(self, limits: Limits) -> Channel:
        """Have it fork for a submission; return the channel to the fork."""
        self.end()
        self.warm()
        ours, theirs = socket.socketpair()
        message = json.dumps({"start": asdict(limits)}).encode()
        try:
            socket.send_fds(self.control, [message], [theirs.fileno()])
        except OSError:  # it was idle for long, and has ended
            self.close()
            self.start()
            socket.send_fds(self.control, [message], [theirs.fileno()])
        theirs.close()
        self.busy = True
        most = _ESCAPED * 2 * limits.output_bytes + _MESSAGE
        return Channel(ours, limit=most, total=_SUBMISSION)

    def let_go(self) -> None:
        """Have the fork ended, with all its processes, and don't wait for that."""
        if self.busy and not self.ending:
            self.ending = True
            with contextlib.suppress(OSError):
                self.control.settimeout(5)
                self.control.send(b'{"end": ""}')

    def end(self) -> str:
        """End the fork, if it still runs, and wait for that; return what else ended it."""
        if not self.busy:
            return ""
        self.let_go()
        self.busy = self.ending = False
        said = self._hear(20)
        if not said:  # it does not answer: a new one will
            self.close()
        return said.get("why", "")

    def close(self) -> None:
        if self.process is None:
            return
        self.control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(0.5)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process, self.busy, self.ending = None, False, False


_ESCAPED = 6  # bytes of JSON that stand for one of a cell's outputs and errors, at most: \u001b
_MESSAGE = 2_000_000  # bytes of one message from a fork besides, such as a function's answer
_SUBMISSION = 128_000_000  # bytes of all of them
