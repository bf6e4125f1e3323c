"""A warm process: everything that a notebook imports is there, and each submission is a fork of it.

It is started by exec, knows no hidden case and no path of the course, has one thread and one
socket, and never sees a submission: the grading process hands it a socket for each, which goes
straight to the fork. What it does besides is to watch over the fork's memory and to end it.

    control socket, from the grading process   {"start": limits} with a socket · {"end": ""}
    back to it                                 {"ready": …} · {"ended": status, "why": …}
"""

import array
import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
import threading
import time
from dataclasses import dataclass

import psutil

from . import jail, linux, worker
from .answer import keep_apart
from .limits import Limits
from .shell import Shell

WATCH = 0.1  # seconds between two looks at the memory
IDLE = 300  # seconds after which a zygote that nobody uses ends


@dataclass(frozen=True)
class Settings:
    """What a zygote is started with.

    view : what its outer jail shows, None where there is none
    imports : lines that the assignment's notebooks begin with, run once beforehand
    """

    control: int
    view: jail.View | None
    imports: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> "Settings":
        data = json.loads(text)
        view = data["view"]
        view = None if view is None else jail.View.of(view)
        return cls(data["control"], view, tuple(data["imports"]))


def main() -> None:
    settings = Settings.of(sys.argv[1])
    control = socket.socket(fileno=settings.control)
    try:
        if settings.view is not None:
            jail.enter_outer(settings.view)
        zygote = Zygote(control, settings.view, settings.imports)
    except jail.WallMissing as error:
        _tell(control, {"missing": str(error)})
        sys.exit(3)
    zygote.serve()


def _tell(control, message):
    control.send(json.dumps(message).encode())


class Zygote:
    """The warm process, and its one submission at a time."""

    def __init__(self, control: socket.socket, view: jail.View | None, imports: tuple[str, ...]):
        start = time.perf_counter()
        sandboxed = view is not None
        self.control, self.shown = control, view.shown if sandboxed else None
        self.filter = jail.make_filter() if sandboxed else None
        os.environ["HOME"] = "/tmp/home" if sandboxed else os.environ.get("HOME", "/")
        keep_apart()
        self.shell = Shell()
        self.shell.warm(imports)
        if sys.platform == "linux":
            linux.adopt_orphans()
        others = threading.active_count() - 1 or len(psutil.Process().threads()) - 1
        if others:  # a fork has only the thread that forked; what another one held, stays held
            raise jail.WallMissing(f"a single thread: {others} more were started by an import")
        gc.collect()
        gc.freeze()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _tell(control, {"ready": time.perf_counter() - start})

    def serve(self) -> None:
        """Fork for each submission, until nobody asks any more."""
        while True:
            readable, _, _ = select.select([self.control], [], [], IDLE)
            if not readable:
                return
            message, descriptors = receive_with_descriptors(self.control)
            if message is None:
                return
            if "start" in message and descriptors:
                self._run(Limits(**message["start"]), descriptors[0])

    def _run(self, limits, descriptor):
        child = os.fork()
        if child == 0:
            self._be_worker(limits, descriptor)
        os.close(descriptor)
        why = self._watch(child, limits.memory_bytes)
        _, status, usage = os.wait4(child, 0)
        code = os.waitstatus_to_exitcode(status)
        _end_all()
        _bury()
        cpu = usage.ru_utime + usage.ru_stime
        _tell(self.control, {"ended": code, "why": why, "cpu": cpu})

    def _be_worker(self, limits, descriptor):
        code = 1
        try:
            sock = socket.socket(fileno=descriptor)
            self.control.close()
            signal.signal(signal.SIGINT, signal.default_int_handler)
            worker.live(sock, self.shell, limits, self.filter, self.shown)
            code = 0
        except jail.WallMissing as error:
            code = 3
            worker.tell_missing(sock, str(error))
        finally:
            os._exit(code)

    def _watch(self, child, memory):
        """Wait until the fork ends or must be ended, and return why it was."""
        ending = os.pidfd_open(child) if hasattr(os, "pidfd_open") else None
        try:
            while True:
                watched = [self.control] if ending is None else [self.control, ending]
                readable, _, _ = select.select(watched, [], [], WATCH)
                if ending in readable or (ending is None and _has_ended(child)):
                    return ""
                if self.control in readable:
                    message, _ = receive_with_descriptors(self.control)
                    if message is None or "end" in message:
                        _end_all()
                        return ""
                if _memory_over(memory):
                    _end_all()
                    return "memory"
        finally:
            if ending is not None:
                os.close(ending)


def _has_ended(child):
    return bool(os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT))


def _memory_over(limit):
    """Whether the submission's processes together hold more than `limit` bytes.

    Resident sizes count again what the processes share, and are cheap: only where they are too
    much, the proportional sizes decide, which the kernel has to walk the pages for.
    """
    processes = psutil.Process().children(recursive=True)
    return _sum(processes, _resident) > limit and _sum(processes, _proportional) > limit


def _sum(processes, size):
    total = 0
    for process in processes:
        try:
            total += size(process)
        except psutil.AccessDenied:  # it hides its pages: then all of them count
            total += _resident(process)
        except psutil.NoSuchProcess:
            continue
    return total


def _resident(process):
    return process.memory_info().rss


def _proportional(process):
    full = process.memory_full_info()
    return getattr(full, "pss", full.uss)


def _end_all():
    """Kill all descendants, again until there are none: between two looks one may fork."""
    for _ in range(200):
        left = 0
        for process in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                if process.status() != psutil.STATUS_ZOMBIE:
                    left += 1
                    process.kill()
        if not left:
            return
        time.sleep(0.002)


def _bury():
    """Take the exit statuses of orphans, which became ours, so that they are gone."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            continue


def receive_with_descriptors(control: socket.socket):
    """The next message of a packet socket with the descriptors it brings; None at its end."""
    size = array.array("i").itemsize
    try:
        data, ancillary, _, _ = control.recvmsg(65536, socket.CMSG_SPACE(4 * size))
    except OSError:
        return None, []
    descriptors = array.array("i")
    for level, kind, body in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            descriptors.frombytes(body[: len(body) - len(body) % size])
    return (json.loads(data) if data else None), list(descriptors)
