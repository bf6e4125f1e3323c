"""The students' pages: complete, and with nothing active in them."""

import base64
import re

import pytest

from autograder.engine.pool import open_pool
from autograder.errors import NothingGraded
from autograder.feedback.write import write_feedback
from autograder.gradebook.nbgrader_tools import require_nbgrader
from autograder.grading.grade import grade

from tests.classes.course import NAME, RIGHT, handing_in, make_course, make_repository
from tests.classes.pools import QuickPool

require_nbgrader()

HOSTILE = """
from IPython.display import HTML, Javascript, display, Markdown, SVG
display(HTML('<script>alert(1)</script><img src=x onerror="alert(2)"><b>bold</b>'))
display(HTML('<iframe src="http://evil.example"></iframe><form action="//evil.example">'))
display(HTML('<p style="position:fixed;color:red" onclick="alert(3)">look</p>'))
display(HTML('<a href="javascript:alert(4)">go</a><img src="http://evil.example/spy.png">'))
display(Javascript("alert(5)"))
display(Markdown('<script>alert(6)</script> [go](javascript:alert(7))'))
display(SVG('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(8)</script></svg>'))
isolated = {"text/html": {"isolated": True}}
display({"text/html": "<script>alert(9)</script>"}, raw=True, metadata=isolated)
def sgd_step(w, g, lr):
    return w - lr * g
"""
FIGURE = """
import base64
from IPython.display import HTML, Image, display
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
display(Image(PNG, format="png"))
display(HTML('<style>.f{--sgd:#123456}</style><svg xmlns="http://www.w3.org/2000/svg">'
             '<path stroke="var(--sgd)" d="M0 0"/></svg>'))
def sgd_step(w, g, lr):
    return w - lr * g
"""
UPHILL = """
def sgd_step(w, g, lr):
    return w + lr * g

open("no such file")
"""


@pytest.fixture(scope="module")
def course_and_pages(tmp_path_factory):
    """A small class, graded, with its pages: made once."""
    folder = tmp_path_factory.mktemp("feedback")
    course = make_course(folder, make_repository(folder))
    hand_in = handing_in(course)
    hand_in("ada", RIGHT)
    written = '<img src=x onerror="alert(10)"> hm'
    hand_in("eve", RIGHT | {"answer-sgd_step": HOSTILE, "why": written})
    hand_in("fay", RIGHT | {"answer-sgd_step": FIGURE})
    hand_in("gus", RIGHT | {"answer-sgd_step": UPHILL})
    hand_in("bad", raw=b"")
    with open_pool(jobs=2) as pool:
        grade(course, NAME, pool=pool)
    written, troubles = write_feedback(course, NAME)
    assert troubles == []
    return course, {p.parent.parent.name: p.read_text(encoding="utf-8") for p in written}


@pytest.mark.xdist_group("kernels")
def test_pages(course_and_pages):
    course, pages = course_and_pages
    assert set(pages) == {"ada", "eve", "fay", "gus"}
    assert (course.feedback / "ada" / NAME / f"{NAME}.html").is_file()
    # What is checked, what it was worth, and what was said.
    assert "(Score: 5.0 / 9.0)" in pages["ada"]
    assert '<a href="#sgd_step"><code>sgd_step</code></a> (Score: 2.0 / 2.0)' in pages["ada"]
    assert "is right" in pages["ada"]
    assert '<a href="#sgd_step"><code>sgd_step</code></a> (Score: 0.0 / 2.0)' in pages["gus"]
    assert "when you add the gradient" in re.sub(r"<[^>]+>", "", pages["gus"])
    # The hidden tests are no part of it.
    texts = [re.sub(r"<[^>]+>", "", page) for page in pages.values()]
    assert not any("grade_here" in text or "HIDDEN" in text for text in texts)
    assert "Traceback" in re.sub(r"<[^>]+>", "", pages["gus"])
    # Figures survive: a PNG, and a drawing as a picture with its colours.
    assert 'src="data:image/png;base64,iVBORw0KGgo' in pages["fay"]
    drawing = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', pages["fay"]).group(1)
    assert 'stroke="#123456"' in base64.b64decode(drawing).decode()


