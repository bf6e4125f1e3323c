"""Bundle the scripts of exercises that run in the page.

    python -m tools.in_page

The sources are in `book/in_page/`, the bundles in `book/_static/in_page/`. Only this needs Node.
"""

import subprocess
import sys
from pathlib import Path

from autograder.paths import ROOT
from tools.errors import command, command_line
from tools.widgets import BuildError, install, program

BUILD = ROOT / "book" / "in_page" / "build.js"


def build(folder: Path | None = None) -> None:
    """Write the bundles into `folder`, by default the site's own."""
    install()
    arguments = [program("node"), str(BUILD), *([str(folder)] if folder else [])]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise BuildError(f"node failed: {done.stderr.strip()[-2000:]}")


@command()
def main(arguments: list[str] | None = None) -> int:
    """Build the bundles."""
    command_line("tools.in_page", __doc__).parse_args(arguments)
    build()
    return 0


if __name__ == "__main__":
    sys.exit(main())
