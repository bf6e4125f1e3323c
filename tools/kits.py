"""Pack what a student may have, and what an instructor has: two archives in `_build/kits`.

    python -m tools.kits

The students' kit holds the site, the notebooks, the exercises and the library, and is searched
for answers and hidden cases before it is written. The instructors' kit holds the course itself,
the site and the students' kit. The same inputs make the same bytes.
"""

from __future__ import annotations

import argparse
import os
import string
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from autograder.assignments.repository import Repository
from autograder.errors import AutograderError
from autograder.gradebook.generate import is_stale
from tools import notebooks, website, workfolder
from tools.archive import Files, pack, site_files, tree, version
from tools.as_in_colab import OpeningError, build_wheel
from tools.leaks import Secrets, find
from tools.website import ROOT, SiteError

KITS = Path("_build") / "kits"
READMES = Path(__file__).parent / "kit_readmes"
LICENCES = ("LICENSE", "LICENSE-TEXT")
# What the course is made of, at the top of the repository. A folder of somebody's class that
# happens to lie there is none of it.
COURSE = (
    ".binder", ".ci", ".gitattributes", ".github", ".gitignore", ".pre-commit-config.yaml",
    "CONTRIBUTING.md", "LICENSE", "LICENSE-TEXT", "Makefile", "README.md", "_config.yml",
    "_toc.yml", "autograder", "benchmarks", "book", "exercises", "notebooks",
    "package-lock.json", "package.json", "pyproject.toml", "requirements.txt", "solutions",
    "steepest", "tests", "tools",
)  # fmt: skip


class KitError(RuntimeError):
    """Why there are no kits, in one line, and then what to look at."""


def course_files(root: Path = ROOT) -> list[Path]:
    """Return the sources of the course, relative to the repository, in order."""
    tops = [root / name for name in COURSE if (root / name).exists()]
    found = (path for top in tops for path in ([top] if top.is_file() else tree(top)))
    return [path.relative_to(root) for path in found]


def readme(name: str, **words: str) -> bytes:
    """Return a kit's README, which says what to do first."""
    template = string.Template((READMES / f"{name}.md").read_text("utf-8"))
    return template.substitute(words).encode()


def beneath(folder: str, files: Files) -> Files:
    """Return files in a folder of this name."""
    return {f"{folder}/{name}": content for name, content in files.items()}


def student_files(site: Path, wheel: Path, root: Path = ROOT) -> Files:
    """Return what a student may have."""
    files = {path.as_posix(): (root / path).read_bytes() for path in workfolder.sources(root)}
    exercise = next(name for name in files if name.startswith("exercises/"))
    words = {"version": version(root), "wheel": wheel.name, "exercise": exercise}
    return {
        "README.md": readme("student", **words),
        **{name: (root / name).read_bytes() for name in LICENCES},
        "tested-with.txt": (root / "requirements.txt").read_bytes(),
        wheel.name: wheel.read_bytes(),
        **beneath("site", site_files(site)),
        **files,
    }


def instructor_files(site: Path, student: Path, root: Path = ROOT) -> Files:
    """Return what an instructor has: all there is, and the kit to hand out."""
    return {
        "README.md": readme("instructor", version=version(root), student=student.name),
        student.name: student.read_bytes(),
        **{f"course/{p.as_posix()}": (root / p).read_bytes() for p in course_files(root)},
        **beneath("site", site_files(site)),
    }


def require_fresh(root: Path = ROOT) -> None:
    """Refuse to pack notebooks and exercises that are not those of their sources."""
    repository = Repository(root)
    stale = [name for name in repository.assignments() if is_stale(repository, name)]
    if notebooks.update(root, check=True) or stale:
        which = f": exercises/{', exercises/'.join(stale)}" if stale else ""
        raise KitError(f"what is made from sources is stale{which}; make it again: make derived")


def require_no_leak(files: Files) -> None:
    """Refuse to pack for students what gives an answer or a hidden case away."""
    if leaks := find(files, Secrets()):
        shown = "\n".join(leaks[:10])
        places = f"{len(leaks)} place{'s' if len(leaks) > 1 else ''}"
        raise KitError(f"the students' kit would give something away, in {places}:\n{shown}")


def runnable_files(root: Path = ROOT) -> frozenset[str]:
    """Return the names in the instructors' kit of what is run by its own name."""
    paths = (path for path in course_files(root) if os.access(root / path, os.X_OK))
    return frozenset(f"course/{path.as_posix()}" for path in paths)


def make_kits(site: Path, into: Path, root: Path = ROOT) -> list[Path]:
    """Make both kits of a built site, and return them: the students', the instructors'."""
    name = f"steepest-{version(root)}"
    student, instructor = into / f"{name}-student.zip", into / f"{name}-instructor.zip"
    with tempfile.TemporaryDirectory() as folder:
        files = student_files(site, build_wheel(Path(folder), root), root)
    require_no_leak(files)
    pack(student, files)
    pack(instructor, instructor_files(site, student, root), runnable_files(root))
    return [student, instructor]


def summary(kit: Path) -> str:
    """Return a line that says what a kit came to."""
    with zipfile.ZipFile(kit) as archive:
        count = len(archive.namelist())
    return f"{kit.stat().st_size / 1e6:6.1f} MB  {count:5} files  {_short(kit)}"


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def main(arguments: list[str] | None = None) -> int:
    """Make the kits, and say where; 1 where they can't be made, with why."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.kits",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--into", type=Path, default=ROOT / KITS, metavar="DIR",
        help="the folder to write them to (default: _build/kits)",
    )  # fmt: skip
    into = parser.parse_args(arguments).into.resolve()
    start = time.perf_counter()
    try:
        require_fresh()
        if not website.is_built():
            print("Building the site first …", flush=True)
        kits = make_kits(website.build(), into)
    except (KitError, SiteError, AutograderError, OpeningError) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Error: can't write in {into}: {error.strerror}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    for kit in kits:
        print(summary(kit))
    print(f"No answer and no hidden case in the first. {time.perf_counter() - start:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
