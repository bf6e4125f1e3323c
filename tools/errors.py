"""What can stop a command of `tools/`, and the one way in which a command says so.

A command's `main` is decorated with `command`, which turns these errors into a line and an exit
status. Raise `ToolError` itself, unless a caller has to tell one error from another.
"""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Callable


class ToolError(Exception):
    """Why a command can't go on: a line that says what to do, then any details."""

    # The exit status of every command that this error stops; None leaves it to the command.
    status: int | None = None


class SiteError(ToolError):
    """The site can't be built, or its build warned or failed."""

    status = 1


class NotInstalled(ToolError):
    """A program that is needed is not here, and could not be installed."""


def command(
    failure: int = 1, also: tuple[type[Exception], ...] = ()
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Make a function the `main` of a command: it returns the exit status, and never raises.

    An error becomes `Error: …` on stderr and the exit status `failure`; Ctrl-C becomes 130.

    Parameters
    ----------
    failure : the exit status of an error that has none of its own
    also : errors of other packages that are reported in the same way
    """

    def decorate(main: Callable[..., int]) -> Callable[..., int]:
        @functools.wraps(main)
        def run(*arguments: object) -> int:
            try:
                return main(*arguments)
            except (ToolError, *also) as error:
                print(f"Error: {error}", file=sys.stderr)
                return getattr(error, "status", None) or failure
            except KeyboardInterrupt:
                return 130

        return run

    return decorate


def command_line(name: str, about: str) -> argparse.ArgumentParser:
    """Return a parser for `python -m NAME`; its help is the module's docstring, as it stands."""
    return argparse.ArgumentParser(
        prog=f"python -m {name}",
        description=about,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
