"""Written answers are read without names, and marked in nbgrader's gradebook."""

import json
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

from autograder.assignments.repository import Repository
from autograder.grading.grade import grade
from autograder.reading.marks import Mark, NotAMark, checked, read_back
from autograder.reading.room import ReadingRoom
from autograder.reading.rubric import questions
from autograder.reading.server import _serve
from tests.classes.course import NAME, RIGHT, SMALL
from tests.classes.pools import QuickPool

MARKED = SMALL.replace(
    "Because of the-secret-answer.\n",
    "Because of $the_secret$.\n\nMarking, one point each:\n\n"
    "- the sign;\n- the *size*\n  of the step;\n- why;\n- when.\n",
)


@pytest.fixture
def room(course, hand_in):
    """Three who are graded: one answered, one with something active in it, one did not begin."""
    source = course.repository.solutions / NAME / f"{NAME}.md"
    source.write_text(MARKED, encoding="utf-8")
    hand_in("ada", RIGHT)
    hand_in("bo", RIGHT | {"why": "It *falls*, by $\\eta g$. <script>alert(1)</script>"})
    hand_in("cy", {})
    grade(course, NAME, pool=QuickPool())
    return ReadingRoom(course, NAME).open()


def score(course, student):
    with course.gradebook() as gradebook:
        found = gradebook.find_grade("why", NAME, NAME, student)
        comment = gradebook.find_comment("why", NAME, NAME, student)
        return found.manual_score, found.needs_manual_grade, comment.manual_comment


def untouched(room):
    """Whether nobody has been given anything; who answered nothing waits for nobody."""
    waiting = {"ada": True, "bo": True, "cy": False}
    return all(score(room.course, name) == (None, waits, None) for name, waits in waiting.items())


def place(room, student):
    return room.students.index(student)


def test_each_question_of_the_course_says_what_its_points_are_for():
    course = Repository()
    for name in course.assignments():
        found = questions(course, name)
        assert found, name
        for question in found:
            assert len(question.criteria) == question.points, (name, question.name)
            assert "Marking" not in question.model
            assert len(question.text) > 80


def test_the_question_is_read_from_the_source(room):
    (question,) = room.questions
    assert question.text == "## Why\n\nWhy does it go down?"
    assert question.model == "Because of $the_secret$."
    assert question.criteria == ("the sign", "the *size* of the step", "why", "when")
    assert question.worth == 1


def test_answers_have_no_names_and_nothing_active(room):
    answers = room.answers(0)
    assert [answer["number"] for answer in answers] == [0, 1, 2]
    told = json.dumps(answers)
    assert not any(name in told for name in ("ada", '"bo"', '"cy"'))
    bo = answers[place(room, "bo")]["answer"]
    assert "<script" not in bo
    assert "<em>falls</em>" in bo
    assert "<math" in bo
    assert sorted(room.names()) == ["ada", "bo", "cy"]


def test_a_mark_is_in_the_gradebook_and_is_read_back(room):
    met = [True, False, True, False]
    given = {"points": 2.5, "met": met, "remark": " Say why.\nAnd when. "}
    room.mark(0, place(room, "ada"), given)
    points, waits, comment = score(room.course, "ada")
    assert (points, waits) == (2.5, False)
    assert comment == ("✓ the sign\n✗ the *size* of the step\n✓ why\n✗ when\n\nSay why.\nAnd when.")
    again = ReadingRoom(room.course, NAME).open().answers(0)[place(room, "ada")]
    assert (again["points"], list(again["met"]), again["remark"]) == (
        2.5,
        met,
        "Say why.\nAnd when.",
    )
    assert score(room.course, "bo") == (None, True, None)


def test_what_the_formgrader_has_is_shown(room):
    with room.course.gradebook() as gradebook:
        found = gradebook.find_grade("why", NAME, NAME, "ada")
        found.manual_score, found.needs_manual_grade = 3.0, False
        gradebook.find_comment("why", NAME, NAME, "ada").manual_comment = "Good."
        gradebook.db.commit()
    (answer,) = (
        one
        for one in ReadingRoom(room.course, NAME).open().answers(0)
        if one["number"] == place(room, "ada")
    )
    assert (answer["points"], answer["met"], answer["remark"]) == (3, (False,) * 4, "Good.")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"points": 5}, "points are from 0 to 4"),
        ({"points": -1}, "points are from 0 to 4"),
        ({"points": float("nan")}, "points are from 0 to 4"),
        ({"points": "3"}, "points are a number"),
        ({"points": True}, "points are a number"),
        ({"met": [True]}, "there are 4 criteria"),
        ({"met": [1, 0, 0, 0]}, "there are 4 criteria"),
        ({"met": None}, "there are 4 criteria"),
        ({"remark": "x" * 5001}, "at most 5,000 characters"),
        ({"remark": None}, "a remark is text"),
    ],
)
def test_what_is_no_mark_is_refused(room, changed, said):
    given = {"points": 1, "met": [False] * 4, "remark": ""} | changed
    with pytest.raises(NotAMark, match=said):
        room.mark(0, 0, given)
    assert untouched(room)


