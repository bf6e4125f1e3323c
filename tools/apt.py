"""Install a Debian package, if that is allowed: as root, or by sudo without a password."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def run(*command: str, **environment: str) -> str | None:
    """Run a command with its output on stderr; return the reason if it fails, otherwise None."""
    print("+", " ".join(command), file=sys.stderr, flush=True)
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=sys.stderr, env={**os.environ, **environment}
        )
    except OSError as error:
        return f"{command[0]}: {error.strerror}"
    return None if done.returncode == 0 else f"{' '.join(command)} failed"


def install(package: str) -> str | None:
    """Install a package; return the reason if that fails, otherwise None."""
    if not shutil.which("apt-get"):
        return "there is no apt-get"
    prefix: tuple[str, ...] = ()
    if os.geteuid() != 0:
        may = (
            shutil.which("sudo")
            and not subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode
        )
        if not may:
            return "apt-get needs root"
        prefix = ("sudo", "-n")
    run(*prefix, "apt-get", "update", "-q")
    return run(
        *prefix, "env", "DEBIAN_FRONTEND=noninteractive",
        "apt-get", "install", "-y", "-q", "--no-install-recommends", package,
    )  # fmt: skip
