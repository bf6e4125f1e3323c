"""Build the site into `_build/html`, if anything has changed, and a zip of it beside that folder.

    python -m tools.website

The site works from a web server and when opened as a file. Warnings are errors. After a build
that failed, the next build reads every page again, because Sphinx does not repeat the warnings
of pages that it has read before.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from autograder.paths import ROOT
from tools import runtime
from tools.archive import pack, site_files, version
from tools.errors import SiteError, command, command_line
from tools.runtime import RuntimeMissing

if TYPE_CHECKING:
    from rich.console import Console

SITE = Path("_build") / "html"
LOG = Path("_build") / "site.log"
STAMP = Path("_build") / "site.digest"
LOCK = Path("_build") / "site.lock"
INPUTS = ("_config.yml", "_toc.yml", "book", "exercises", "notebooks", "steepest")
JUPYTER_BOOK = "import sys; from jupyter_book.cli.main import main; sys.exit(main())"
LIBRARIES = {"jupyter_book": "jupyter-book", "jupyter_cache": "jupyter-cache"}


def inputs(root: Path = ROOT) -> Iterator[Path]:
    """Yield every file that the site is made from, in order."""
    for name in INPUTS:
        top = root / name
        if top.is_file():
            yield top
        for folder, folders, files in sorted(os.walk(top)):
            folders[:] = sorted(f for f in folders if not f.startswith((".", "__", "node_")))
            yield from (Path(folder) / file for file in sorted(files) if file[0] != ".")


def digest(root: Path = ROOT) -> str:
    """Return a digest of the site's inputs and of the Python that builds it."""
    total = hashlib.sha256(f"{sys.version} {bool(runtime.found())}".encode())
    for path in inputs(root):
        total.update(path.relative_to(root).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def is_built(root: Path = ROOT) -> bool:
    """Whether the site was built from the inputs as they are now."""
    stamp, front = root / STAMP, root / SITE / "index.html"
    return front.exists() and stamp.exists() and stamp.read_text().strip() == digest(root)


def build(root: Path = ROOT, force: bool = False) -> Path:
    """Build the site if it is not up to date, and return its folder.

    Raises
    ------
    SiteError
        if a library is missing, the folder can't be written, or the build warned or failed.
    """
    for module, package in LIBRARIES.items():
        if importlib.util.find_spec(module) is None:
            raise SiteError(f"{package} is not installed: pip install -e '.[site]'")
    try:
        (root / "_build").mkdir(exist_ok=True)
        with locked(root / LOCK):
            if force or not is_built(root):
                _build(root)
    except OSError as error:
        raise SiteError(f"can't write in {root / '_build'}: {error.strerror}") from None
    return root / SITE


def bring_runtime() -> None:
    """Bring the Python of the pages; where it can't be had, say so in a line, and go on."""
    try:
        runtime.bring()
    except RuntimeMissing as error:
        print(f"The pages will run no exercises: {error}")


def _build(root: Path) -> None:
    state = digest(root)
    (root / STAMP).unlink(missing_ok=True)
    command = (sys.executable, "-c", JUPYTER_BOOK, "build", ".", "-W", "-n", "--keep-going")
    with (root / LOG).open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            command,
            cwd=root,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1"},
        )
        try:
            status = wait(process, root / LOG)
        except BaseException:
            stop(process)
            raise
    if status:
        shutil.rmtree(root / "_build" / ".doctrees", ignore_errors=True)
        raise SiteError(f"the site did not build; all of it in {LOG}\n{troubles(root / LOG)}")
    (root / STAMP).write_text(state + "\n")


class Stage(NamedTuple):
    """What a build is doing, and how much of it is done; `total` is 0 where nobody knows."""

    name: str
    done: int
    total: int
    unit: str = "pages"

    def words(self) -> str:
        """Return a line that says it: `running pages, 3 of 13`, or `reading pages, 31 %`."""
        if not self.total:
            return self.name
        how_far = f"{self.done} %" if self.unit == "%" else f"{self.done} of {self.total}"
        return f"{self.name}, {how_far}"


