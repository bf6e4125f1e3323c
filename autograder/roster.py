"""Who is in a class, by name: from nbgrader's gradebook, and from `students.csv`."""

import csv
from dataclasses import dataclass, fields, replace
from pathlib import Path

from autograder.errors import BadConfig

FILE = "students.csv"


@dataclass(frozen=True)
class Student:
    """A student as nbgrader knows them; ``id`` names the folder in `submitted/`."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""
    section: str = ""

    @property
    def sorted_name(self) -> str:
        """Last name first, as learning management systems list people; else the id."""
        return ", ".join(filter(None, [self.last_name, self.first_name])) or self.id


COLUMNS = tuple(field.name for field in fields(Student))


def roster(folder: Path, gradebook) -> list[Student]:
    """Everyone in the gradebook and in the folder's `students.csv`, by name.

    What the gradebook knows of a student counts; the file has what it does not know.

    Raises
    ------
    BadConfig
        where the file can't be read.
    """
    known = read_file(folder / FILE)
    for row in gradebook.students:
        there = {name: getattr(row, name, None) for name in COLUMNS}
        told = {name: value for name, value in there.items() if value}
        known[row.id] = replace(known.get(row.id, Student(row.id)), **told)
    return sorted(known.values(), key=lambda s: (s.sorted_name.casefold(), s.id))


def read_file(path: Path) -> dict[str, Student]:
    """The students that a CSV file lists; none where there is no file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if "id" not in (rows.fieldnames or ()):
                raise BadConfig(f"{path} has no column id; its columns are {', '.join(COLUMNS)}")
            return {
                row["id"].strip(): Student(*((row.get(c) or "").strip() for c in COLUMNS))
                for row in rows
                if (row["id"] or "").strip()
            }
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadConfig(f"{path} can't be read: {error.strerror.lower()}") from None
    except (UnicodeDecodeError, csv.Error):
        raise BadConfig(f"{path} is not a CSV file in UTF-8") from None
