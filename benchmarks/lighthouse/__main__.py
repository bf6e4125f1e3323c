"""Measure the built site with Lighthouse.

    python -m benchmarks.lighthouse [PAGE …]

Each page is served from this machine, compressed as on a host, and measured in Chromium as a
desktop and as a phone (with Lighthouse's own simulated processor and network). The table has the
medians of the runs. KB is what a first visit downloads, compressed; "of pictures" is the share of
the page's own pictures, both files and SVG in its text. Audits that keep a page from 1.0 in
accessibility or best practices are listed.

Limits: performance at least 0.95 (desktop) and 0.90 (mobile), accessibility and best practices 1.0,
at most 500 KB without pictures.
"""

import contextlib
import gzip
import json
import os
import re
import statistics
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import yaml
from rich.progress import track

from autograder.paths import ROOT
from benchmarks.machine import machine
from tools.browser import FLAGS, installed
from tools.chapters import chapters
from tools.errors import command_line
from tools.website import build

HERE = Path(__file__).parent
CATEGORIES = ("performance", "accessibility", "best-practices")
SVG = re.compile(rb"<svg.*?</svg>", re.DOTALL)
DEVICES = {"desktop": ("--preset=desktop",), "mobile": ()}


def lighthouse() -> Path:
    """Lighthouse's command, installed beside this file where it is not yet."""
    command = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not command.exists():
        subprocess.run(("npm", "ci", "--no-audit", "--no-fund", "--silent"), cwd=HERE, check=True)
    return command


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder over HTTP, compressed."""
    from tornado.httpserver import HTTPServer
    from tornado.ioloop import IOLoop
    from tornado.netutil import bind_sockets
    from tornado.web import Application, StaticFileHandler

    (socket,) = bind_sockets(0, "127.0.0.1")
    ready, loops = threading.Event(), []

    def serve():
        loop = IOLoop()
        files = (r"/(.*)", StaticFileHandler, {"path": folder, "default_filename": "index.html"})
        server = HTTPServer(Application([files], compress_response=True))
        server.add_sockets([socket])
        loops.append(loop)
        ready.set()
        loop.start()

    threading.Thread(target=serve, daemon=True).start()
    ready.wait()
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    loops[0].add_callback(loops[0].stop)


def measured(address: str, device: str) -> dict:
    """Lighthouse's report of a page."""
    flags = " ".join(("--headless=new", *FLAGS))
    command = (
        "node", lighthouse(), address, "--quiet", "--output=json", "--output-path=stdout",
        f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}", *DEVICES[device],
    )  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": str(installed())}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise SystemExit(f"lighthouse could not measure {address}: {done.stderr.strip()[-300:]}")
    return json.loads(done.stdout)


def faults(report: dict) -> set[str]:
    """The audits that keep accessibility and best practices from 1.0."""
    return {
        entry["id"]
        for category in CATEGORIES[1:]
        for entry in report["categories"][category]["auditRefs"]
        if entry["weight"] and (report["audits"][entry["id"]]["score"] or 0) < 1
        and report["audits"][entry["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual")
    }  # fmt: skip


def transferred(report: dict, page: Path) -> tuple[float, float]:
    """KB that were fetched in all, and of that the page's own pictures."""
    items = report["audits"]["network-requests"]["details"]["items"]
    pictures = [item for item in items if item.get("resourceType") == "Image"]
    total, files = (sum(item.get("transferSize", 0) for item in of) for of in (items, pictures))
    text = page.read_bytes()
    drawn = len(gzip.compress(text, 6)) - len(gzip.compress(SVG.sub(b"", text), 6))
    return total / 1000, (files + drawn) / 1000


def pages() -> list[str]:
    """The landing page, and every chapter."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    return [toc["root"], *(chapter.page for chapter in chapters())]


def say(name: str, *cells: str) -> None:
    print(f"{name:36}" + "".join(f"{cell:>15}" for cell in cells), flush=True)


def main() -> None:
    """Measure, and print a table."""
    parser = command_line("benchmarks.lighthouse", __doc__)
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="book/05_optimizers, say")
    parser.add_argument("--runs", type=int, default=5, help="of each page and device (default: 5)")
    options = parser.parse_args()
    print(f"{machine()}; median of {options.runs} runs")
    say("", "performance", "first paint", "access", "practices", "KB", "of pictures")
    work = [(page, device) for page in options.pages or pages() for device in DEVICES]
    site = build()
    with served(site) as address:
        for page, device in track(work, "measuring", transient=True):
            runs = [measured(f"{address}/{page}.html", device) for _ in range(options.runs)]
            scores = [
                statistics.median(run["categories"][name]["score"] for run in runs)
                for name in CATEGORIES
            ]
            painted = statistics.median(
                run["audits"]["first-contentful-paint"]["numericValue"] for run in runs
            )
            size, pictures = transferred(runs[0], site / f"{page}.html")
            say(
                f"{page.removeprefix('book/')}, {device}", f"{scores[0]:.2f}",
                f"{painted / 1000:.1f} s", f"{scores[1]:.2f}", f"{scores[2]:.2f}",
                f"{size:.0f}", f"{pictures:.0f}",
            )  # fmt: skip
            for fault in sorted(set.union(*map(faults, runs))):
                print(f"    {fault}")


if __name__ == "__main__":
    main()