@pytest.mark.xdist_group("kernels")
def test_nothing_in_a_page_is_active(course_and_pages, page):
    """Open the hostile page in a browser: no dialog, no handler, no address of another host."""
    course, _ = course_and_pages
    asked, said = [], []

    def guard(route):
        asked.append(route.request.url)
        local = route.request.url.startswith(("file:", "data:"))
        route.continue_() if local else route.abort()

    page.route("**/*", guard)
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.goto((course.feedback / "eve" / NAME / f"{NAME}.html").as_uri())
    for link in page.get_by_text("go", exact=True).all():
        link.click(timeout=2000) if link.evaluate("e => e.tagName") == "A" else None
    page.get_by_text("look", exact=True).first.click()
    page.wait_for_timeout(500)
    assert said == []
    assert not [url for url in asked if "evil.example" in url]
    assert page.locator("[onclick], [onerror], form").count() == 0
    assert page.locator("iframe[src*='evil']").count() == 0
    style = page.get_by_text("look", exact=True).first.get_attribute("style")
    assert "position" not in style
    assert "color" in style  # harmless styles stay


def test_only_one_student(course, hand_in):
    hand_in("ada", RIGHT)
    hand_in("bo", RIGHT)
    grade(course, NAME, pool=QuickPool())
    written, _ = write_feedback(course, NAME, "bo")
    assert [path.parent.parent.name for path in written] == ["bo"]
    with pytest.raises(NothingGraded, match="'eve' has nothing graded"):
        write_feedback(course, NAME, "eve")


def test_nbgraders_exchange_finds_whose_a_page_is(course, hand_in):
    came = hand_in("ada", RIGHT).parent
    hand_in("bo", RIGHT)

    def submit(stamp, secret):
        (came / "timestamp.txt").write_text(stamp)
        (came / "submission_secret.txt").write_text(secret)

    def beside():
        write_feedback(course, NAME)
        pages = course.feedback.rglob("*.txt")
        return {str(p.relative_to(course.feedback)): p.read_text() for p in pages}

    submit("2026-03-02 10:00:00 UTC", "first")
    grade(course, NAME, pool=QuickPool())
    first = {
        f"ada/{NAME}/timestamp.txt": "2026-03-02 10:00:00 UTC",
        f"ada/{NAME}/submission_secret.txt": "first",
    }
    assert beside() == first
    submit("2026-03-03 10:00:00 UTC", "second")
    assert beside() == first
    grade(course, NAME, pool=QuickPool(), force=True)
    assert set(beside().values()) == {"2026-03-03 10:00:00 UTC", "second"}


def test_an_answer_that_nobody_has_graded_is_not_worth_nothing(course, hand_in):
    hand_in("ada", RIGHT)
    grade(course, NAME, pool=QuickPool())

    def page():
        (path,), _ = write_feedback(course, NAME, "ada")
        return path.read_text(encoding="utf-8")

    first = page()
    listed = '<a href="#why"><code>why</code></a> (to be graded by hand, 4 points)'
    assert listed in first
    assert first.count("to be graded by hand, 4 points") == 2  # in the list, and at the answer
    assert "(Score: 5.0 / 9.0), 4 still to be graded" in first
    assert "Score: 2.0 / 2.0" in first
    with course.gradebook() as gradebook:
        given = gradebook.find_grade("why", NAME, NAME, "ada")
        given.manual_score, given.needs_manual_grade = 3.0, False
        gradebook.db.commit()
    second = page()
    assert "to be graded" not in second
    assert '<a href="#why"><code>why</code></a> (Score: 3.0 / 4.0)' in second
    assert "(Score: 8.0 / 9.0)" in second


def test_feedback_that_can_not_be_written(course, hand_in):
    hand_in("ada", RIGHT)
    grade(course, NAME, pool=QuickPool())
    course.feedback.mkdir()
    (course.feedback / "ada").write_text("a file where a folder belongs")
    written, troubles = write_feedback(course, NAME)
    assert written == []
    assert troubles[0].startswith(f"ada: can't write {course.feedback / 'ada'}")
