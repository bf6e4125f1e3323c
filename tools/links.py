"""Check every link of the site that leads to another site.

    python -m tools.links

Sphinx requests the pages. For a DOI it asks the registry, because most publishers refuse requests
by programs. A site that refuses is listed as refused, which is neither good nor broken. This needs
a network, so no test runs it on the course itself.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from autograder.paths import ROOT
from tools.errors import ToolError, command, command_line
from tools.website import JUPYTER_BOOK, troubles

OUTPUT = Path("_build") / "linkcheck" / "output.json"
LOG = Path("_build") / "links.log"
REFUSED = re.compile(r"\b(401|403|405|418|429)\b")


class Link(NamedTuple):
    """A link, where it stands, and the outcome of its check: good, broken or refused."""

    uri: str
    where: str
    outcome: str
    said: str


def check(root: Path = ROOT) -> list[Link]:
    """Check every link once, and return all of them in the order in which they stand."""
    shutil.rmtree((root / OUTPUT).parent, ignore_errors=True)
    (root / LOG).parent.mkdir(exist_ok=True)
    command = [sys.executable, "-c", JUPYTER_BOOK, "build", "."]
    # Jupyter Book's own `--builder linkcheck` would write into the site's folder.
    command += ["--builder", "custom", "--custom-builder", "linkcheck"]
    with (root / LOG).open("w", encoding="utf-8") as log:
        subprocess.run(command, cwd=root, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    if not (root / OUTPUT).exists():
        raise ToolError(f"the pages were not read; all of it in {LOG}\n{troubles(root / LOG)}")
    lines = (root / OUTPUT).read_text("utf-8").splitlines()
    read = map(outcome, map(json.loads, lines))
    return sorted((link for link in read if link), key=lambda link: (link.where, link.uri))


def outcome(line: dict) -> Link | None:
    """Return what a line of Sphinx's report says, if it is about a link to another site."""
    status, said = line["status"], line["info"]
    if status in ("unchecked", "ignored", "local"):
        return None
    if status in ("working", "redirected"):
        found = "good"
    else:
        found = "refused" if REFUSED.search(said) else "broken"
    return Link(line["uri"], f"{line['filename']}:{line['lineno']}", found, said)


@command(failure=2)
def main(arguments: list[str] | None = None) -> int:
    """List the broken links; 1 if there are any, 2 if the links could not be checked."""
    command_line("tools.links", __doc__).parse_args(arguments)
    print("Checking every link; this takes some minutes …", flush=True)
    links = check()
    counts = {kind: [link for link in links if link.outcome == kind] for kind in OUTCOMES}
    for link in counts["refused"] + counts["broken"]:
        print(f"{link.outcome:8}{link.where}  {link.uri}\n        {link.said}")
    print(", ".join(f"{len(found)} {kind}" for kind, found in counts.items()))
    return int(bool(counts["broken"]))


OUTCOMES = ("good", "refused", "broken")

if __name__ == "__main__":
    sys.exit(main())
