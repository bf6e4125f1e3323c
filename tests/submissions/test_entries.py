"""What lies in submitted/ is found and read when it is needed, and never all at once."""

import tracemalloc

import pytest

from autograder.errors import NoSubmissions
from autograder.submissions.entries import absent, find, timestamp_of
from tests.classes.course import NAME


@pytest.fixture
def put(course):
    def put(student, name=f"{NAME}.ipynb", data=b"{}"):
        path = course.submitted / student / NAME / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return put


def test_students_come_in_order_and_hidden_folders_are_none(course, put):
    for name in ("bo", "ada", ".git", "김 철수 [1]*"):
        put(name)
    assert [entry.student for entry in find(course, NAME)] == ["ada", "bo", "김 철수 [1]*"]


def test_nothing_is_read_before_it_is_needed(course, put):
    size = 20_000_000
    for name in ("ada", "bo"):
        put(name, data=b" " * size)
    tracemalloc.start()
    entries = find(course, NAME)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < size / 10
    assert [len(entry.read()) for entry in entries] == [size, size]


def test_a_huge_file_is_not_read_to_its_end(course, put, monkeypatch):
    monkeypatch.setattr("autograder.submissions.entries.MAX_BYTES", 10)
    put("ada", data=b" " * 1000)
    (entry,) = find(course, NAME)
    assert len(entry.read()) == 11


@pytest.mark.parametrize(
    ("names", "note", "counts"),
    [
        ([f"{NAME}.ipynb", "other.ipynb"], "", f"{NAME}.ipynb"),
        (["mine.ipynb", "data.csv"], "handed in as mine.ipynb", "mine.ipynb"),
        (["data.csv"], f"there is no {NAME}.ipynb", None),
        (
            ["a.ipynb", "b.ipynb"],
            f"there is no {NAME}.ipynb; which of a.ipynb and b.ipynb counts?",
            None,
        ),
    ],
)
def test_which_notebook_counts(course, put, names, note, counts):
    for name in names:
        put("ada", name)
    (entry,) = find(course, NAME)
    assert (entry.note, entry.notebook and entry.notebook.name) == (note, counts)


def test_who_has_nothing_of_it_is_known(course, put):
    put("ada")
    (course.submitted / "bo" / "1_small").mkdir(parents=True)
    assert absent(course, NAME) == ["bo"]
    with pytest.raises(NoSubmissions, match="has no student 'cy'"):
        find(course, NAME, "cy")
    with pytest.raises(NoSubmissions, match="nothing to grade"):
        find(course, NAME, "bo")


@pytest.mark.parametrize(
    ("text", "hour", "told"),
    [
        ("2026-03-02 10:00:00 UTC", 10, []),
        ("2026-03-02 10:00:00 Asia/Seoul", 1, []),
        ("", None, []),
        ("yesterday, honestly", None, ["timestamp.txt can't be read"]),
    ],
)
def test_the_time_that_it_was_handed_in(course, put, text, hour, told):
    put("ada").with_name("timestamp.txt").write_text(text)
    (entry,) = find(course, NAME)
    time, notes = timestamp_of(entry)
    assert (time and time.hour, notes) == (hour, told)
