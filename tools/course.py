"""Build the site, then serve it and JupyterLab on this machine until Ctrl-C.

    python -m tools.course

JupyterLab opens on `work/`, a copy of the notebooks and exercises to work in. Both servers
listen on 127.0.0.1 only. If a port is taken, another one is used.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import http.server
import importlib.util
import io
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from autograder.paths import ROOT
from tools import start_page
from tools.errors import ToolError, command, command_line
from tools.lab_links import localized
from tools.website import build, is_built, stop
from tools.workfolder import lay_out

HOST = "127.0.0.1"
LAB_LOG = ROOT / "_build" / "jupyterlab.log"
SETTINGS = ROOT / "tools" / "lab_settings"


class Stopped(Exception):
    """The course was asked to end, by Ctrl-C, a closed terminal or `kill`: no error."""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and logs nothing; browsers check for a newer page, so a new build shows.

    Where the server knows a JupyterLab (`lab`, its address and token), pages link to that one.
    """

    def send_head(self) -> io.BytesIO | None:
        """Send the headers of a file, and return what comes after them."""
        lab = getattr(self.server, "lab", None)
        path = Path(self.translate_path(self.path))
        if not (lab and path.suffix == ".html" and path.is_file()):
            return super().send_head()
        page = localized(path.read_text("utf-8"), *lab).encode()
        self.send_response(http.HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        return io.BytesIO(page)

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Tell the browser to check whether its copy is still the newest."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


def serve_site(folder: Path, port: int) -> http.server.ThreadingHTTPServer:
    """Serve a folder from a thread, at this port if it is free, otherwise at another."""
    handler = functools.partial(Quiet, directory=str(folder))
    try:
        server = http.server.ThreadingHTTPServer((HOST, port), handler)
    except OSError:
        server = http.server.ThreadingHTTPServer((HOST, 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True, name="site").start()
    return server


def free_port(wanted: int) -> int:
    """Return the wanted port if it is free, otherwise another."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            if os.name != "nt":  # a port whose last connections are still closing is free
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind((HOST, port))
                return probe.getsockname()[1]
    raise ToolError("there is no free port")


def start_lab(work: Path, port: int, token: str) -> subprocess.Popen:
    """Start JupyterLab on a folder, in its own session, so that Ctrl-C reaches only us."""
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser",
        f"--ServerApp.ip={HOST}", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={work}", f"--IdentityProvider.token={token}",
        # No requests to the network: no update check, no extension catalogue.
        "--LabApp.extension_manager=readonly",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    # Its kernels must be this Python, so this Python's scripts come first on the path. Our
    # settings switch off what students do not need: news, and the tools to make assignments.
    environment = {**os.environ}
    for name, first in (("PATH", Path(sys.executable).parent), ("JUPYTER_CONFIG_PATH", SETTINGS)):
        environment[name] = os.pathsep.join(filter(None, [str(first), os.environ.get(name)]))
    with LAB_LOG.open("w", encoding="utf-8") as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=environment,
        )


def wait_for_lab(lab: subprocess.Popen, port: int, seconds: float = 60) -> None:
    """Wait until JupyterLab answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if lab.poll() is not None:
            break
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            opener.open(f"http://{HOST}:{port}/api", timeout=2).close()
            return
        time.sleep(0.1)
    raise ToolError(f"JupyterLab did not start: {_last_line(LAB_LOG)} (all of it in {LAB_LOG})")


def _last_line(log: Path) -> str:
    lines = [line for line in log.read_text("utf-8", errors="replace").splitlines() if line]
    return lines[-1].strip() if lines else "it said nothing"


def run(options: argparse.Namespace) -> None:
    """Build, serve, print the addresses, and stay until something ends it."""
    if importlib.util.find_spec("jupyterlab") is None:
        raise ToolError("jupyterlab is not installed: pip install -e '.[site]'")
    if not is_built():
        print("Building the site. The first time it runs the code of every page,", end=" ")
        print("which takes some minutes.", flush=True)
    site = build()
    work = options.work.resolve()
    try:
        lines = lay_out(ROOT, work)
        first = start_page.StartPage(work)
        first.refresh()
    except OSError as error:
        raise ToolError(f"can't write in {work}: {error.strerror}") from None
    for line in lines:
        print(line)
    with contextlib.ExitStack() as stack:
        server = serve_site(site, options.site_port)
        stack.callback(server.server_close)
        stack.callback(server.shutdown)
        token, port = secrets.token_urlsafe(18), free_port(options.lab_port)
        lab = start_lab(work, port, token)
        stack.callback(stop, lab)
        wait_for_lab(lab, port)
        server.lab = f"http://{HOST}:{port}", token
        print(f"Site        http://{HOST}:{server.server_address[1]}/")
        print(f"JupyterLab  http://{HOST}:{port}/lab/tree/{quote(start_page.NAME)}?token={token}")
        print(f"Your notebooks are in {_short(work)}. Ctrl-C stops both.", flush=True)
        while lab.poll() is None:
            with contextlib.suppress(OSError):  # a full disk ends no one's work
                first.refresh()
            time.sleep(0.3)
        raise ToolError(f"JupyterLab has ended: {_last_line(LAB_LOG)}")


def _short(path: Path) -> str:
    with contextlib.suppress(ValueError):
        return f"{path.relative_to(Path.cwd())}{os.sep}"
    return str(path)


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Raise `Stopped` at the first signal that would end the program."""
    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

    def stop_once(number: int, frame: object) -> None:
        for name in names:
            signal.signal(getattr(signal, name), signal.SIG_IGN)
        raise Stopped

    for name in names:
        signal.signal(getattr(signal, name), stop_once)
    yield


def port_number(text: str) -> int:
    """Read a port."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError
    return number


@command(failure=2)
def main(arguments: list[str] | None = None) -> int:
    """Build and serve; 0 when asked to stop, 1 if the site does not build, 2 for anything else."""
    parser = command_line("tools.course", __doc__)
    add = parser.add_argument
    add("--site-port", type=port_number, default=8000, metavar="PORT",
        help="the site's port (default: 8000)")  # fmt: skip
    add("--lab-port", type=port_number, default=8888, metavar="PORT",
        help="JupyterLab's port (default: 8888)")  # fmt: skip
    add("--work", type=Path, default=ROOT / "work", metavar="DIR",
        help="the folder to work in (default: work/ in the repository)")  # fmt: skip
    try:
        with stoppable():
            run(parser.parse_args(arguments))
    except Stopped:
        print("\nStopped.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
