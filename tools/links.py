"""Ask every link of the site that leads elsewhere whether it still does.

    python -m tools.links

Sphinx does the asking. A DOI is asked of its registry, and not of the publisher behind it: those
mostly refuse to answer programs. What refuses is listed, and counts as neither good nor broken.
This needs a network, so no test of the course's runs it on the course itself.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tools.website import JUPYTER_BOOK, ROOT, troubles

OUTPUT = Path("_build") / "linkcheck" / "output.json"
LOG = Path("_build") / "links.log"
REFUSED = re.compile(r"\b(401|403|405|418|429)\b")


class LinksError(RuntimeError):
    """Why no link could be asked, in one line, and then what the build said."""


class Link(NamedTuple):
    """A link, where it stands, and what came of it: good, broken or refused."""

    uri: str
    where: str
    outcome: str
    said: str


def check(root: Path = ROOT) -> list[Link]:
    """Ask every link, once each, and return them in the order in which they stand."""
    shutil.rmtree((root / OUTPUT).parent, ignore_errors=True)
    (root / LOG).parent.mkdir(exist_ok=True)
    command = [sys.executable, "-c", JUPYTER_BOOK, "build", "."]
    # Its own `--builder linkcheck` writes into the folder of the site.
    command += ["--builder", "custom", "--custom-builder", "linkcheck"]
    with (root / LOG).open("w", encoding="utf-8") as log:
        subprocess.run(command, cwd=root, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    if not (root / OUTPUT).exists():
        raise LinksError(f"the pages were not read; all of it in {LOG}\n{troubles(root / LOG)}")
    lines = (root / OUTPUT).read_text("utf-8").splitlines()
    read = map(outcome, map(json.loads, lines))
    return sorted((link for link in read if link), key=lambda link: (link.where, link.uri))


def outcome(line: dict) -> Link | None:
    """Return what a line of Sphinx's report says, if it is about a link that leads elsewhere."""
    status, said = line["status"], line["info"]
    if status in ("unchecked", "ignored", "local"):
        return None
    if status in ("working", "redirected"):
        found = "good"
    else:
        found = "refused" if REFUSED.search(said) else "broken"
    return Link(line["uri"], f"{line['filename']}:{line['lineno']}", found, said)


def main(arguments: list[str] | None = None) -> int:
    """Ask, and list what is broken; 1 if anything is, 2 if nothing could be asked."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.links",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.parse_args(arguments)
    print("Asking every link; this takes some minutes …", flush=True)
    try:
        links = check()
    except LinksError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    counts = {kind: [link for link in links if link.outcome == kind] for kind in OUTCOMES}
    for link in counts["refused"] + counts["broken"]:
        print(f"{link.outcome:8}{link.where}  {link.uri}\n        {link.said}")
    print(", ".join(f"{len(found)} {kind}" for kind, found in counts.items()))
    return int(bool(counts["broken"]))


OUTCOMES = ("good", "refused", "broken")

if __name__ == "__main__":
    sys.exit(main())
