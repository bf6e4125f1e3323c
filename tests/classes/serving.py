"""A Jupyter server in a course folder, for the formgrader's pages."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.paths import ROOT


@contextmanager
def formgrader(folder: Path) -> Iterator[Callable[[str], str]]:
    """A Jupyter server in a folder: gives a function that gets its pages."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"open_browser": False, "port": port, "root_dir": folder, "allow_root": True}
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "jupyter_server", "--IdentityProvider.token=test"),
            *(f"--ServerApp.{name}={value}" for name, value in options.items()),
        ],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    def get(path, data=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}{path}", data, {"Authorization": "token test"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode("utf-8")

    try:
        for _ in range(120):
            try:
                get("/api/status")
                break
            except OSError:
                assert process.poll() is None, "the server stopped"
                time.sleep(0.5)
        yield get
    finally:
        process.terminate()
        process.wait(20)
