"""Writing a class's pages: in parallel, only what changed, whatever becomes of one of them."""

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import nbformat
import psutil
import pytest
from nbgrader.preprocessors import GetGrades

from autograder.feedback import pool as page_pool
from autograder.feedback import worker as page_workers
from autograder.feedback.grades import Grades, Told, class_grades
from autograder.feedback.worker import PageTask, write_page
from autograder.feedback.write import write_feedback
from autograder.gradebook.nbgrader_tools import require_nbgrader
from autograder.grading.grade import grade
from autograder.paths import ROOT

from tests.classes.course import NAME, RIGHT
from tests.classes.pools import QuickPool

require_nbgrader()
pytestmark = pytest.mark.xdist_group("kernels")


@pytest.fixture
def graded(course, hand_in):
    """The small course with three graded students, and no page yet."""
    for student in ("ada", "bo", "김"):
        hand_in(student, RIGHT)
    grade(course, NAME, pool=QuickPool())
    return course


def comment(course, student, text):
    with course.gradebook() as gradebook:
        gradebook.find_comment("why", NAME, NAME, student).manual_comment = text
        gradebook.db.commit()


def students(paths):
    return [path.parent.parent.name for path in paths]


def test_only_what_changed_is_written(graded):
    def write(**options):
        pages, troubles = write_feedback(graded, NAME, notice=said.append, jobs=1, **options)
        assert troubles == []
        return students(pages)

    said = []
    assert write() == ["ada", "bo", "김"]
    assert said == []
    assert write() == []
    assert said == ["3 of 3 pages are up to date"]
    comment(graded, "bo", "Say **why** $x^2$.")
    assert write() == ["bo"]
    page = (graded.feedback / "bo" / NAME / f"{NAME}.html").read_text(encoding="utf-8")
    assert "Say <strong>why</strong> <math" in page
    with graded.gradebook() as gradebook:
        gradebook.find_grade("why", NAME, NAME, "ada").manual_score = 3.0
        gradebook.db.commit()
    assert write() == ["ada"]
    notebook = graded.autograded / "김" / NAME / f"{NAME}.ipynb"
    notebook.write_bytes(notebook.read_bytes() + b"\n")
    (graded.feedback / "bo" / NAME / f"{NAME}.html").unlink()
    assert write() == ["bo", "김"]
    assert write(force=True) == ["ada", "bo", "김"]


def test_a_page_says_what_nbgrader_reads(graded):
    """With points and a comment by hand, extra credit and a late penalty."""
    comment(graded, "ada", "Well.")
    with graded.gradebook() as gradebook:
        submission = gradebook.find_submission(NAME, "ada")
        submission.assignment.duedate = datetime.now() - timedelta(days=1)
        (notebook,) = submission.notebooks
        notebook.late_submission_penalty = 1.5
        grades = {given.name: given for given in notebook.grades}
        grades["why"].manual_score, grades["why"].extra_credit = 2.5, 0.5
        gradebook.db.commit()
        ours = class_grades(gradebook, NAME)["ada"]
    node = nbformat.read(graded.autograded / "ada" / NAME / f"{NAME}.ipynb", as_version=4)
    about = {"notebook": NAME, "assignment": NAME, "student": "ada", "db_url": graded.database}
    node, resources = GetGrades().preprocess(node, {"nbgrader": about})
    theirs = resources["nbgrader"]
    assert (ours.points, ours.maximum) == (theirs["score"], theirs["max_score"])
    assert ours.penalty == theirs["late_penalty"] == 1.5
    cells = [c.metadata.nbgrader for c in node.cells if "nbgrader" in c.metadata]
    assert len(cells) > 3
    for cell in cells:
        if cell.grade:
            told = ours.cells[cell.grade_id]
            assert (told.points, told.maximum) == (cell.score, cell.points)
        if cell.solution:
            assert ours.cells[cell.grade_id].comment == cell.comment
    pages, _ = write_feedback(graded, NAME, "ada")
    page = pages[0].read_text(encoding="utf-8")
    assert "Late submission penalty (Score: -1.5)" in page
    assert "(Score: 6.5 / 9.0)" in page


def test_one_students_trouble_is_a_line(graded):
    broken = graded.autograded / "ada" / NAME / f"{NAME}.ipynb"
    write_feedback(graded, NAME, "ada")
    broken.write_text("{")
    stranger = graded.autograded / "eve" / NAME / f"{NAME}.ipynb"
    stranger.parent.mkdir(parents=True)
    stranger.write_bytes((graded.autograded / "bo" / NAME / f"{NAME}.ipynb").read_bytes())
    pages, troubles = write_feedback(graded, NAME, jobs=2)
    assert students(pages) == ["bo", "김"]
    assert troubles[0].startswith("ada: ")
    assert re.match(
        r"eve: the gradebook has no cell '\S+'; grade the assignment again", troubles[1]
    )
    assert not (graded.feedback / "ada" / NAME / f"{NAME}.html").exists()  # it told of another


