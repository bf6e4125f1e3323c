"""What learning platforms give to download ends where grading looks for it."""

import io
import zipfile
from types import SimpleNamespace

import pytest

from autograder.errors import BadConfig, NoSubmissions
from autograder.gradebook.roster import Student, read_file
from autograder.submissions.collect import collect
from autograder.submissions.lms_names import Origin, Place, read_place, version
from tests.classes.course import NAME

FILE = f"{NAME}.ipynb"
ADA, BO, CY = Origin("Ada Kim", "4711"), Origin("kimada", "17", "17"), Origin("cy")


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (f"Ada Kim_4711_assignsubmission_file_/{FILE}", Place(ADA, FILE)),
        (f"Ada Kim_4711_assignsubmission_file/{FILE}", Place(ADA, FILE)),
        (f"DL-A-9/Ada Kim_4711_assignsubmission_file/work/{FILE}", Place(ADA, FILE)),
        (f"Ada Kim_4711_assignsubmission_file_{FILE}", Place(ADA, FILE)),
        ("Ada Kim_4711_assignsubmission_onlinetext/onlinetext.html", None),
        (f"김 철수_3_assignsubmission_file\\{FILE}", Place(Origin("김 철수", "3"), FILE)),
        (f"kimada_17_98765_{FILE}", Place(BO, FILE)),
        (f"kimada_LATE_17_98765_{FILE}", Place(BO, FILE, late=True)),
        ("kimada_17_98765_mine 2_3_x.ipynb", Place(BO, "mine 2_3_x.ipynb")),
        (f"LATE_anon_q1W2e_98765_{FILE}", Place(Origin("anon_q1W2e"), FILE, late=True)),
        (f"cy/{FILE}", Place(CY, FILE)),
        (f"cy/{NAME}/{FILE}", Place(CY, FILE)),
        (f"archive/../cy/{FILE}", Place(CY, FILE)),
        (f"../../{FILE}", None),
        (FILE, None),
        (f"__MACOSX/cy/._{FILE}", None),
        (f"cy/.ipynb_checkpoints/{FILE}", None),
    ],
)
def test_whose_a_file_is(path, place):
    assert read_place(path, NAME) == place


@pytest.mark.parametrize(
    ("file", "number"),
    [
        (FILE, 0),
        (f"{NAME}-2.ipynb", 2),
        (f"{NAME} (3).ipynb", 3),
        (f"{NAME}(1).ipynb", 1),
        (f"{NAME}_4.ipynb", 4),
        (f"my {FILE}", None),
        ("01.ipynb", None),
    ],
)
def test_how_often_it_was_uploaded(file, number):
    assert version(file, NAME) == number


