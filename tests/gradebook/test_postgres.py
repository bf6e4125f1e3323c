"""The gradebook on a real PostgreSQL server, brought and started for it."""

import csv
import json
import re
import subprocess
import sys
import uuid

import pytest
from sqlalchemy import create_engine, text

from autograder.errors import GradebookError
from autograder.feedback.write import write_feedback
from autograder.gradebook.course import Course
from autograder.gradebook.nbgrader_tools import require_nbgrader
from autograder.grading.grade import grade
from autograder.nbgrader_config import init
from tests.classes.course import NAME, RIGHT
from tests.classes.killing import books
from tests.classes.pools import QuickPool, Refuses, judged
from tests.classes.serving import formgrader
from tools.errors import NotInstalled
from tools.postgres import server

require_nbgrader()
PASSWORD = "p@ss/word:%"
pytestmark = pytest.mark.xdist_group("postgres")


@pytest.fixture(scope="module")
def postgres():
    try:
        with server(PASSWORD) as url:
            yield url
    except NotInstalled as error:
        pytest.skip(str(error))


@pytest.fixture
def url(postgres):
    """An empty database of one's own."""
    name = f"class_{uuid.uuid4().hex}"
    engine = create_engine(postgres.replace("://", "+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return postgres.rpartition("/")[0] + f"/{name}"


@pytest.fixture
def there(course, url):
    """The small course with its gradebook on the server, and none in its folder."""
    (course.root / "gradebook.db").unlink()
    return Course(course.root, course.repository, url)


def test_a_class_is_graded_there_as_in_a_file(there, course, hand_in):
    hand_in("ada", RIGHT)
    hand_in("김 철수 [1]*", RIGHT | {"answer-momentum_step": "# earns 0.5"})
    hand_in("bo").with_name("timestamp.txt").write_text("2026-03-02 10:00:00 UTC")
    results, _ = grade(there, NAME, pool=QuickPool(), seed=1)
    assert [(r.student, r.state, r.total) for r in results] == [
        ("ada", "graded", 5),
        ("bo", "graded", 0),
        ("김 철수 [1]*", "graded", 3.5),
    ]
    assert not (course.root / "gradebook.db").exists()
    assert {r.state for r in grade(there, NAME, pool=Refuses())[0]} == {"as before"}
    remote = books(there, NAME)
    grade(course, NAME, pool=QuickPool(), force=True)
    assert books(course, NAME) == remote
    assert len(write_feedback(there, NAME)[0]) == 3


def test_grading_again_changes_what_it_said(there, hand_in):
    class Stricter(QuickPool):
        def run(self, submission):
            done = super().run(submission)
            done.judged["sgd_step"] = judged("sgd_step", "# earns 0")
            return done

    hand_in("ada", RIGHT)
    grade(there, NAME, pool=QuickPool())
    changes = []
    grade(there, NAME, pool=Stricter(), regrade=lambda found: bool(changes.extend(found) or found))
    assert [(c.name, c.old, c.new) for c in changes] == [("sgd_step", 2, 0)]
    with there.gradebook() as gradebook:
        assert gradebook.find_submission(NAME, "ada").score == 3


def test_one_that_the_server_refuses_costs_nobody_else(there, hand_in):
    """A name longer than nbgrader's column, which SQLite does not mind."""
    long = "a" * 200
    for name in ("ada", long, "bo"):
        hand_in(name, RIGHT)
    results = {r.student: r for r in grade(there, NAME, pool=QuickPool())[0]}
    assert (results["ada"].state, results["bo"].state) == ("graded", "graded")
    assert results[long].state == "not graded"
    assert "value too long" in results[long].notes[0]


def test_a_server_that_goes_away_loses_nothing(there, hand_in, url):
    hand_in("ada", RIGHT)
    hand_in("bo", RIGHT)

    class Cut(QuickPool):
        def run(self, submission):
            engine = create_engine(url.replace("://", "+psycopg://"))
            with engine.connect() as connection:
                connection.execute(
                    text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    )
                )
            engine.dispose()
            return super().run(submission)

    with pytest.raises(GradebookError, match="can't be") as raised:
        grade(there, NAME, pool=Cut())
    assert PASSWORD not in str(raised.value)
    pool = QuickPool()
    results, _ = grade(there, NAME, pool=pool)
    assert {r.total for r in results} == {5}
    assert pool.ran == []


def test_nbgraders_own_commands_and_the_formgrader_use_it(there, course, hand_in, url):
    hand_in("ada", RIGHT)
    grade(there, NAME, pool=QuickPool())
    init(course.root)
    config = course.root / "nbgrader_config.py"
    address = url.replace("://", "+psycopg://")
    config.write_text(f"{config.read_text()}\nget_config().CourseDirectory.db_url = {address!r}\n")
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "export", "--to", "grades.csv"],
        cwd=course.root,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    (row,) = csv.DictReader((course.root / "grades.csv").read_text().splitlines())
    assert (row["student_id"], float(row["score"]), float(row["max_score"])) == ("ada", 5, 9)
    named = Course(course.root, course.repository)
    # What the configuration names is the gradebook of our own commands too.
    assert {r.state for r in grade(named, NAME, pool=Refuses())[0]} == {"as before"}
    with formgrader(course.root) as get:
        (about,) = json.loads(get("/formgrader/api/submissions/" + NAME))
        assert (about["student"], about["score"]) == ("ada", 5)


def test_the_command_grades_and_exports_there(command, course, hand_in, url):
    hand_in("ada", RIGHT | {"why": ""})
    (course.root / "gradebook.db").unlink()
    done = command("grade", NAME, "--db", url)
    assert (done.exit_code, done.stderr) == (0, "")
    done = command("export", NAME, "--db", url, "--format", "canvas")
    assert done.exit_code == 0
    assert "Points Possible" in done.stdout
    assert not (course.root / "gradebook.db").exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda u: re.sub(r":\d+/", ":1/", u), "refused"),
        (lambda u: u.replace("grader:", "nobody:"), "password authentication failed"),
        (lambda u: u.rpartition("/")[0] + "/nowhere", 'database "nowhere" does not exist'),
        (lambda u: u.replace("postgresql:", "postgres:"), "is not understood"),
        (lambda u: u.replace("postgresql:", "mysql:"), "is not understood"),
        (lambda u: u.replace("postgresql:", "postgresql+nope:"), "no such driver"),
        (lambda u: u.replace("postgresql:", "postgresql+pg8000:"), "needs the package pg8000"),
        (lambda u: "sqlite:////no/such/folder/book.db", "book.db: no such file or directory"),
    ],
)
def test_a_gradebook_that_can_not_be_opened_is_one_line(command, hand_in, url, change, says):
    hand_in("ada", RIGHT)
    done = command("grade", NAME, "--db", change(url))
    assert done.exit_code == 2
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert PASSWORD not in done.stderr
    assert "p%40ss" not in done.stderr
