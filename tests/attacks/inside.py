"""What a process sees and may do in its jail. Run by `test_walls`, with the package `sandbox`
on its path and nothing else of the course; prints a JSON object for each of two inner jails.

    inside.py FOLDER VIEW CANARY      FOLDER holds the package, VIEW is JSON, CANARY a file outside
"""

import ctypes
import errno
import json
import mmap
import os
import signal
import socket
import subprocess
import sys
import time

PROCESSES, FILE, FOLDER, MEMORY = 20, 1_000_000, 2_000_000, 100_000_000
_libc = ctypes.CDLL(None, use_errno=True)


def main():
    folder, view, canary = sys.argv[1:]
    sys.path.insert(0, folder)
    from sandbox import jail
    from sandbox.limits import Limits

    data = json.loads(view)
    links = tuple(map(tuple, data["links"]))
    shown = jail.View(tuple(data["shown"]), tuple(data["hidden"]), links, data["user"])
    rules = jail.make_filter()
    jail.enter_outer(shown)
    limits = Limits(
        memory_bytes=MEMORY, processes=PROCESSES, file_bytes=FILE, open_files=64, seconds=30
    )
    for number in range(2):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            os.set_inheritable(write, True)  # a process that outlives the jail holds the pipe open
            status = 1
            try:
                jail.enter_inner(FOLDER, write)
                jail.limit(limits, jailed=True)
                rules.load()
                said = json.dumps(observe(data, canary, number)).encode()
                os.write(write, said)
                status = 0
            except BaseException as error:
                os.write(write, json.dumps({"error": repr(error)}).encode())
            finally:
                os._exit(status)
        os.close(write)
        with os.fdopen(read) as file:  # ends only when all processes of the jail are gone
            sys.stdout.write(file.read() + "\n")
        os.waitpid(child, 0)


def observe(view, canary, number):
    status = dict(line.split(":\t", 1) for line in read("/proc/self/status").splitlines())
    return {
        "pid": os.getpid(),
        "parent": os.getppid(),
        "uid": os.getuid(),
        "capabilities": [int(status[f"Cap{kind}"], 16) for kind in ("Inh", "Prm", "Eff", "Bnd")],
        "no new privileges": status["NoNewPrivs"].strip(),
        "filter": status["Seccomp"].strip(),
        "processes": sorted(int(name) for name in os.listdir("/proc") if name.isdigit()),
        "descriptors": len(os.listdir("/proc/self/fd")) - 1,
        "host name": socket.gethostname(),
        "interfaces": [
            line.split(":")[0].strip() for line in open("/proc/net/dev").readlines()[2:]
        ],
        "root": sorted(os.listdir("/")),
        "hidden": {path: os.listdir(path) for path in view["hidden"] if os.path.isdir(path)},
        "canary": os.path.exists(canary),
        "left by another": leave_a_file(number),
        "writable": writable(),
        "refused": refused(),
        "sockets": sockets(),
        "forks": forks(),
        "largest file": largest_file(),
        "folder": fill("/tmp"),
        "allocated": allocate(),
        "setuid": setuid(),
        "daemon": daemon(),
    }


def read(path):
    with open(path) as file:
        return file.read()


def leave_a_file(number):
    found = os.listdir("/tmp") + os.listdir("/dev/shm")
    for folder in ("/tmp", "/dev/shm"):
        with open(f"{folder}/{number}", "w") as file:
            file.write("left")
    return found


def writable():
    """The mounts in which a file can be made."""
    places = []
    for line in read("/proc/self/mountinfo").splitlines():
        place = line.split()[4]
        if os.path.isdir(place) and place != "/proc":
            try:
                with open(f"{place}/mark", "w"):
                    places.append(place)
                os.unlink(f"{place}/mark")
            except OSError:
                continue
    for path in ("/proc/sys/kernel/hostname", "/proc/sysrq-trigger", "/proc/self/uid_map"):
        try:
            with open(path, "w") as file:
                file.write("0 0 1")
            places.append(path)
        except OSError:
            continue
    return sorted(set(places))


# Numbers of x86-64 and of the generic table that other machines use.
CALLS = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "unshare": (272, 97),
    "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "bpf": (321, 280), "userfaultfd": (323, 282), "keyctl": (250, 219),
    "add_key": (248, 217), "io_uring_setup": (425, 425), "perf_event_open": (298, 241),
    "open_by_handle_at": (304, 265), "kexec_load": (246, 104), "reboot": (169, 142),
    "pidfd_getfd": (438, 438), "fsopen": (430, 430), "mount_setattr": (442, 442),
    "memfd_create": (319, 279), "shmget": (29, 194), "msgget": (68, 186), "semget": (64, 190),
    "clone3": (435, 435), "process_madvise": (440, 440), "init_module": (175, 105),
}  # fmt: skip
_CLONE = (56, 220)
_NAMESPACES = {"mount": 0x0002_0000, "user": 0x1000_0000, "pid": 0x2000_0000, "net": 0x4000_0000}
CLONES = [f"clone a {name} namespace" for name in _NAMESPACES]