@pytest.fixture
def archive(tmp_path):
    """Writes a zip of these files, and gives what collecting it comes to."""

    def archive(files, name="all.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as out:
            for path, data in files.items():
                out.writestr(path, data)
        return tmp_path / name

    return archive


@pytest.fixture
def taken(course):
    """Collects, and gives what became of it beside what then lies in `submitted/`."""

    def taken(*sources):
        done = collect(course, NAME, sources)
        lying = course.submitted.rglob("*")
        files = {str(p.relative_to(course.submitted)): p.read_text() for p in lying if p.is_file()}
        return SimpleNamespace(done=done, files=files)

    return taken


def listed(course, *rows):
    text = "\n".join(["id,first_name,last_name,email,lms_user_id", *rows])
    (course.root / "students.csv").write_text(text, encoding="utf-8")


def in_place(student, data):
    return {f"{student}/{NAME}/{FILE}": data}


def test_moodles_names_are_found_in_the_class_list_in_either_order(course, archive, taken):
    listed(course, "ada01,Ada,Kim,,", "chs,철수,김,,", "bo@example.org,Bo,Lee,bo@example.org,")
    told = taken(
        archive(
            {
                f"Ada Kim_1_assignsubmission_file/{FILE}": "a",
                f"김 철수_2_assignsubmission_file/{FILE}": "c",
                f"Lee Bo_3_assignsubmission_file/{FILE}": "b",
                f"Who Else_4_assignsubmission_file/{FILE}": "w",
            }
        )
    )
    assert told.files == (
        in_place("ada01", "a")
        | in_place("chs", "c")
        | in_place("bo@example.org", "b")
        | in_place("Who Else", "w")
    )
    assert (told.done.unlisted, told.done.troubles) == (["Who Else"], [])


def test_canvas_numbers_count_before_names_and_the_last_upload_counts(course, archive, taken):
    listed(course, "ada01,Ada,Kim,,17", "ada02,Ada,Kim,,18")
    told = taken(
        archive(
            {
                f"kimada_17_901_{FILE}": "first",
                f"kimada_17_902_{NAME}-1.ipynb": "last",
                f"kimada_LATE_18_903_{FILE}": "other",
            }
        )
    )
    assert told.files == in_place("ada01", "last") | in_place("ada02", "other")
    assert (told.done.new, told.done.late) == (["ada01", "ada02"], ["ada02"])


def test_namesakes_that_nothing_tells_apart_are_left_to_a_person(course, archive, taken):
    told = taken(
        archive(
            {
                f"Ada Kim_1_assignsubmission_file/{FILE}": "one",
                f"Ada Kim_2_assignsubmission_file/{FILE}": "two",
                f"Bo Lee_3_assignsubmission_file/{FILE}": "b",
            }
        )
    )
    assert told.files == in_place("Bo Lee", "b")
    assert told.done.troubles == ["Ada Kim: handed in by several of that name (1 and 2)"]


def test_a_newer_archive_replaces_what_changed_alone(course, archive, taken):
    old = {f"ada/{FILE}": "a", f"bo/{FILE}": "b"}
    taken(archive(old))
    told = taken(archive(old | {f"ada/{FILE}": "a, mended", f"cy/{FILE}": "c"}, "newer.zip"))
    assert (told.done.new, told.done.again, told.done.same) == (["cy"], ["ada"], ["bo"])
    assert told.files[f"ada/{NAME}/{FILE}"] == "a, mended"


def test_a_folder_and_an_archive_in_an_archive(archive, taken, tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        out.writestr(f"home/{FILE}", "zipped")
        out.writestr(f"__MACOSX/home/._{FILE}", "no")
    folder = tmp_path / "unpacked"
    for student, name, data in (("ada", "work.zip", packed.getvalue()), ("bo", "mine.ipynb", b"b")):
        (folder / student).mkdir(parents=True)
        (folder / student / name).write_bytes(data)
    told = taken(folder)
    assert told.files == in_place("ada", "zipped") | in_place("bo", "b")
    assert told.done.notes == ["bo: handed in as mine.ipynb"]


def test_what_cannot_be_taken_is_said_one_by_one(archive, taken, monkeypatch):
    broken = b"PK\x03\x04 and no more"
    told = taken(
        archive(
            {
                "ada/a.ipynb": "a",
                "ada/b.ipynb": "b",
                "bo/answers.pdf": "p",
                "cy/work.zip": broken,
                f"dee/{FILE}": "d",
            }
        )
    )
    assert told.files == in_place("dee", "d")
    assert told.done.troubles[:2] == [
        "ada: which of a.ipynb and b.ipynb counts?",
        "bo: no notebook, but answers.pdf",
    ]
    assert "cy: it can't be read (" in told.done.troubles[2]


def test_no_name_in_an_archive_leads_out_of_the_class(course, archive, taken):
    told = taken(
        archive(
            {
                f"../../evil_1_2_{FILE}": "a",
                f"..\\..\\x_3_assignsubmission_file\\{FILE}": "b",
                f".._7_assignsubmission_file/{FILE}": "c",
                f"/etc/{FILE}": "d",
            }
        )
    )
    assert sorted(told.files) == sorted(
        f"{who}/{NAME}/{FILE}" for who in ("evil", "x", "unnamed", "etc")
    )
    assert [
        p.name for p in course.root.parent.iterdir() if p.name not in ("class", "checkout")
    ] == ["all.zip"]


def test_a_huge_member_is_read_no_further_than_grading_reads(archive, taken, monkeypatch):
    monkeypatch.setattr("autograder.submissions.archives.MAX_BYTES", 1000)
    told = taken(archive({f"ada/{FILE}": "x" * 5_000_000}))
    assert len(told.files[f"ada/{NAME}/{FILE}"]) == 1001


def test_sources_that_hold_nothing(course, archive, tmp_path):
    (tmp_path / "note.txt").write_text("no zip")
    (tmp_path / "none").mkdir()
    for source, told in (
        (tmp_path / "missing.zip", "no such file"),
        (tmp_path / "note.txt", "neither a folder nor a zip"),
        (tmp_path / "none", "nobody's work"),
        (archive({"readme.txt": "hello"}), "nobody's work"),
    ):
        with pytest.raises(NoSubmissions, match=told):
            collect(course, NAME, [source])


def test_the_command(command, course, archive):
    listed(course, "ada01,Ada,Kim,,17")
    source = archive({f"kimada_LATE_17_5_{FILE}": "a", f"leebo_18_6_{FILE}": "b", "x/y.pdf": "p"})
    done = command("collect", NAME, source)
    assert done.exit_code == 1
    assert "2 in " in done.stdout
    assert "submitted: 2 new" in done.stdout
    assert "late, says Canvas: ada01" in done.stderr
    assert "in no class list: leebo, x" in done.stderr
    assert "not collected: x: no notebook, but y.pdf" in done.stderr


CANVAS = """\
\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,05 (12)
    Points Possible,,,,,26
"Kim, Ada",17,S1,ada01,A,
"Lee, Bo",18,,bo@example.org,A,
"Student, Test",19,,,A,
"""
MOODLE = """\
First name,Last name,ID number,Institution,Department,Email address,Assignment: 05 (Real)
Ada,Kim,S1,,,ada@example.org,-
철수,김,,,,chs@example.org,-
"""


def test_a_platforms_own_export_is_a_class_list(tmp_path):
    path = tmp_path / "students.csv"
    path.write_text(CANVAS, encoding="utf-8")
    assert list(read_file(path).values()) == [
        Student("ada01", "Ada", "Kim", "", "17", "A"),
        Student("bo@example.org", "Bo", "Lee", "bo@example.org", "18", "A"),
        Student("19", "Test", "Student", "", "19", "A"),
    ]
    path.write_text(MOODLE, encoding="utf-8")
    assert list(read_file(path).values()) == [
        Student("ada@example.org", "Ada", "Kim", "ada@example.org", "S1"),
        Student("chs@example.org", "철수", "김", "chs@example.org", ""),
    ]
    path.write_text("First name,Age\nAda,3\n")
    with pytest.raises(BadConfig, match="no column id"):
        read_file(path)


def test_it_says_which_file_it_took(archive, taken):
    """Where a browser has numbered the name, and where there were several."""
    told = taken(
        archive(
            {
                f"Ada_1_assignsubmission_file/{NAME} (1).ipynb": "a",
                f"Bo_2_assignsubmission_file/{FILE}": "old",
                f"Bo_2_assignsubmission_file/{NAME} (2).ipynb": "new",
                f"Cy_3_assignsubmission_file/{FILE}": "c",
            }
        )
    )
    assert told.files == in_place("Ada", "a") | in_place("Bo", "new") | in_place("Cy", "c")
    assert told.done.notes == [
        f"Ada: took {NAME} (1).ipynb",
        f"Bo: took {NAME} (2).ipynb, one of 2 files",
    ]
