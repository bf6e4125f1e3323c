"""The kits: whole, the same each time, and nothing in the students' that gives answers away."""

import subprocess
import sys
import zipfile

import pytest

from autograder.paths import ROOT
from tools import kits
from tools.archive import pack, site_files, tree
from tools.errors import ToolError
from tools.kits import course_files, make_kits, require_no_leak
from tools.leaks import Secrets, find


@pytest.fixture(scope="module")
def made(site, tmp_path_factory):
    """Both kits of the built site."""
    return make_kits(site, tmp_path_factory.mktemp("kits"))


def held(kit):
    """What an archive holds, by its names inside its one folder."""
    with zipfile.ZipFile(kit) as archive:
        names = archive.namelist()
        assert {name.split("/")[0] for name in names} == {kit.stem}
        return {name.partition("/")[2]: archive.read(name) for name in names}


def test_the_students_kit_gives_nothing_away(made):
    """Searched as it is, in its pages, its notebooks and the wheel."""
    files = held(made[0])
    assert find(files, Secrets()) == []
    with zipfile.ZipFile(made[0]) as archive:
        wheel = next(name for name in archive.namelist() if name.endswith(".whl"))
        with archive.open(wheel) as inner, zipfile.ZipFile(inner) as packed:
            tops = {name.split("/")[0] for name in packed.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"steepest"}


def test_the_students_kit_has_what_its_readme_says(made, site):
    files = held(made[0])
    text = files["README.md"].decode()
    assert "$" not in text
    for named in ("site/index.html", "tested-with.txt", "LICENSE", "LICENSE-TEXT"):
        assert named in text
        assert named in files
    (wheel,) = (name for name in files if name.endswith(".whl"))
    assert f"./{wheel}" in text
    exercise = next(word for word in text.replace("`", " ").split() if word.endswith(".ipynb"))
    assert exercise in files
    assert {name.split("/")[0] for name in files} == {
        "README.md", "LICENSE", "LICENSE-TEXT", "tested-with.txt", wheel,
        "site", "notebooks", "exercises",
    }  # fmt: skip
    pages = {f"site/{page.relative_to(site).as_posix()}" for page in site.rglob("*.html")}
    assert pages <= set(files)


def test_the_instructors_kit_has_the_course_and_the_students_kit(made):
    student, instructor = made
    files = held(instructor)
    assert files[student.name] == student.read_bytes()
    assert "site/book/guide/instructor.html" in files
    assert student.name in files["README.md"].decode()
    assert {name for name in files if name.startswith("course/")} == {
        f"course/{path.as_posix()}" for path in course_files()
    }
    with zipfile.ZipFile(instructor) as archive:
        entry = archive.getinfo(f"{instructor.stem}/course/.ci/run")
    assert (entry.external_attr >> 16) & 0o111


def test_the_course_is_what_git_has(repository_files):
    """A kit can be made where there is no git, so the list of folders is kept by hand."""
    assert {path.as_posix() for path in course_files()} == set(repository_files)


def test_kits_of_the_same_inputs_have_the_same_bytes(made, site, tmp_path):
    again = make_kits(site, tmp_path)
    assert [kit.name for kit in again] == [kit.name for kit in made]
    assert [kit.read_bytes() for kit in again] == [kit.read_bytes() for kit in made]


def test_an_archive_depends_on_names_and_contents_alone(tmp_path):
    """Not on the order in which the files were found."""
    one, two = tmp_path / "1" / "kit.zip", tmp_path / "2" / "kit.zip"
    pack(one, {"b": b"2", "a/c": b"1"})
    pack(two, {"a/c": b"1", "b": b"2"})
    assert one.read_bytes() == two.read_bytes()
    pack(two, {"a/c": b"1", "b": b"3"})
    assert one.read_bytes() != two.read_bytes()
    assert [path.name for path in two.parent.iterdir()] == ["kit.zip"]


def test_a_leaking_kit_is_refused():
    """With what it would give away, and where."""
    answer = b'{"cells": [{"cell_type": "code", "source": "G = G + g**2", "outputs": []}]}'
    with pytest.raises(ToolError, match=r"exercises/x\.ipynb: the reference of adagrad_step"):
        require_no_leak({"exercises/x.ipynb": answer, "README.md": b""})


def test_what_use_leaves_behind_is_not_packed(tmp_path):
    for name in ("a.py", "__pycache__/a.pyc", ".ipynb_checkpoints/a.ipynb", "b/.hidden", "c.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    found = [path.relative_to(tmp_path).as_posix() for path in tree(tmp_path)]
    assert found == ["a.py", "b/.hidden"]
    assert list(site_files(tmp_path)) == ["a.py"]


def test_stale_exercises_are_not_packed(monkeypatch, capsys):
    """The command says what to do, with status 1, and writes nothing."""
    monkeypatch.setattr(kits, "is_stale", lambda repository, name: name == "05_optimizers")
    assert kits.main([]) == 1
    assert "stale: exercises/05_optimizers; make it again: make derived" in capsys.readouterr().err


def test_the_command_says_that_it_cannot_write(site, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(kits, "require_fresh", lambda: None)
    (tmp_path / "file").write_text("")
    assert kits.main(["--into", str(tmp_path / "file" / "kits")]) == 1
    assert capsys.readouterr().err.startswith("Error: can't write in ")


def test_the_command_has_help():
    done = subprocess.run(
        [sys.executable, "-m", "tools.kits", "--help"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0
    assert "--into" in done.stdout
