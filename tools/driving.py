"""Drive JupyterLab in a browser, for the tests and to measure how long a reader waits."""

import json
import os
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
from playwright.sync_api import expect

from tools.errors import ToolError

STARTUP = 90
RUN = 60_000
RAN = re.compile(r"\[\d+\]")
# Every cell stays in the page, so that a test also sees cards that are scrolled out of sight.
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none", "autoStartDefaultKernel": True},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "apputils-extension/themes": {"adaptive-theme": True},  # the browser's: light or dark
}

# A cell that `Opened.state` runs, where the notebook's widget is called `figure`.
STATE = "import json\nprint('state', json.dumps(figure.state()))"


@dataclass
class Lab:
    """A running JupyterLab: its address, token and folder."""

    address: str
    token: str
    folder: Path

    def put(self, path: str, notebook: dict) -> str:
        """Save a notebook into the lab's folder; return the address that opens it."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(notebook), encoding="utf-8")
        name = secrets.token_hex(4)
        return f"{self.address}lab/workspaces/{name}/tree/{path}?token={self.token}"


@contextmanager
def jupyterlab(home: Path, folder: Path | None = None, **variables: str) -> Iterator[Lab]:
    """Run JupyterLab on a free port, with its settings and runtime files in `home`.

    It opens `folder` (by default `home/work`) and gets these environment variables.
    """
    folder = folder or home / "work"
    folder.mkdir(parents=True, exist_ok=True)
    for plugin, values in SETTINGS.items():
        path = home / "settings" / "@jupyterlab" / f"{plugin}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    token = secrets.token_hex(16)
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1",
        "--port=0", f"--ServerApp.root_dir={folder}", f"--IdentityProvider.token={token}",
        f"--LabApp.user_settings_dir={home / 'settings'}",
        f"--LabApp.workspaces_dir={home / 'workspaces'}",
    ]  # fmt: skip
    folders = ("JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")
    own = {name: str(home / name.lower()) for name in folders}
    with open(home / "log", "w") as log:
        environment = {**os.environ, **own, **variables}
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        yield Lab(_address(Path(own["JUPYTER_RUNTIME_DIR"]), server, home / "log"), token, folder)
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def run_first(page) -> None:
    """Run the first cell of the notebook that the page is opening."""
    idle = page.locator('.jp-NotebookPanel .jp-Notebook-ExecutionIndicator[data-status="idle"]')
    expect(idle).to_be_visible(timeout=RUN)
    first = page.locator(".jp-CodeCell").first
    # JupyterLab ignores a request to run while its first kernel is still being connected.
    for _ in range(5):
        select = page.locator(".jp-Dialog").get_by_role("button", name="Select")
        if select.is_visible():  # "Select Kernel": asked where the kernel was not up in time
            select.click()
        first.locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        try:
            return expect(first.locator(".jp-InputPrompt")).to_have_text(RAN, timeout=10_000)
        except AssertionError:
            continue
    raise AssertionError("the kernel never ran the first cell")


class Opened:
    """A notebook of code cells, open in JupyterLab, that a test runs cell by cell."""

    def __init__(self, page, lab: Lab, name: str, *sources: str):
        """Open it in the page, and run its first cell, which should be a plain import."""
        self.page = page
        made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in sources])
        made.metadata.kernelspec = {
            "name": "python3", "display_name": "Python 3", "language": "python",
        }  # fmt: skip
        page.goto(lab.put(f"{name}/notebook.ipynb", made))
        run_first(page)

    def run(self, number: int) -> None:
        """Run a cell that has not run yet, and wait until it is done."""
        cell = self.cell(number)
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        expect(cell.locator(".jp-InputPrompt")).to_have_text(RAN, timeout=RUN)

    def cell(self, number: int):
        return self.page.locator(".jp-CodeCell").nth(number)

    def state(self, number: int) -> dict:
        """What the cell STATE, or one like it, prints: run it and read that."""
        self.run(number)
        output = self.cell(number).locator(".jp-OutputArea-output")
        expect(output).to_contain_text("state")
        return json.loads(output.inner_text().split("state", 1)[1])


def _address(runtime, server, log):
    """The address that the server writes down once it listens."""
    for _ in range(STARTUP * 5):
        for path in runtime.glob("jpserver-*.json"):
            if path.stat().st_size:
                return json.loads(path.read_text())["url"]
        if server.poll() is not None:
            break
        time.sleep(0.2)
    raise ToolError(f"JupyterLab did not start:\n{log.read_text()[-3000:]}")
