"""Nothing that a student's notebook holds is active in a page, by itself or by a browser."""

import re
from html.parser import HTMLParser

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.feedback.write import write_feedback
from autograder.gradebook.nbgrader_tools import require_nbgrader
from autograder.grading.grade import grade
from autograder.nbgrader_config import init

from tests.classes.course import NAME, RIGHT, handing_in, make_course, make_repository
from tests.classes.hostile import poison
from tests.classes.pools import QuickPool
from tests.classes.serving import formgrader

require_nbgrader()

# Elements that a page has of nbgrader's, nbconvert's and nobody else's making.
PAGES_OWN = {"html", "head", "meta", "title", "style", "body"}
ACTIVE = {
    "applet", "audio", "base", "button", "canvas", "embed", "form", "frame", "frameset", "iframe",
    "input", "link", "meta", "noscript", "object", "picture", "script", "select", "source",
    "style", "svg", "template", "textarea", "title", "track", "video",
}  # fmt: skip
PLACES = {"id", "name"}


class Audit(HTMLParser):
    """Collects what may not be in a page, and every place that has a name."""

    def __init__(self):
        super().__init__()
        self.found, self.places, self.in_body = [], [], False

    def handle_starttag(self, tag, attrs):
        self.in_body |= tag == "body"
        if tag == "script" or (self.in_body and tag in ACTIVE):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            value = value or ""
            if name.startswith("on") or name in ("srcset", "srcdoc", "background", "poster"):
                self.found.append(f"<{tag} {name}={value[:40]}>")
            if name in ("src", "href", "xlink:href", "action", "data"):
                fine = r"#|https?://|mailto:" if tag == "a" else r"data:image/[\w+]+;base64,"
                if not re.match(fine, value):
                    self.found.append(f"<{tag} {name}={value[:40]}>")
            if name == "style" and re.search(r"url|position|z-index|@|\\|-\d", value):
                self.found.append(f"<{tag} style={value[:60]}>")
            if name in PLACES and tag != "meta":
                self.places.append(value)


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory):
    """A course folder with one graded notebook, poisoned since, and one as it was."""
    folder = tmp_path_factory.mktemp("hostile")
    course = make_course(folder, make_repository(folder))
    hand_in = handing_in(course)
    for student in ("ada", "eve"):
        hand_in(student, RIGHT)
    grade(course, NAME, pool=QuickPool())
    path = course.autograded / "eve" / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    poison(notebook)
    path.write_text(nbformat.v4.writes(notebook), encoding="utf-8")
    written, troubles = write_feedback(course, NAME)
    assert troubles == []
    assert len(written) == 2
    return course


def page_of(course, student):
    return course.feedback / student / NAME / f"{NAME}.html"


@pytest.mark.xdist_group("kernels")
def test_a_parser_finds_nothing_active(poisoned):
    audits = {}
    for student in ("ada", "eve"):
        audits[student] = Audit()
        audits[student].feed(page_of(poisoned, student).read_text(encoding="utf-8"))
    assert audits["ada"].found == []
    assert audits["eve"].found == []
    own = {place for place in audits["ada"].places if not place.startswith("text-")}
    assert own >= {"top", "toc", "notebook", "sgd_step"}
    hers = [place for place in audits["eve"].places if not place.startswith(("text-", "cell-id="))]
    assert sorted(hers) == sorted(p for p in audits["ada"].places if not p.startswith("cell-id="))


@pytest.mark.xdist_group("kernels")
def test_what_is_harmless_is_shown(poisoned):
    text = page_of(poisoned, "eve").read_text(encoding="utf-8")
    assert "color:red" in text
    assert "a widget" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.count("data:image/png;base64,iVBOR") >= 9
    assert "(Score: 5.0 / 9.0)" in text


HOST = "http://formgrader.invalid"


class Watch:
    """Sees what a page asks for from elsewhere, and whether anything runs.

    get : answers for `HOST`
    """

    def __init__(self, page, get=None):
        self.asked, self.said, self.get = [], [], get
        page.route("**/*", self._guard)
        page.on("dialog", lambda dialog: (self.said.append(dialog.message), dialog.dismiss()))

    def _guard(self, route):
        url = route.request.url
        if url.startswith(("file:", "data:")):
            route.continue_()
        elif re.match(HOST + r"\S*/fonts/[\w-]+\.\w+$", url):
            route.abort()
        elif self.get and url.startswith(f"{HOST}/formgrader"):
            kind = {"css": "text/css", "js": "text/javascript"}.get(url.rsplit(".", 1)[-1])
            route.fulfill(body=self.get(url[len(HOST) :]), content_type=kind or "text/html")
        else:
            self.asked.append(url)
            route.abort()


LAYERS = """() => [...document.body.querySelectorAll("*")].filter(e => {
  const style = getComputedStyle(e);
  return ["fixed", "absolute", "sticky"].includes(style.position) || style.zIndex > 2;
}).map(e => e.outerHTML.slice(0, 200))"""
HEADING = """() => {
  const place = document.querySelector("h4").getBoundingClientRect();
  return document.elementFromPoint(place.left + 5, place.top + 5).outerHTML;
}"""


@pytest.mark.xdist_group("kernels")
@pytest.mark.parametrize("guarded", [True, False], ids=["as it is", "without its own policy"])
def test_a_browser_runs_and_loads_nothing(poisoned, page, tmp_path, guarded):
    """Also where the policy in the page's head, a second wall, is taken out."""
    text = page_of(poisoned, "eve").read_text(encoding="utf-8")
    if not guarded:
        text, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
        assert count == 1
    path = tmp_path / "page.html"
    path.write_text(text, encoding="utf-8")
    watch = Watch(page)
    page.goto(path.as_uri())
    for link in page.get_by_text("go", exact=True).all()[:20]:
        if link.evaluate("e => e.tagName") == "A" and not link.get_attribute("href"):
            link.click(timeout=2000, force=True)
    page.get_by_text("look", exact=True).first.hover()
    page.get_by_text("look", exact=True).first.click()
    page.wait_for_timeout(300)
    assert watch.said == []
    assert watch.asked == []
    assert page.evaluate("window.ran") is None
    assert page.title() == NAME
    assert page.evaluate(LAYERS) == []
    page.evaluate("scrollTo(0, 0)")
    assert page.evaluate(HEADING).startswith(f"<h4>{NAME} (Score: 5.0 / 9.0)")


@pytest.mark.xdist_group("kernels")
@pytest.mark.parametrize("student", ["ada", "eve"])
def test_a_page_fits_a_telephone(poisoned, page, student):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(page_of(poisoned, student).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.xdist_group("nbgrader")
def test_the_formgrader_runs_nothing_of_it(poisoned, page):
    init(poisoned.root)
    with Gradebook(poisoned.database) as gradebook:
        number = gradebook.find_submission_notebook(NAME, NAME, "eve").id
    with formgrader(poisoned.root) as get:
        text = get(f"/formgrader/submissions/{number}/")
        assert "It is right." in text
        assert "<math" in text
        watch = Watch(page, get)
        page.goto(f"{HOST}/formgrader/submissions/{number}/")
        page.get_by_text("look", exact=True).first.click()
        page.wait_for_timeout(500)
    assert page.evaluate("typeof $") == "function"  # its own scripts do run
    assert watch.said == []
    assert not [url for url in watch.asked if "evil.example" in url]
    assert page.evaluate("window.ran") is None
    assert (
        page.evaluate(LAYERS.replace("document.body", "document.querySelector('#notebook')")) == []
    )
