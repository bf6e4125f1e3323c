"""The walls around a student's process.

There are two jails. The *outer* one is entered once by a zygote: namespaces of its own and, as root
directory, a read-only view of the few folders that Python needs, in which the course's sources,
the gradebook and everyone's home do not exist. The *inner* one is entered by the fork that runs one
submission: fresh namespaces again, so that nothing of another submission can be seen or met, a
private /tmp, no capabilities, no new privileges, a system call filter, and limits.

References: namespaces(7), user_namespaces(7), pivot_root(2), seccomp(2), getrlimit(2).
"""

import contextlib
import errno
import mmap
import os
import resource
import signal
from collections.abc import Iterable
from dataclasses import dataclass

from . import linux
from .limits import Limits

NAMESPACES = {
    "mount": linux.CLONE_NEWNS,
    "pid": linux.CLONE_NEWPID,
    "network": linux.CLONE_NEWNET,
    "ipc": linux.CLONE_NEWIPC,
    "uts": linux.CLONE_NEWUTS,
    "cgroup": linux.CLONE_NEWCGROUP,
}
_ALL = sum(NAMESPACES.values())
STUDENT = 1000  # the uid that a student's process sees
# Without /dev/zero: mapped and shared, it is memory that no limit counts.
DEVICES = ("null", "full", "random", "urandom")
_PASSWD = f"root:x:0:0::/:/bin/false\nstudent:x:{STUDENT}:{STUDENT}::/tmp/home:/bin/sh\n"
_GROUP = f"root:x:0:\nstudent:x:{STUDENT}:\n"


class WallMissing(Exception):
    """The host does not give a part of the sandbox; the message says which and why."""


@contextlib.contextmanager
def _part(name):
    try:
        yield
    except OSError as error:
        raise WallMissing(f"{name}: {error.strerror or error}") from None


@dataclass(frozen=True)
class View:
    """What the outer jail shows of the host, read-only: folders and files, by the paths they have.

    shown : paths to show
    hidden : paths inside shown ones that are to look empty (what is shown below them, is)
    links : symbolic links to make, such as ``/lib`` → ``usr/lib``
    user : the uid to become where the zygote is started by root
    """

    shown: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    user: int = 0

    @classmethod
    def of(cls, data: dict) -> "View":
        """The view whose fields came as JSON."""
        links = tuple(map(tuple, data["links"]))
        return cls(tuple(data["shown"]), tuple(data["hidden"]), links, data["user"])


def enter_outer(view: View) -> None:
    """Leave the host. The process that returns is the first of a pid namespace."""
    root = os.geteuid() == 0
    with _part("namespaces"):
        if root:
            linux.unshare(_ALL)
        else:
            _new_user(os.geteuid(), os.getegid(), linux.CLONE_NEWUSER | _ALL)
    _become_first()
    with _part("read-only root"):
        _build(view)
    if root:
        with _part("dropped uid"):
            os.setgroups([])
            os.setresgid(view.user, view.user, view.user)
            os.setresuid(view.user, view.user, view.user)
            linux.set_dumpable()  # or /proc/self would stay root's, and no inner jail could be made
    linux.die_with_parent(signal.SIGKILL)


