"""A checkout of the course: its assignments, and where each of their forms lies.

`solutions/` has their sources. `autograder.assignments.convert` makes full nbgrader notebooks of
them in an ignored build folder, nbgrader's `source_directory`, and `autograder.gradebook.generate`
makes from those what students get, `exercises/`.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.assignments.address import Address
from autograder.errors import NotWritable, UnknownAssignment
from autograder.files import write_if_changed
from autograder.paths import ROOT

_IMPORT = re.compile(r"^(?:import|from) .+$", re.MULTILINE)


@dataclass(frozen=True)
class Repository:
    """A checkout of the course: where its assignments are written, built and released."""

    root: Path = ROOT

    @property
    def solutions(self) -> Path:
        return self.root / "solutions"

    @property
    def exercises(self) -> Path:
        return self.root / "exercises"

    @property
    def build(self) -> Path:
        """nbgrader's `source_directory`."""
        return self.root / "_build" / "source"

    def data_files(self, name: str) -> dict[str, bytes]:
        """What lies beside an assignment's notebook and goes with it: path → contents."""
        folder = self.build / name
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix != ".ipynb"
        }

    def imports(self, name: str) -> tuple[str, ...]:
        """The import lines of an assignment's given cells: what a warm process may run ahead."""
        try:
            text = (self.solutions / name / f"{name}.md").read_text(encoding="utf-8")
        except OSError:  # what is missing is said where it is needed
            return ()
        given = re.sub(r"### BEGIN (SOLUTION|HIDDEN TESTS).*?### END \1", "", text, flags=re.DOTALL)
        cells = re.findall(r"^```\{code-cell\}.*?^```$", given, flags=re.DOTALL | re.MULTILINE)
        return tuple(line for cell in cells for line in re.findall(_IMPORT, cell))

    def assignments(self) -> list[str]:
        """The names of all assignments, in order."""
        return sorted(p.stem for p in self.solutions.glob("*/*.md") if p.stem == p.parent.name)

    def require(self, name: str) -> str:
        known = self.assignments()
        if name not in known:
            there_are = f"there are: {', '.join(known)}" if known else "there are none yet"
            raise UnknownAssignment(f"there is no assignment {name!r}; {there_are}")
        return name

    def build_source(self, name: str) -> Path:
        """Convert one assignment into the build folder, and return the notebook's path."""
        import nbformat  # takes a second, which a wrong name need not wait for

        from autograder.assignments.convert import convert

        text = self.solutions / name / f"{name}.md"
        notebook, files = convert(text.read_text(encoding="utf-8"), Address.read(self.root))
        folder = self.build / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for extra in set(folder.iterdir()) - {folder / f for f in [*files, f"{name}.ipynb"]}:
                extra.unlink()
            for file in files:
                write_if_changed(folder / file, (text.parent / file).read_bytes())
            path = folder / f"{name}.ipynb"
            write_if_changed(path, nbformat.writes(notebook).encode() + b"\n")
        except OSError as error:
            raise NotWritable(f"can't write the build folder {folder}: {error.strerror}") from None
        return path

    def build_sources(self) -> None:
        for name in self.assignments():
            self.build_source(name)
