"""Pack two archives in `_build/kits`: one for students and one for instructors.

    python -m tools.kits

The students' kit holds the site, the notebooks, the exercises and the library. It is searched
for answers and hidden cases before it is written. The instructors' kit holds the sources of the
course, the site and the students' kit. The same inputs give the same bytes.
"""

from __future__ import annotations

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
from autograder.paths import ROOT
from tools import notebooks, website, workfolder
from tools.archive import Files, pack, site_files, tree, version
from tools.as_in_colab import build_wheel
from tools.errors import ToolError, command, command_line
from tools.leaks import Secrets, find

KITS = Path("_build") / "kits"
READMES = Path(__file__).parent / "kit_readmes"
LICENCES = ("LICENSE", "LICENSE-TEXT")
# The course's own files at the top of the repository; the folder of a class may lie there too.
COURSE = (
    ".binder", ".ci", ".gitattributes", ".github", ".gitignore", ".pre-commit-config.yaml",
    "CONTRIBUTING.md", "LICENSE", "LICENSE-TEXT", "Makefile", "README.md", "_config.yml",
    "_toc.yml", "autograder", "benchmarks", "book", "exercises", "notebooks",
    "package-lock.json", "package.json", "pyproject.toml", "requirements.txt", "solutions",
    "steepest", "tests", "tools",
)  # fmt: skip


def course_files(root: Path = ROOT) -> list[Path]:
    """Return the course's files, relative to the repository, in order."""
    tops = [root / name for name in COURSE if (root / name).exists()]
    found = (path for top in tops for path in ([top] if top.is_file() else tree(top)))
    return [path.relative_to(root) for path in found]


def readme(name: str, **words: str) -> bytes:
    """Return a kit's README with these words filled in."""
    template = string.Template((READMES / f"{name}.md").read_text("utf-8"))
    return template.substitute(words).encode()


def beneath(folder: str, files: Files) -> Files:
    """Return the files with this folder before their names."""
    return {f"{folder}/{name}": content for name, content in files.items()}


def student_files(site: Path, wheel: Path, root: Path = ROOT) -> Files:
    """Return the files of the students' kit."""
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
    """Return the files of the instructors' kit: the whole course, and the kit to hand out."""
    return {
        "README.md": readme("instructor", version=version(root), student=student.name),
        student.name: student.read_bytes(),
        **{f"course/{p.as_posix()}": (root / p).read_bytes() for p in course_files(root)},
        **beneath("site", site_files(site)),
    }


def require_fresh(root: Path = ROOT) -> None:
    """Raise an error if notebooks or exercises are older than their sources."""
    repository = Repository(root)
    stale = [name for name in repository.assignments() if is_stale(repository, name)]
    if notebooks.update(root, check=True) or stale:
        which = f": exercises/{', exercises/'.join(stale)}" if stale else ""
        raise ToolError(f"what is made from sources is stale{which}; make it again: make derived")


def require_no_leak(files: Files) -> None:
    """Raise an error if the students' kit would show an answer or a hidden case."""
    if leaks := find(files, Secrets()):
        shown = "\n".join(leaks[:10])
        places = f"{len(leaks)} place{'s' if len(leaks) > 1 else ''}"
        raise ToolError(f"the students' kit would give something away, in {places}:\n{shown}")


def runnable_files(root: Path = ROOT) -> frozenset[str]:
    """Return the executable files, by their names in the instructors' kit."""
    paths = (path for path in course_files(root) if os.access(root / path, os.X_OK))
    return frozenset(f"course/{path.as_posix()}" for path in paths)


def make_kits(site: Path, into: Path, root: Path = ROOT) -> list[Path]:
    """Make both kits from a built site; return the students' and the instructors'."""
    name = f"steepest-{version(root)}"
    student, instructor = into / f"{name}-student.zip", into / f"{name}-instructor.zip"
    with tempfile.TemporaryDirectory() as folder:
        files = student_files(site, build_wheel(Path(folder), root), root)
    require_no_leak(files)
    pack(student, files)
    pack(instructor, instructor_files(site, student, root), runnable_files(root))
    return [student, instructor]


def summary(kit: Path) -> str:
    """Return a line with a kit's size, number of files and path."""
    with zipfile.ZipFile(kit) as archive:
        count = len(archive.namelist())
    return f"{kit.stat().st_size / 1e6:6.1f} MB  {count:5} files  {_short(kit)}"


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


@command(also=(AutograderError,))
def main(arguments: list[str] | None = None) -> int:
    """Make the kits, and say where they are; 1 if they can't be made."""
    parser = command_line("tools.kits", __doc__)
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
    except OSError as error:
        raise ToolError(f"can't write in {into}: {error.strerror}") from None
    for kit in kits:
        print(summary(kit))
    print(f"The first holds no answer and no hidden case. {time.perf_counter() - start:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
