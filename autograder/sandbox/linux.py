"""The few Linux calls that Python's `os` lacks, each raising `OSError` where it fails."""

import ctypes
import os
import platform

CLONE_NEWNS = 0x0002_0000
CLONE_NEWUTS = 0x0400_0000
CLONE_NEWIPC = 0x0800_0000
CLONE_NEWUSER = 0x1000_0000
CLONE_NEWPID = 0x2000_0000
CLONE_NEWNET = 0x4000_0000
CLONE_NEWCGROUP = 0x0200_0000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18
MNT_DETACH = 2
READ_ONLY, NO_SUID, NO_DEV = 1, 2, 4  # of mount_setattr

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP = 1, 4, 24
_PR_SET_NO_NEW_PRIVS, _PR_SET_CHILD_SUBREAPER = 38, 36
_MOUNT_SETATTR = 442
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41, "riscv64": 41, "ppc64le": 203, "s390x": 217}
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000

_libc = ctypes.CDLL(None, use_errno=True)


def _checked(result, what):
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number).lower()}")


def unshare(flags: int) -> None:
    _checked(_libc.unshare(flags), "unshare")


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    texts = (source, target, kind)
    source_, target_, kind_ = (os.fsencode(text) if text else None for text in texts)
    result = _libc.mount(
        source_, target_, kind_, ctypes.c_ulong(flags), options.encode() if options else None
    )
    _checked(result, f"mount {kind or source} at {target}")


def set_mount_flags(target: str, flags: int) -> None:
    """Add flags to a mount and to all mounts below it."""
    attributes = (ctypes.c_uint64 * 4)(flags, 0, 0, 0)
    result = _libc.syscall(
        _MOUNT_SETATTR,
        ctypes.c_int(_AT_FDCWD),
        os.fsencode(target),
        ctypes.c_uint(_AT_RECURSIVE),
        ctypes.byref(attributes),
        ctypes.c_size_t(32),
    )
    _checked(result, f"mount_setattr {target}")


def unmount(target: str) -> None:
    _checked(_libc.umount2(os.fsencode(target), MNT_DETACH), f"umount {target}")


def pivot_root(new: str, old: str) -> None:
    number = _PIVOT_ROOT.get(platform.machine())
    if number is None:
        raise OSError(f"pivot_root is not known here for {platform.machine()}")
    _checked(_libc.syscall(number, os.fsencode(new), os.fsencode(old)), "pivot_root")


def set_hostname(name: str) -> None:
    _checked(_libc.sethostname(name.encode(), len(name)), "sethostname")


def _prctl(option, value, what):
    _checked(_libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0), what)


def die_with_parent(signal: int) -> None:
    _prctl(_PR_SET_PDEATHSIG, signal, "PR_SET_PDEATHSIG")


def set_dumpable() -> None:
    _prctl(_PR_SET_DUMPABLE, 1, "PR_SET_DUMPABLE")


def adopt_orphans() -> None:
    """Have the orphans among this process's descendants become its children."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1, "PR_SET_CHILD_SUBREAPER")


def no_new_privileges() -> None:
    _prctl(_PR_SET_NO_NEW_PRIVS, 1, "PR_SET_NO_NEW_PRIVS")


def drop_capabilities() -> None:
    """Give up every capability, for this process and all that it starts."""
    with open("/proc/sys/kernel/cap_last_cap") as file:
        last = int(file.read())
    for capability in range(last + 1):
        _prctl(_PR_CAPBSET_DROP, capability, "PR_CAPBSET_DROP")
    header = (ctypes.c_uint32 * 2)(0x2008_0522, 0)
    _checked(_libc.capset(ctypes.byref(header), ctypes.byref((ctypes.c_uint32 * 6)())), "capset")
