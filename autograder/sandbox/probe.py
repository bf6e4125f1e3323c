"""Try each part of the sandbox in a process of its own, and report whether it works.

A line of JSON for each: its name, whether it is there, and what it is for or why it is not.
"""

import json
import os
import resource
import sys
import traceback

from . import jail, linux
from .limits import Limits


def main() -> None:
    for name, flag in jail.NAMESPACES.items():
        _report(f"{name} namespace", _PURPOSE[name], _enter, flag)
    _report("user namespace", _PURPOSE["user"], _enter, 0)
    _report("system call filter", "what a notebook never needs is refused", _filter)
    _report("limits", "on memory, processes, files and time", _limits)
    view = jail.View.of(json.loads(sys.argv[1]))
    _report("jail", "read-only, and without the course's sources", _jail, view)


_PURPOSE = {
    "mount": "a root directory with only what Python needs",
    "pid": "no other process in sight, and none left behind",
    "network": "no network",
    "ipc": "no shared memory with others",
    "uts": "a host name that tells nothing",
    "cgroup": "no view of the host's control groups",
    "user": "no rights outside it",
}


def _report(name, purpose, attempt, *arguments):
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            attempt(write, *arguments)
            os.write(write, b"ok")
        except (jail.WallMissing, OSError) as error:
            os.write(write, str(error).encode())
        except BaseException:
            os.write(write, traceback.format_exc().strip().splitlines()[-1].encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as file:
        said = file.read()
    os.waitpid(child, 0)
    ok = said == "ok"
    sys.stdout.write(json.dumps([name, ok, purpose if ok else said or "it ended"]) + "\n")
    sys.stdout.flush()


def _enter(_, flag):
    if os.geteuid() == 0 and flag:
        linux.unshare(flag)
    else:
        linux.unshare(linux.CLONE_NEWUSER | flag)


def _filter(_):
    rules = jail.make_filter()
    linux.no_new_privileges()
    rules.load()
    try:
        linux.unshare(linux.CLONE_NEWUSER)
    except PermissionError:
        return
    raise jail.WallMissing("it was loaded, and refuses nothing")


def _limits(_):
    jail.limit(Limits(memory_bytes=10**8, file_bytes=10**6, open_files=64, seconds=10), False)
    if resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 10**6:
        raise jail.WallMissing("they can't be set")


def _jail(keep, view):
    """The outer jail and an inner one in it, as a submission gets them; what is inside answers."""
    jail.enter_outer(view)
    jail.enter_inner(10**6, keep, view.shown)
    if os.getpid() != 1 or os.getuid() != jail.STUDENT:
        raise jail.WallMissing("it was entered, and is not what it should be")
    if any(os.path.exists(f"{path}/autograder") for path in view.hidden):
        raise jail.WallMissing("the course's sources are in sight")