@pytest.mark.parametrize(("number", "at"), [(1, 0), (0, 3), (0, -1), (0, None), (0, "0")])
def test_there_is_no_such_answer(room, number, at):
    with pytest.raises(NotAMark, match="there is no such"):
        room.mark(number, at, {"points": 1, "met": [False] * 4, "remark": ""})


def test_a_remark_that_looks_like_criteria_stays_a_remark(room):
    (question,) = room.questions
    mark = checked(question, 1, [True, False, False, False], "✓ well done")
    assert read_back(question, 1.0, mark.comment(question)) == mark
    assert read_back(question, None, "") == Mark(None, (False,) * 4)


def test_where_nothing_is_graded_it_says_so(course, command):
    done = command("read", NAME)
    assert done.exit_code == 2
    assert "nothing of 01_small is graded" in done.output
    assert "python -m autograder grade 01_small" in done.output


@pytest.fixture
def address(room):
    """The page, served; its address with the token."""
    import asyncio

    told, loop = threading.Event(), asyncio.new_event_loop()
    found = []

    def ready(url):
        found.append(url)
        told.set()

    task = loop.create_task(_serve(room, 0, ready))

    def work():
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(task)
        except asyncio.CancelledError:
            pass
        finally:
            loop.close()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    assert told.wait(20)
    yield found[0]
    loop.call_soon_threadsafe(task.cancel)
    thread.join(20)


def status(url, data=None, **headers):
    request = urllib.request.Request(url, data=data, headers=headers)
    try:
        return urllib.request.urlopen(request).status
    except urllib.error.HTTPError as error:
        return error.code


def test_only_who_has_the_token_and_the_right_host_gets_in(room, address):
    base, _, token = address.partition("?token=")
    assert status(address) == 200
    assert status(base) == 403
    assert status(f"{base}?token=guess") == 403
    assert status(f"{base}api/names") == 403
    assert status(f"{base}api/names", **{"X-Token": token}) == 200
    assert status(f"{base}api/names", **{"X-Token": token, "Host": "evil.example"}) == 403
    mark = json.dumps({"number": 0, "points": 1, "met": [False] * 4, "remark": ""}).encode()
    answers = f"{base}api/questions/0/answers"
    assert status(answers, mark) == 403
    assert status(answers, b"[]", **{"X-Token": token}) == 400
    assert status(answers, b"\xff", **{"X-Token": token}) == 400
    assert status(f"{base}api/questions/7/answers", **{"X-Token": token}) == 400
    assert untouched(room)
    assert status(answers, mark, **{"X-Token": token}) == 200


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_a_class_is_read_by_keyboard(room, address, visiting, axe_violations, width, dark):
    one, second = (name for name in room.students if name != "cy")
    with visiting(width=width, dark=dark) as visit:
        visit.open(address)
        said = visit.get_by_role("status")
        expect(visit.get_by_text("1 of 3 read")).to_be_visible()
        assert "token" not in visit.evaluate("location.href")
        assert visit.evaluate("document.documentElement.scrollWidth") <= width
        assert axe_violations(visit.page) == []
        first = visit.locator("#answer").inner_text()
        visit.keyboard.press("1")
        visit.keyboard.press("3")
        expect(said).to_have_text("Saved.")
        expect(visit.get_by_label("Points")).to_have_value("2")
        visit.keyboard.press("r")
        visit.keyboard.type("Say when, too.")
        visit.keyboard.press("Escape")
        visit.keyboard.press("u")
        assert visit.locator("#answer").inner_text() != first
        visit.keyboard.press("a")
        expect(visit.get_by_text("3 of 3 read")).to_be_visible()
        visit.get_by_label("Points").fill("9")
        visit.get_by_label("Points").press("Enter")
        expect(said).to_have_text("Points are from 0 to 4.")
        visit.get_by_role("button", name="Show names").click()
        expect(visit.locator("#who")).to_have_text(second)
        for _ in range(place(room, second) - place(room, one)):
            visit.keyboard.press("ArrowLeft")
        expect(visit.get_by_label("Remark")).to_have_value("Say when, too.")
    given = {name: score(room.course, name) for name in room.students}
    assert [given[name][0] for name in (one, second, "cy")] == [2, 4, None]
    assert given[one][2].endswith("\n\nSay when, too.")


def test_the_page_is_one_file_and_asks_of_nobody_else():
    page = (Path(__file__).parents[2] / "autograder/reading/templates/read.html").read_text("utf-8")
    assert "http" not in page.replace("http-equiv", "")