def a_task(tmp_path, name):
    notebook = tmp_path / f"{name}.ipynb"
    notebook.write_text(nbformat.writes(nbformat.v4.new_notebook()))
    return PageTask(name, NAME, notebook, tmp_path / f"{name}.html", Grades(), "")


class Deadly:
    """Ends the process that unpacks it."""

    def __reduce__(self):
        return os._exit, (1,)


def test_a_worker_that_dies_costs_only_its_page(tmp_path):
    deadly = [Deadly(), Deadly()]
    good = [a_task(tmp_path, f"s{n}") for n in range(6)]
    tasks = [good[0], deadly[0], *good[1:5], deadly[1], good[5]]
    found = {id(task): trouble for task, trouble in page_pool.write_pages(tasks, jobs=2)}
    assert len(found) == len(tasks)
    assert [found[id(task)] for task in good] == [""] * 6
    assert all("ended the process" in found[id(task)] for task in deadly)
    assert all(task.page.read_text().rstrip().endswith("</html>") for task in good)


def test_a_page_that_takes_too_long(tmp_path, monkeypatch):
    monkeypatch.setattr(page_workers, "SECONDS", 0.2)
    monkeypatch.setattr(page_workers.MAKER, "page", lambda *_: _forever(), raising=False)
    task = a_task(tmp_path, "slow")
    task.page.write_text("an old page")
    assert write_page(task) == "its page took longer than 0.2 seconds"
    assert not task.page.exists()


def _forever():
    while True:
        try:
            time.sleep(10)
        except Exception:  # nothing on the way may swallow the end
            continue


def test_ctrl_c_leaves_whole_pages_and_no_workers(graded, tmp_path):
    """Pages of a hundred: interrupted in the middle, those that are there are whole."""
    source = graded.autograded / "ada" / NAME / f"{NAME}.ipynb"
    text = source.read_bytes()
    script = tmp_path / "many.py"
    script.write_text(MANY.format(root=str(ROOT), folder=str(tmp_path / "pages"), name=NAME))
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one.ipynb").write_bytes(text)
    process = subprocess.Popen(
        [sys.executable, script], cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True
    )
    for _ in range(3):
        assert process.stdout.readline()
    workers = psutil.Process(process.pid).children(recursive=True)
    assert workers
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(20) == 130
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert alive == []
    pages = list(Path(tmp_path / "pages").glob("*.html"))
    assert 3 <= len(pages) < 400
    assert all(page.read_text(encoding="utf-8").rstrip().endswith("</html>") for page in pages)
    assert list(Path(tmp_path / "pages").glob(".*.part")) == []


MANY = """
import os, sys
sys.path.insert(0, {root!r})
from pathlib import Path
from autograder.feedback import pool as page_pool
from autograder.feedback.grades import Grades, Told

if __name__ == "__main__":
    from autograder.feedback.worker import PageTask
    folder = Path({folder!r})
    cells = {{n: Told(1.0, 1.0) for n in ("sgd_step", "momentum_step", "why",
             "answer-sgd_step", "answer-momentum_step", "setup")}}
    tasks = [PageTask(str(n), {name!r}, folder / "one.ipynb", folder / f"{{n}}.html",
                      Grades(cells), "") for n in range(400)]
    try:
        for task, trouble in page_pool.write_pages(tasks, 2):
            print(task.student, trouble or "written", flush=True)
    except KeyboardInterrupt:
        os._exit(130)
"""


def test_a_killed_writers_part_is_removed(graded):
    folder = graded.feedback / "ada" / NAME
    folder.mkdir(parents=True)
    old, new = folder / ".old.part", folder / ".new.part"
    old.touch(), new.touch()
    os.utime(old, (0, 0))
    write_feedback(graded, NAME, "ada")
    assert not old.exists()
    assert new.exists()  # somebody may be writing it


def test_what_waits_is_told():
    told = Grades({"a": Told(1.0, 2.0), "b": replace(Told(0.0, 4.0), waits=True)}, penalty=0.5)
    assert (told.points, told.maximum) == (0.5, 6.0)
    assert list(told.waiting) == ["b"]


def test_the_command(graded, command):
    done = command("feedback", NAME, "--jobs", 1)
    assert (done.exit_code, done.stdout) == (0, f"3 pages in {graded.feedback}\n")
    assert "3 of 3 pages are up to date" in command("feedback", NAME).stderr
    assert command("feedback", NAME, "--student", "bo", "--force").stdout.startswith("1 page in")
    (graded.autograded / "ada" / NAME / f"{NAME}.ipynb").write_text("{")
    done = command("feedback", NAME)
    assert done.exit_code == 1
    assert "not written: ada: " in done.stderr
    assert command("feedback", NAME, "--student", "eve").exit_code == 2