def wait(process: subprocess.Popen, log: Path) -> int:
    """Wait for the build, show how far it is, and return its exit status.

    On a terminal a bar does; elsewhere each stage is named as it begins.
    """
    from rich.console import Console

    console = Console(stderr=True)
    show = _show_bar if console.is_terminal else _name_stages
    show(console, process, lambda: stage(log.read_text("utf-8", errors="replace")))
    return process.wait()


def _show_bar(console: Console, process: subprocess.Popen, look: Callable[[], Stage]) -> None:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = [
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(),
        TextColumn("{task.fields[left]}"),
    ]  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bars:
        now, begun = Stage("", 0, 0), time.monotonic()
        bar = bars.add_task("", left="")
        while process.poll() is None:
            time.sleep(0.2)
            last, now = now, look()
            if now.name != last.name:
                begun = time.monotonic()
                bars.reset(bar)
            bars.update(
                bar, description=now.words(), completed=now.done, total=now.total or None,
                left=left(now, time.monotonic() - begun),
            )  # fmt: skip


def _name_stages(console: Console, process: subprocess.Popen, look: Callable[[], Stage]) -> None:
    named = ""
    while process.poll() is None:
        time.sleep(0.2)
        if (now := look()).name != named:
            named = now.name
            console.print(f"{named} ({now.total})" if now.unit != "%" and now.total else named)


def stage(said: str) -> Stage:
    """Return the stage of a build, from its log so far."""
    ran, pages = said.count("Execution Successful"), re.search(r"running (\d+) pages", said)
    found = re.findall(r"(reading sources|writing output)\W.*?(\d+)%", said)
    if found:
        name, share = found[-1]
        names = {"reading sources": "reading pages", "writing output": "writing pages"}
        return Stage(names[name], int(share), 100, "%")
    return Stage("running pages", ran, int(pages[1])) if pages else Stage("starting", 0, 0)


def left(now: Stage, seconds: float) -> str:
    """Return how long a stage will take yet, as far as what is done so far can tell.

    Pages differ in length, and several run at once: before two are done nothing is said.
    """
    if now.done < 2 or now.done >= now.total:
        return ""
    minutes = seconds / now.done * (now.total - now.done) / 60
    return "less than a minute left" if minutes < 1 else f"about {minutes:.0f} min left"


def pack_site(site: Path, into: Path) -> Path:
    """Zip the built site, and return the archive."""
    archive = into / f"steepest-{version(ROOT)}-site.zip"
    pack(archive, site_files(site))
    return archive


def stop(process: subprocess.Popen, patience: float = 10) -> None:
    """Ask a process to end, wait, and kill it only if it stays."""
    for send in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        if process.poll() is None:
            process.send_signal(send)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(patience)


def troubles(log: Path) -> str:
    """Return the log's warnings and errors, or its last lines if it has none."""
    lines = log.read_text("utf-8", errors="replace").splitlines()
    found = [line for line in lines if "WARNING:" in line or "ERROR" in line or "Error: " in line]
    return "\n".join(found[:20] or lines[-20:])


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that other builds of this folder wait for; it is freed with the process."""
    with path.open("a+") as file:
        if os.name == "nt":
            import msvcrt

            while True:
                try:
                    file.seek(0)
                    msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                    break
                except OSError:
                    time.sleep(0.2)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@command()
def main(arguments: list[str] | None = None) -> int:
    """Build the site, and print where it is."""
    parser = command_line("tools.website", __doc__)
    parser.add_argument("--force", action="store_true", help="build even if nothing has changed")
    options = parser.parse_args(arguments)
    bring_runtime()
    site = build(force=options.force)
    print(site / "index.html")
    print(pack_site(site, site.parent))
    return 0


if __name__ == "__main__":
    sys.exit(main())
