"""The class list: from nbgrader's gradebook, and from `students.csv`.

That file has our columns, or is a list of grades as Canvas or Moodle exports it.
"""

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
            read = _reader({name.strip() for name in rows.fieldnames or ()})
            if read is None:
                raise BadConfig(
                    f"{path} has no column id; its columns are {', '.join(COLUMNS)}, or those of "
                    "Canvas's or Moodle's own export"
                )
            cells = ({(k or "").strip(): _text(v) for k, v in row.items()} for row in rows)
            return {student.id: student for row in cells if (student := read(row)).id}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadConfig(f"{path} can't be read: {error.strerror.lower()}") from None
    except (UnicodeDecodeError, csv.Error):
        raise BadConfig(f"{path} is not a CSV file in UTF-8") from None


def _text(value):
    return value.strip() if isinstance(value, str) else ""


def _reader(columns):
    """What makes a student of a row with these columns; None where they are nobody's."""
    if "id" in columns:
        return lambda row: Student(*(row.get(name, "") for name in COLUMNS))
    if {"Student", "ID"} <= columns:
        return _canvas
    if columns & {"First name", "Last name", "Surname"} and columns & set(_MOODLE_IDS):
        return _moodle
    return None


def _canvas(row):
    """A row of Canvas's export; the one without a number says what points there are."""
    number = row["ID"] if row["ID"].isdigit() else ""
    last, _, first = (part.strip() for part in row["Student"].partition(","))
    name = row.get("SIS Login ID") or row.get("SIS User ID") or number
    email = name if "@" in name else ""
    return Student(name * bool(number), first, last, email, number, row.get("Section", ""))


_MOODLE_IDS = ("Username", "Email address", "ID number")


def _moodle(row):
    """A row of Moodle's export, which has no usernames unless the site shows them."""
    name = next((row[column] for column in _MOODLE_IDS if row.get(column)), "")
    last = row.get("Last name") or row.get("Surname", "")
    email = row.get("Email address", "")
    return Student(name, row.get("First name", ""), last, email, row.get("ID number", ""))