def _new_user(inner, inner_group, flags):
    """Enter new namespaces with a user namespace in which we are `inner`."""
    uid, gid = os.geteuid(), os.getegid()
    linux.unshare(flags)
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{inner} {uid} 1"),
        ("gid_map", f"{inner_group} {gid} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def _become_first():
    """Go on in a child, the first process of the new pid namespace; the parent waits for it."""
    child = os.fork()
    if child:
        _close_all_but()
        os._exit(wait_for(child))
    linux.die_with_parent(signal.SIGKILL)


def wait_for(child: int) -> int:
    """Wait for a child to end, and return the exit status that stands for how it did."""
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def _close_all_but(keep=None):
    """Close all files but the standard ones and `keep`, without a look at /proc, which may move."""
    most = os.sysconf("SC_OPEN_MAX")
    if keep is None:
        os.closerange(3, most)
    else:
        os.closerange(3, keep)
        os.closerange(keep + 1, most)


def _build(view):
    """Make a new root from parts of the old one, and let go of the old one."""
    linux.mount("", "/", flags=linux.MS_REC | linux.MS_PRIVATE)
    linux.mount("tmpfs", "/tmp", "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "mode=755")
    os.chdir("/tmp")
    os.mkdir("new")
    linux.mount("new", "new", flags=linux.MS_BIND | linux.MS_REC)
    os.mkdir("old")
    linux.pivot_root(".", "old")
    os.chdir("/")
    for folder in ("/proc", "/tmp"):
        os.mkdir(f"/new{folder}")
    linux.mount("tmpfs", "/new/tmp", "tmpfs", _QUIET, "mode=1777,size=64m")
    covers = []
    for path in sorted({*view.shown, *view.hidden}, key=lambda p: (p.count("/"), p)):
        if path in view.shown:
            _show(path)
        elif os.path.isdir(f"/new{path}") and any(path.startswith(f"{s}/") for s in view.shown):
            linux.mount("tmpfs", f"/new{path}", "tmpfs", linux.MS_NOSUID, "mode=755")
            covers.append(f"/new{path}")
    for cover in covers:  # what one submission left there, the next would find
        linux.set_mount_flags(cover, linux.READ_ONLY | linux.NO_SUID | linux.NO_DEV)
    for name, target in view.links:
        if not os.path.lexists(f"/new{name}"):
            os.symlink(target, f"/new{name}")
    _make_etc()
    _make_dev()
    linux.mount("proc", "/new/proc", "proc", _QUIET)
    linux.unmount("/old")
    os.chdir("/new")
    linux.pivot_root(".", ".")
    linux.unmount(".")
    os.chdir("/")
    _make_read_only()


_QUIET = linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC


def _show(path):
    source, target = f"/old{path}", f"/new{path}"
    if os.path.isdir(source):
        os.makedirs(target, exist_ok=True)
    elif os.path.exists(source):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if not os.path.exists(target):
            open(target, "w").close()
    else:
        return
    linux.mount(source, target, flags=linux.MS_BIND | linux.MS_REC)
    linux.set_mount_flags(target, linux.READ_ONLY | linux.NO_SUID | linux.NO_DEV)


def _make_etc():
    os.makedirs("/new/etc", exist_ok=True)
    for name, text in (("passwd", _PASSWD), ("group", _GROUP), ("hosts", "127.0.0.1 localhost\n")):
        with open(f"/new/etc/{name}", "w") as file:
            file.write(text)


def _make_dev():
    os.makedirs("/new/dev/shm", exist_ok=True)
    os.makedirs("/new/dev/pts", exist_ok=True)
    for name in DEVICES:
        open(f"/new/dev/{name}", "w").close()
        linux.mount(f"/old/dev/{name}", f"/new/dev/{name}", flags=linux.MS_BIND)
        linux.set_mount_flags(f"/new/dev/{name}", linux.NO_SUID)
    for name, target in (
        ("fd", "/proc/self/fd"),
        ("stdin", "/proc/self/fd/0"),
        ("stdout", "/proc/self/fd/1"),
        ("stderr", "/proc/self/fd/2"),
        ("ptmx", "pts/ptmx"),
    ):
        os.symlink(target, f"/new/dev/{name}")


def _make_read_only():
    """The root itself is a tmpfs of ours: nothing more is to be made in it."""
    linux.mount("", "/", flags=_REMOUNT | linux.MS_RDONLY | linux.MS_NOSUID | linux.MS_NODEV)


_REMOUNT = 32 | linux.MS_BIND


def enter_inner(folder_bytes: int, keep: int, shown: Iterable[str] = ()) -> None:
    """Shut this process in, alone: the process that returns is the first of its namespaces.

    folder_bytes : the size of its private /tmp
    keep : the one file descriptor, beside the standard ones, that it keeps
    shown : what the outer jail shows; what of it lies in /tmp goes on to be there
    """
    with _part("user namespace"):
        _new_user(STUDENT, STUDENT, linux.CLONE_NEWUSER | _ALL)
    child = os.fork()
    if child:
        _close_all_but()
        os._exit(wait_for(child))
    _close_all_but(keep)
    with _part("private folders"):
        linux.mount("proc", "/proc", "proc", _QUIET)
        flags = linux.MS_NOSUID | linux.MS_NODEV
        size = f"mode=700,uid={STUDENT},gid={STUDENT},nr_inodes=20000,size={folder_bytes}"
        with _carried_over([path for path in shown if path.startswith("/tmp/")]):
            linux.mount("tmpfs", "/tmp", "tmpfs", flags, size)
        linux.mount("tmpfs", "/dev/shm", "tmpfs", flags | linux.MS_NOEXEC, size)
        options = "newinstance,ptmxmode=0666,mode=620"
        linux.mount("devpts", "/dev/pts", "devpts", linux.MS_NOSUID | linux.MS_NOEXEC, options)
    linux.set_hostname("course")
    os.setsid()
    with _part("capabilities"):
        linux.drop_capabilities()
        linux.no_new_privileges()
    linux.die_with_parent(signal.SIGKILL)


@contextlib.contextmanager
def _carried_over(paths):
    """Show again, after what is done meanwhile, what it hides."""
    kept = {path: os.open(path, os.O_PATH) for path in paths if os.path.isdir(path)}
    yield
    for path in sorted(kept):
        os.makedirs(path, exist_ok=True)
        linux.mount(f"/proc/self/fd/{kept[path]}", path, flags=linux.MS_BIND | linux.MS_REC)
        os.close(kept[path])


def limit(limits: Limits, jailed: bool) -> None:
    """Set the limits of this process and of each that it starts.

    The number of processes counts within the user namespace; where there is none it would count
    all that the user runs, and is not limited.
    """
    bounds = {
        "DATA": _data_now() + limits.memory_bytes,
        "NPROC": limits.processes if jailed else None,
        "FSIZE": limits.file_bytes,
        "NOFILE": limits.open_files,
        "CPU": int(limits.seconds) + 1,
        "CORE": 1,  # at 0, a program that the host has for core dumps would still be started
        "MSGQUEUE": 0,
        "MEMLOCK": 0,
    }
    for name, value in bounds.items():
        kind = getattr(resource, f"RLIMIT_{name}", None)
        if kind is None or value is None:
            continue
        _, most = resource.getrlimit(kind)
        if most != resource.RLIM_INFINITY:
            value = min(value, most)
        kept = _SPARE if name in ("NPROC", "NOFILE") else 0
        with contextlib.suppress(ValueError, OSError):  # macOS has limits that it refuses to set
            resource.setrlimit(kind, (value - kept, value))


_SPARE = 8  # processes and open files that are left when a notebook has used up its own


def use_spare() -> None:
    """Raise this process's limits on processes and open files to what was kept back of them."""
    for kind in (resource.RLIMIT_NPROC, resource.RLIMIT_NOFILE):
        _, most = resource.getrlimit(kind)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def end_others() -> None:
    """Kill all other processes of this one's namespace; what is not its first kills none."""
    if os.getpid() == 1:
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            while True:
                os.waitpid(-1, 0)


def _data_now():
    """The bytes of private memory that this process has already, which the limit counts too."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[5]) * resource.getpagesize()
    except OSError:
        return 0


# What a notebook never needs, and what has been the way out of sandboxes: other processes'
# memory, mounts and namespaces, kernel modules and keys, and interfaces that are large and new.
_REFUSED = """
    acct add_key adjtimex bpf chroot clock_adjtime clock_settime delete_module fanotify_init
    finit_module fsconfig fsmount fsopen fspick get_mempolicy init_module io_uring_enter
    io_uring_register io_uring_setup ioperm iopl kcmp kexec_file_load kexec_load keyctl
    lookup_dcookie mbind migrate_pages mount mount_setattr move_mount move_pages
    name_to_handle_at nfsservctl open_by_handle_at open_tree perf_event_open personality
    pidfd_getfd pivot_root process_madvise process_vm_readv process_vm_writev ptrace quotactl
    quotactl_fd reboot request_key set_mempolicy setdomainname sethostname setns settimeofday
    swapoff swapon sysfs syslog umount2 unshare userfaultfd vhangup vmsplice
""".split()  # noqa: SIM905
# Memory that no limit counts, since it belongs to no process.
_ABSENT = "clone3 memfd_create memfd_secret msgget semget shmget mq_open".split()  # noqa: SIM905
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C
_AF_UNIX, _AF_INET, _AF_INET6 = 1, 2, 10


def make_filter():
    """The system call filter, ready to be loaded. libseccomp compiles it."""
    try:
        import pyseccomp as seccomp
    except (ImportError, RuntimeError, OSError) as error:
        raise WallMissing(f"system call filter: {error}") from None
    refuse, absent = seccomp.ERRNO(errno.EPERM), seccomp.ERRNO(errno.ENOSYS)
    rules = seccomp.SyscallFilter(seccomp.ALLOW)

    def add(action, name, *conditions):
        # A name that this libseccomp or this machine doesn't know can't be called by it either.
        with contextlib.suppress(ValueError, RuntimeError, OSError):
            rules.add_rule(action, name, *conditions)

    for name in _REFUSED:
        add(refuse, name)
    for name in _ABSENT:  # clone3 hides its flags from filters; libc falls back to clone
        add(absent, name)
    for flag in (linux.CLONE_NEWUSER, *NAMESPACES.values()):
        rules.add_rule(refuse, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, flag, flag))
    for command in (_TIOCSTI, _TIOCLINUX):
        rules.add_rule(refuse, "ioctl", seccomp.Arg(1, seccomp.MASKED_EQ, 0xFFFFFFFF, command))
    unowned = mmap.MAP_SHARED | mmap.MAP_ANONYMOUS  # memory that stays when no page is resident
    rules.add_rule(refuse, "mmap", seccomp.Arg(3, seccomp.MASKED_EQ, unowned, unowned))
    family = seccomp.ERRNO(errno.EAFNOSUPPORT)
    for number in set(range(_AF_INET6)) - {_AF_UNIX, _AF_INET}:
        rules.add_rule(family, "socket", seccomp.Arg(0, seccomp.EQ, number))
    rules.add_rule(family, "socket", seccomp.Arg(0, seccomp.GT, _AF_INET6))
    return rules
