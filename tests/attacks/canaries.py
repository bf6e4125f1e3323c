"""What the attacks aim at: secrets, a process, sockets and files that the tests plant.

Nothing else is aimed at, so that an attack does no harm where a wall is missing.
"""

import contextlib
import os
import secrets
import select
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil

from autograder.gradebook.course import Course
from autograder.paths import ROOT

_VICTIM = """
import os, signal, sys, time
secret = sys.stdin.readline()
def note(number, frame):
    with open(sys.argv[1], "a") as log:
        log.write(f"{number}\\n")
for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD}:
    try:
        signal.signal(number, note)
    except OSError:
        pass
print("ready", flush=True)
while True:
    time.sleep(60)
"""


class Canaries:
    """The canaries of one run, planted while it is used with `with`.

    `values` are the names by which the attacks find them.
    """

    def __init__(self, course: Course):
        self.course = course
        self.mark = f"mark{secrets.token_hex(4)}"
        self.won = f"won{secrets.token_hex(4)}"  # what an attack prints that got what it wanted
        self.tokens: dict[str, str] = {}
        self.files: dict[Path, bytes] = {}
        self.planted: dict[Path, tuple] = {}

    def __enter__(self):
        self.outside = Path(tempfile.mkdtemp(prefix="canaries-"))
        self._environment = {"HOME": os.environ.get("HOME")}
        self.home = self.outside / "home"
        self._plant_files()
        self._plant_victim()
        self._plant_listeners()
        os.environ["HOME"] = str(self.home)
        os.environ["STEEPEST_CANARY"] = self._token("environment")
        self._environment["STEEPEST_CANARY"] = None
        return self

    def _token(self, kind):
        return self.tokens.setdefault(kind, f"canary{secrets.token_hex(12)}")

    def _plant_files(self):
        for kind, path in {
            "course": self.course.root / "secret.txt",
            "checkout": ROOT / "_build" / f"secret-{self.mark}.txt",
            "home": self.home / ".ssh" / "id_secret",
            "outside": self.outside / "secret.txt",
        }.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{self._token(kind)}\n")
            self.files[path] = path.read_bytes()
            self.planted[path] = _stamp(path)
            setattr(self, kind + "_file", path)

    def _plant_victim(self):
        self.signals = self.outside / "signals.txt"
        self.victim = subprocess.Popen(
            [sys.executable, "-c", _VICTIM, str(self.signals)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={"SECRET": self._token("victim's environment")},
        )
        self.victim.stdin.write(self._token("victim's memory") + "\n")
        self.victim.stdin.flush()
        self.victim.stdout.readline()

    def _plant_listeners(self):
        self.abstract = f"attacks-{self.mark}"
        self.path = self.outside / "socket"
        self.listeners = {}
        for name, family, kind, address in (
            ("tcp", socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
            ("udp", socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
            ("unix", socket.AF_UNIX, socket.SOCK_STREAM, str(self.path)),
            ("abstract", socket.AF_UNIX, socket.SOCK_STREAM, f"\0{self.abstract}"),
        ):
            listener = socket.socket(family, kind)
            listener.bind(address)
            if kind == socket.SOCK_STREAM:
                listener.listen()
            self.listeners[name] = listener

    @property
    def values(self) -> dict[str, str]:
        """Placeholder → what stands there in this run."""
        return {
            "MARK": self.mark,
            "WON": self.won,
            "COURSE": str(self.course.root),
            "CANARY": str(self.course_file),
            "CHECKOUT": str(ROOT),
            "BUILT": str(self.checkout_file),
            "HOME": str(self.home),
            "OUTSIDE": str(self.outside),
            "GRADEBOOK": str(self.course.root / "gradebook.db"),
            "VICTIM": str(self.victim.pid),
            "GRADER": str(os.getpid()),
            "TCP": str(self.listeners["tcp"].getsockname()[1]),
            "UDP": str(self.listeners["udp"].getsockname()[1]),
            "SOCKET": str(self.path),
            "ABSTRACT": self.abstract,
            "SECRET": ", ".join(map(repr, map(str, self.files))),
        }

    def found_in(self, text: str) -> list[str]:
        """The kinds of secrets that a text holds."""
        return [kind for kind, token in self.tokens.items() if token in text]

    def changed(self) -> list[Path]:
        """Files that are no longer as they were planted."""
        return [
            path
            for path, data in self.files.items()
            if not path.exists() or path.read_bytes() != data or _stamp(path) != self.planted[path]
        ]

    def reached(self) -> list[str]:
        """The listeners that anything has come to."""
        ready, _, _ = select.select(self.listeners.values(), [], [], 0)
        return [name for name, listener in self.listeners.items() if listener in ready]

    def victim_is_well(self) -> bool:
        status = psutil.Process(self.victim.pid).status()
        return self.victim.poll() is None and status != "stopped" and not self.signals.exists()

    def processes(self) -> list[psutil.Process]:
        """Processes that an attack has left behind."""
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if self.mark in " ".join([process.name(), *process.cmdline()]):
                    found.append(process)
        return found

    def left_files(self) -> list[Path]:
        """Files that an attack has made outside its own folder."""
        places = {self.outside, self.course.root, ROOT, ROOT / "steepest", Path.cwd(), Path("/")}
        places |= {Path(tempfile.gettempdir()), Path("/var/tmp"), Path("/dev/shm"), self.home}
        places |= {Path(sys.prefix), Path(self._environment["HOME"] or "/")}
        ours = set(self.files)
        found = [path for place in places for path in place.glob(f"*{self.mark}*")]
        return [path for path in found if path not in ours]

    def __exit__(self, *error):
        for name, value in self._environment.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        self.victim.kill()
        self.victim.wait()
        self.victim.stdin.close()
        self.victim.stdout.close()
        for listener in self.listeners.values():
            listener.close()
        self.checkout_file.unlink(missing_ok=True)
        shutil.rmtree(self.outside)


def _stamp(path):
    about = path.stat()
    return about.st_mtime_ns, about.st_mode, about.st_ino, about.st_nlink
