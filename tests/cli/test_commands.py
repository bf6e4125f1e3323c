"""What a person sees: one clear line and exit status 2 where a command can't start."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from autograder.nbgrader_config import init
from autograder.paths import ROOT
from autograder.sandbox.limits import MB
from tests.classes.course import NAME, RIGHT

A05 = "05_optimizers"
ALL = ", ".join(sorted(path.parent.name for path in ROOT.glob("solutions/*/*.md")))


def says(done, text, status=2):
    """A command said one line on stderr, with this in it, and nothing else."""
    assert "Traceback" not in done.stderr, done.stderr
    lines = done.stderr.strip().splitlines()
    assert (done.returncode, len(lines), done.stdout) == (status, 1, ""), done
    assert text in lines[0]
    assert lines[0].startswith("Error: ")


@pytest.fixture
def empty(tmp_path):
    (tmp_path / "submitted").mkdir()
    return tmp_path


@pytest.mark.parametrize("command", ["grade", "feedback", "release"])
def test_unknown_assignment_names_those_that_exist(autograder, command):
    says(autograder(command, "99_nope"), f"no assignment '99_nope'; there are: {ALL}")


def test_no_submissions(autograder, empty):
    says(autograder("grade", A05, "--course", empty), "nothing to grade: no ")
    (empty / "submitted" / "ada" / "other").mkdir(parents=True)
    says(autograder("grade", A05, "--course", empty), "nothing to grade: no ")
    says(autograder("grade", A05, "--course", empty, "--student", "bo"), "has no student 'bo'")


@pytest.mark.parametrize("command", [("grade", A05), ("feedback", A05)])
def test_no_such_folder(autograder, command, tmp_path):
    missing = tmp_path / "missing"
    says(autograder(*command, "--course", missing), f"no folder {missing}")


def test_nothing_graded(autograder, empty):
    says(autograder("feedback", A05, "--course", empty), f"python -m autograder grade {A05}")


@pytest.mark.parametrize(
    ("args", "text"),
    [
        ((), "Missing command"),
        (("grade",), "Missing argument 'ASSIGNMENT'; see python -m autograder grade --help"),
        (("grade", A05, "--jobs", "0"), "'--jobs'"),
        (("grade", A05, "--yes"), "--yes goes with --regrade; see python -m autograder grade"),
        (("grade", A05, "--regrade", "--force"), "choose one of --regrade and --force"),
        (("frobnicate",), "No such command 'frobnicate'"),
        (("release",), f"name an assignment, or --all; there are: {ALL}"),
    ],
)
def test_wrong_use(autograder, args, text):
    if not args:
        assert autograder().returncode == 2
    else:
        says(autograder(*args), text)


@pytest.mark.parametrize("command", [("release", A05), ("grade", A05), ("demo",)])
def test_no_nbgrader(autograder, command, tmp_path):
    shadow = tmp_path / "shadow" / "nbgrader"
    shadow.mkdir(parents=True)
    (shadow / "__init__.py").write_text("raise ImportError('no nbgrader here')")
    here = [] if command[0] == "release" else ["--course", tmp_path]
    here = [tmp_path / "demo"] if command == ("demo",) else here
    env = {**os.environ, "PYTHONPATH": str(shadow.parent)}
    done = autograder(*command, *here, env=env)
    says(done, "nbgrader can't be imported (no nbgrader here); install it with: pip install")


def test_no_alembic_on_the_path(autograder, course, hand_in, monkeypatch):
    """nbgrader calls alembic by name."""
    from autograder.errors import NbgraderMissing
    from autograder.gradebook import nbgrader_tools

    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(NbgraderMissing, match="alembic, which is not on the path"):
        nbgrader_tools.require_nbgrader()


def test_an_environment_that_is_not_activated_works(autograder, tmp_path):
    """The folder of this Python need not be on the path."""
    folder = tmp_path / "class" / "submitted" / "ada" / A05
    folder.mkdir(parents=True)
    (folder / f"{A05}.ipynb").write_text("")
    env = {**os.environ, "PATH": "/usr/bin:/bin"}
    done = autograder("grade", A05, "--course", tmp_path / "class", env=env)
    assert (done.returncode, done.stderr) == (1, "")
    assert "not graded: the file is empty" in done.stdout


@pytest.fixture
def read_only(tmp_path):
    """A course folder that the process may read and not write."""
    folder = tmp_path / "locked"
    (folder / "submitted" / "ada" / A05).mkdir(parents=True)
    (folder / "submitted" / "ada" / A05 / f"{A05}.ipynb").write_text("{}")
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    for path in [tmp_path, *tmp_path.parents[:3]]:
        if path != Path("/tmp"):
            path.chmod(path.stat().st_mode | 0o055)
    yield folder
    folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions")
@pytest.mark.parametrize(
    "command",
    [("grade", A05, "--course"), ("init",), ("demo",)],
    ids=lambda command: command[0],
)
def test_a_read_only_folder(autograder, read_only, command, monkeypatch):
    if os.geteuid() != 0:
        says(autograder(*command, read_only), f"can't write in {read_only}")
        return
    # Root may write anywhere: what a person meets is raised in its place.
    import tempfile

    from click.testing import CliRunner

    from autograder.cli.main import main

    make = tempfile.mkstemp

    def refuse(*args, dir=None, **options):
        if dir is not None and Path(dir) == read_only:
            raise PermissionError(13, "Permission denied")
        return make(*args, dir=dir, **options)

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    done = CliRunner().invoke(main, [*command, str(read_only)])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.strip() == (
        f"Error: can't write in {read_only} (permission denied); choose another folder, "
        "or change its permissions"
    )


def test_a_gradebook_that_is_none(autograder, empty):
    folder = empty / "submitted" / "ada" / A05
    folder.mkdir(parents=True)
    (folder / f"{A05}.ipynb").write_text("{}")
    (empty / "gradebook.db").write_text("this is not a database, it is a text of some length")
    done = autograder("grade", A05, "--course", empty)
    says(done, "gradebook.db can't be used: file is not a database")


def test_demo_leaves_others_work_alone(autograder, tmp_path):
    work = tmp_path / "submitted" / "ada" / A05 / f"{A05}.ipynb"
    work.parent.mkdir(parents=True)
    work.write_text("mine")
    says(autograder("demo", tmp_path), "has work of others (ada); choose another folder")
    assert work.read_text() == "mine"


def test_init_leaves_anothers_configuration_alone(autograder, tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    says(autograder("init", tmp_path), "is there already, and is not ours")
    assert (tmp_path / "nbgrader_config.py").read_text() == "c = get_config()\n"


def test_init_keeps_what_was_added_to_ours(tmp_path):
    path = init(tmp_path)
    first, added = path.read_text("utf-8"), 'get_config().Exchange.root = "/srv/exchange"\n'
    path.write_text(first.replace(str(ROOT), "/where/it/was") + added, "utf-8")
    init(tmp_path)
    assert path.read_text("utf-8") == first + added


def test_init_makes_the_folder(autograder, tmp_path):
    done = autograder("init", tmp_path / "new" / "course")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "new" / "course" / "nbgrader_config.py").is_file()


@pytest.mark.parametrize("command", ["init", "demo"])
def test_a_file_where_a_folder_is_expected(autograder, tmp_path, command):
    (tmp_path / "file").write_text("mine")
    says(autograder(command, tmp_path / "file"), "file: something else stands in its way")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_terminal_that_lacks_the_letters(autograder, empty):
    """As where Windows writes a table of Korean names into a file."""
    folder = empty / "submitted" / "김민수" / A05
    folder.mkdir(parents=True)
    (folder / f"{A05}.ipynb").write_text("")
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = autograder("grade", A05, "--course", empty, env=env)
    assert (done.returncode, done.stderr) == (1, "")
    assert "not graded: the file is empty" in done.stdout


def test_release_check_says_what_is_stale(autograder):
    done = autograder("release", "--all", "--check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_table_of_a_pipe_is_not_squeezed(course, hand_in):
    import io

    from rich.console import Console

    from autograder.cli.tables import show
    from autograder.gradebook.course import expected_release
    from autograder.gradebook.scores import Score
    from autograder.grading.writer import Result

    release = expected_release(course.repository, NAME)
    scores = {
        "sgd_step": Score(2, 2, False),
        "momentum_step": Score(0, 3, False),
        "why": Score(0, 4, True),
    }
    results = [
        Result("ada", "graded", ["sgd_step missing, put back"], scores, 0.5),
        Result("eve\x1b[2J[red]", "not graded", ["the file\ris empty"]),
    ]
    for width, expected in {160: "sgd_step", 40: "1"}.items():
        out = io.StringIO()
        show(results, release, Console(file=out, width=width))
        text = out.getvalue()
        assert expected in text.splitlines()[0].split()
        assert "2/9" in text
        assert not {"\x1b", "\r"} & set(text)
        said = " ".join(text.split())
        assert "1 graded · 1 not graded · median 2 of 9 points · 0.50 s a submission" in said
        assert "1 with an answer to grade by hand" in said
    scores["why"] = Score(
        3.5, 4, True, given=True
    )  # graded by hand, and then again by the computer
    out = io.StringIO()
    show(results, release, Console(file=out, width=160))
    assert "3.5?" in out.getvalue().splitlines()[1].split()


def test_what_was_graded_without_a_sandbox_is_said(command, course, hand_in):
    hand_in("ada", RIGHT)
    done = command("grade", NAME, "--no-sandbox")
    assert (done.exit_code, done.stderr) == (0, "")
    says = "1 graded without a sandbox: their notebooks ran with the grader's rights"
    assert says in done.stdout
    report = json.loads((course.reports / NAME / "ada.json").read_text("utf-8"))
    assert report["sandboxed"] is False
    assert says in command("grade", NAME).stdout  # it stays said of what was graded so
    assert says not in command("grade", NAME, "--force").stdout


def test_limits_and_seed_reach_the_engine(command, hand_in):
    hand_in("ada", RIGHT)
    limits = ["--cell-seconds", "5", "--seconds", "50", "--call-seconds", "2", "--memory", "500"]
    command("grade", NAME, *limits, "--seed", "3")
    (sent,) = command.pool.submissions
    assert (sent.limits.cell_seconds, sent.limits.seconds, sent.limits.call_seconds) == (5, 50, 2)
    assert sent.limits.memory_bytes == 500 * MB
    command("grade", NAME, "--force", "--seed", "3")
    assert command.pool.submissions[0].seed == sent.seed


def test_seconds_a_submission_are_shown(command, hand_in):
    hand_in("ada", RIGHT)
    done = command("grade", NAME)
    assert "0.25 s a submission" in done.stdout