def refused():
    """System call → the name of the error that it gives on arguments that are all 0."""
    column = 0 if os.uname().machine == "x86_64" else 1
    said = {}
    for name, numbers in CALLS.items():
        ctypes.set_errno(0)
        _libc.syscall(ctypes.c_long(numbers[column]), *[ctypes.c_long(0)] * 6)
        said[name] = errno.errorcode.get(ctypes.get_errno(), "none")
    for name, flag in zip(CLONES, _NAMESPACES.values(), strict=True):
        ctypes.set_errno(0)
        flags = ctypes.c_long(flag | 17)  # SIGCHLD
        made = _libc.syscall(ctypes.c_long(_CLONE[column]), flags, *[ctypes.c_long(0)] * 4)
        if made == 0:
            os._exit(0)
        said[name] = errno.errorcode.get(ctypes.get_errno(), "none")
    return said


def sockets():
    """Families of which a socket can be made, and whether anything answers."""
    made = []
    for family in range(46):
        try:
            socket.socket(family, socket.SOCK_DGRAM).close()
            made.append(family)
        except OSError:
            try:
                socket.socket(family, socket.SOCK_RAW).close()
                made.append(family)
            except OSError:
                continue
    reached = []
    for address in ("127.0.0.1", "192.0.2.1"):
        try:
            socket.create_connection((address, 9), timeout=1).close()
            reached.append(address)
        except ConnectionRefusedError:
            reached.append(address)
        except OSError:
            continue
    return {"families": made, "reached": reached}


def forks():
    children = []
    try:
        while len(children) < 2 * PROCESSES:
            child = os.fork()
            if child == 0:
                time.sleep(5)
                os._exit(0)
            children.append(child)
    except OSError:
        pass
    for child in children:
        os.kill(child, 9)
        os.waitpid(child, 0)
    return len(children)


def largest_file():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    written = 0
    with open("/tmp/large", "wb", buffering=0) as file:
        try:
            while written < 3 * FILE:
                written += file.write(b"x" * 100_000)
        except OSError:
            pass
    os.unlink("/tmp/large")
    return written


def fill(folder):
    """Bytes and files that a folder takes."""
    written = made = 0
    try:
        while written < 5 * FOLDER:
            with open(f"{folder}/fill-{made}", "wb", buffering=0) as file:
                made += 1
                written += file.write(b"x" * 500_000)
    except OSError:
        pass
    for number in range(made):
        os.unlink(f"{folder}/fill-{number}")
    empty = 0
    try:
        while empty < 30_000:
            os.mknod(f"{folder}/empty-{empty}")
            empty += 1
    except OSError:
        pass
    for number in range(empty):
        os.unlink(f"{folder}/empty-{number}")
    return {"bytes": written, "files": empty}


def allocate():
    """Megabytes of memory of one's own, and of memory that no process would be charged for."""
    got = {}
    for kind, flags in (("private", mmap.MAP_PRIVATE), ("shared", mmap.MAP_SHARED)):
        held = []
        try:
            while len(held) < 30:
                held.append(mmap.mmap(-1, 10_000_000, flags | mmap.MAP_ANONYMOUS))
        except (OSError, ValueError):
            pass
        got[kind] = 10 * len(held)
        for memory in held:
            memory.close()
    return got


def setuid():
    """Whether a program that is setuid root makes one root, and whether such can be made."""
    gained = []
    for program in ("/usr/bin/su", "/usr/bin/mount", "/usr/bin/passwd", "/bin/ping"):
        if os.path.exists(program) and os.stat(program).st_mode & 0o4000:
            flags = os.statvfs(program).f_flag
            gained += [] if flags & os.ST_NOSUID else [program]
    return gained


def daemon():
    """Start a process that wants to outlive the cell; the reader sees whether it did."""
    subprocess.Popen(["/bin/sleep", "100"], start_new_session=True, pass_fds=(), close_fds=False)
    child = os.fork()
    if child == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(100)
        os._exit(0)
    os.waitpid(child, 0)
    return "started"


if __name__ == "__main__":
    main()
