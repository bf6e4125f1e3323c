"""Try whether this machine can give each part of the sandbox."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from autograder.engine.mounts import view
from autograder.engine.zygote_client import MISSING, sandbox_command
from autograder.errors import NoSandbox


@dataclass(frozen=True)
class Finding:
    """One thing that grading needs: whether it is there, its purpose, or what to do."""

    name: str
    ok: bool
    detail: str
    needed: bool = True


def require_walls() -> None:
    """Raise `NoSandbox` if a part of the sandbox is missing. It takes about half a second."""
    for wall in walls():
        if not wall.ok:
            raise NoSandbox(MISSING.format(f"{wall.name}: {wall.detail}"))


def walls() -> Iterator[Finding]:
    """Try each part of the sandbox, and say whether the host gives it."""
    if sys.platform != "linux":
        yield Finding("Linux", False, "the sandbox is made of Linux namespaces")
        return
    done = subprocess.run(
        [*sandbox_command("probe"), json.dumps(asdict(view()))],
        capture_output=True,
        text=True,
        timeout=60,
        cwd="/",
    )
    for line in done.stdout.splitlines():
        yield Finding(*json.loads(line))
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it ended without a word"])[-1]
        yield Finding("sandbox", False, last)
