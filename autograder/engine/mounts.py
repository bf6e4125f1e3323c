"""The parts of this machine that a student's process may see: what Python needs to run."""

import os
import sys
from pathlib import Path

from autograder.paths import ROOT
from autograder.sandbox.jail import View

# Programs and shared libraries, and what libraries look up.
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store")
_ETC = (
    "/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache", "/etc/ld.so.conf",
    "/etc/ld.so.conf.d", "/etc/localtime", "/etc/mime.types", "/etc/nsswitch.conf",
)  # fmt: skip
_PROCESSORS = "/sys/devices/system/cpu"  # torch and BLAS read what the machine has
_FIRST_UID = 200_000


def view() -> View:
    """The view for a zygote of this Python."""
    links = tuple((path, os.readlink(path)) for path in _SYSTEM if os.path.islink(path))
    linked = {path for path, _ in links}
    shown = [path for path in (*_SYSTEM, *_ETC, _PROCESSORS) if path not in linked]
    shown += [str(path) for path in _python()]
    hidden = [ROOT, Path.home()]  # where one of them lies in a folder that is shown
    return View(
        tuple(dict.fromkeys(path for path in shown if os.path.exists(path))),
        tuple(str(path.resolve()) for path in hidden if path.exists()),
        links,
        # A uid that nobody has, and no other zygote of this machine either.
        _FIRST_UID + os.getpid(),
    )


def _python():
    """The folders of this Python and of its packages, and of the course what students install."""
    yield ROOT / "steepest"
    yield from {Path(p).resolve() for p in (sys.prefix, sys.base_prefix, sys.exec_prefix)}
    yield Path(sys.prefix)  # by the name it is called by, where that is a link
    yield from packages()


def packages() -> list[Path]:
    """The folders of installed packages: an environment's, the user's, those that were named."""
    entries = (Path(entry) for entry in sys.path if entry)
    return [e.resolve() for e in entries if e.name in ("site-packages", "dist-packages")]
