"""Find a program, or install it: a Debian package, if that is allowed.

It is allowed as root, or by sudo without a password.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.errors import NotInstalled


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


@dataclass(frozen=True)
class Program:
    """A program that the tests need, and how it is found and had.

    name : as messages say it, such as "Chromium or Chrome"
    installed : says where it is; None if it isn't here
    ways : each tries to install it, and returns the reason if that fails
    advice : what the reader can do where none of them works
    """

    name: str
    installed: Callable[[], Path | None]
    ways: tuple[Callable[[], str | None], ...]
    advice: str

    def find_or_install(self) -> Path:
        """Return where it is; install it if it isn't here.

        Raises
        ------
        NotInstalled
            if that is impossible; the message says what was tried.
        """
        if path := self.installed():
            return path
        troubles = []
        for install_it in self.ways:
            trouble = install_it()
            if path := self.installed():
                return path
            troubles.append(trouble or "it was not there afterwards")
        raise NotInstalled(
            f"no {self.name}, and none can be had ({'; '.join(troubles)}): {self.advice}"
        )

    def print_place(self, parser: argparse.ArgumentParser, arguments: list[str] | None) -> int:
        """Print where it is; install it if it is missing, unless `--find` is given.

        Raises
        ------
        NotInstalled
            with `--find`, if it isn't here; otherwise if it can't be installed.
        """
        parser.add_argument("--find", action="store_true", help="only look; install nothing")
        find = parser.parse_args(arguments).find
        path = self.installed() if find else self.find_or_install()
        if path is None:
            raise NotInstalled(f"no {self.name} is installed")
        print(path)
        return 0
