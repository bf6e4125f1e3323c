"""Find a PostgreSQL server for the tests, or install one, and print the folder of its programs.

    python -m tools.postgres
    python -m tools.postgres --find    # install nothing

It looks in this order: the folder that `STEEPEST_POSTGRES` names, which holds `initdb` and
`postgres`; the newest installed version; Debian's `postgresql` package, if apt-get may be used
(as root, or by sudo without a password). If none of these works, the command says why and exits
with 1.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import quote

from tools.apt import Program, install
from tools.errors import NotInstalled, command, command_line

VARIABLE = "STEEPEST_POSTGRES"
PLACES = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql@*/bin", "/usr/pgsql-*/bin")
UNPRIVILEGED = ("postgres", "nobody")  # root may not run the server


def installed() -> Path | None:
    """Return the folder of the programs of a server that is already installed."""
    if named := os.environ.get(VARIABLE):
        if not Path(named, "initdb").exists():
            raise NotInstalled(f"{VARIABLE} names {named}, which has no initdb")
        return Path(named)
    if found := shutil.which("initdb"):
        return Path(found).parent
    folders = [path for place in PLACES for path in Path("/").glob(place[1:])]
    there = [path for path in folders if (path / "initdb").exists()]
    return max(there, key=_version, default=None)


def _version(path):
    digits = "".join(c if c.isdigit() else " " for c in path.parent.name).split()
    return [int(number) for number in digits]


POSTGRES = Program(
    "PostgreSQL",
    installed,
    (partial(install, "postgresql"),),
    f"install Debian's postgresql, or name the folder of its programs in {VARIABLE}",
)


@contextlib.contextmanager
def server(password: str) -> Iterator[str]:
    """Run a separate server on a free port and yield its URL; delete its files at the end.

    Its user is `grader`, with this password; its databases `postgres` and `template1`.

    Raises
    ------
    NotInstalled
    """
    programs, user = POSTGRES.find_or_install(), _user()
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        secret = Path(folder, "password")
        secret.write_text(password)
        if user:
            for path in (folder, secret):
                shutil.chown(path, user)
        data = f"{folder}/data"
        _run(user, folder, programs / "initdb", "-D", data, "-U", "grader",
             "--auth=scram-sha-256", f"--pwfile={secret}", "--no-sync", "-E", "UTF8",
             "--locale=C")  # fmt: skip
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder}"
        )
        control = (programs / "pg_ctl", "-D", data, "-w", "-l", f"{folder}/log")
        _run(user, folder, *control, "-o", options, "start")
        try:
            yield f"postgresql://grader:{quote(password, safe='')}@127.0.0.1:{port}/postgres"
        finally:
            _run(user, folder, *control, "-m", "immediate", "stop")


def _user():
    """The user that runs the server, if this process is root's."""
    if os.geteuid() != 0:
        return None
    import pwd  # not on Windows

    names = {entry.pw_name for entry in pwd.getpwall()}
    for name in UNPRIVILEGED:
        if name in names:
            return name
    raise NotInstalled(f"root may not run PostgreSQL, and there is no user {UNPRIVILEGED[0]}")


def _run(user, folder, *command):
    done = subprocess.run(
        [str(part) for part in command],
        user=user,
        extra_groups=[] if user else None,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # a pipe would be kept open by the server
        stderr=subprocess.PIPE if "start" not in command else subprocess.DEVNULL,
        text=True,
    )
    if done.returncode:
        log = Path(folder, "log")
        said = (done.stderr or (log.read_text() if log.exists() else "")).strip().splitlines()
        raise NotInstalled(f"{Path(command[0]).name} failed: {(said or ['it said nothing'])[-1]}")


@command()
def main(arguments: list[str] | None = None) -> int:
    """Print the folder of the server's programs."""
    return POSTGRES.print_place(command_line("tools.postgres", __doc__), arguments)


if __name__ == "__main__":
    sys.exit(main())
