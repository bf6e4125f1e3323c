"""A class in which every attack takes part: none gains, none reads, none harms another."""

import itertools
import json
import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from autograder.gradebook.nbgrader_tools import require_nbgrader
from autograder.sandbox.limits import MB

from . import table
from .attack import CORPUS, Attack, corpus, points, released
from .harness import JOBS, LIMITS, WORKER_BYTES, WallsOpen, classmates, grade_class, schema

pytestmark = pytest.mark.xdist_group("attacks")
require_nbgrader()

NOTEBOOK_BYTES = 2 * MB
ALL = pytest.mark.parametrize("attack", corpus(), ids=lambda attack: attack.name)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The class after grading, with the canaries still in their places."""
    grading = grade_class(tmp_path_factory.mktemp("attacks"), corpus())
    try:
        graded = next(grading)
    except WallsOpen as error:
        pytest.fail(str(error), pytrace=False)
    yield graded
    grading.close()


def test_every_attack_has_a_name_of_its_own():
    for key in ("name", "student", "title"):
        (_, most), *_ = Counter(getattr(attack, key) for attack in corpus()).most_common(1)
        assert most == 1, key
    assert {attack.kind for attack in corpus()} == set(table.KINDS)
    assert len(corpus()) == len(list(CORPUS.rglob("*.py")))


@ALL
def test_it_gets_what_its_honest_part_deserves(graded, attack: Attack):
    result = graded.results[attack.student]
    if attack.lost is None:
        assert result.state == "not graded"
        assert result.scores == {}
        return
    assert result.state == "graded", result.notes
    want = {name: 0 if name in attack.lost else most for name, most in points().items()}
    assert graded.points(attack.student) == want, result.notes
    assert result.sandboxed


@ALL
def test_what_is_kept_of_it_holds_no_secret_and_no_success(graded, attack: Attack):
    if attack.lost is None:
        assert attack.student not in graded.pages
        return
    text = graded.notebook(attack.student)
    report = json.dumps(graded.report(attack.student), ensure_ascii=False)
    page = graded.pages[attack.student].read_text(encoding="utf-8")
    for what in (text, report, page):
        assert graded.canaries.found_in(what) == []
    outputs = [cell.get("outputs", []) for cell in strict(text)["cells"]]
    assert graded.canaries.won not in json.dumps(outputs)
    assert len(text) < NOTEBOOK_BYTES


def strict(text: str):
    """JSON as every program reads it: NaN and Infinity are none."""

    def refuse(constant):
        raise ValueError(constant)

    return json.loads(text, parse_constant=refuse)


@ALL
def test_its_page_has_nothing_active(graded, attack: Attack):
    if attack.lost is not None:
        audit = Audit()
        audit.feed(graded.pages[attack.student].read_text(encoding="utf-8"))
        assert audit.active == []


class Audit(HTMLParser):
    """What a page has in it that could run, load or cover anything."""

    HARMLESS = frozenset(
        """a abbr annotation b blockquote body br caption code col colgroup dd del details div dl
        dt em figcaption figure h1 h2 h3 h4 h5 h6 head hr html i img kbd li main math menclose mfrac
        mi mn mo mover mpadded mphantom mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable
        mtd mtext mtr munder munderover nav ol p pre s section semantics small span strong style
        sub summary sup table tbody td tfoot th thead title tr u ul""".split()  # noqa: SIM905
    )

    def __init__(self):
        super().__init__()
        self.active, self.styles, self.in_body = [], 0, False

    def handle_starttag(self, tag, attrs):
        self.in_body |= tag == "body"
        head_only = tag in ("meta", "style", "title")
        if (tag not in self.HARMLESS and tag != "meta") or (head_only and self.in_body):
            self.active.append(f"<{tag}>")
        for name, value in attrs:
            self._look(tag, name, value or "")

    def _look(self, tag, name, value):
        address = re.sub(r"[\x00-\x20]", "", value).lower()
        fine = {
            "href": tag == "a" and re.match(r"#|https?://|mailto:", address),
            "src": tag == "img"
            and re.match(r"data:image/(png|jpeg|gif|svg\+xml);base64,", address),
            "style": not re.search(r"url|position|z-index|expression|@|\\|:-\d", address),
            "http-equiv": address == "content-security-policy",
        }
        other = not re.match(r"on|srcset|srcdoc|action|formaction|data$|poster|background", name)
        if not fine.get(name, other and "javascript:" not in address):
            self.active.append(f"<{tag} {name}={value[:60]!r}>")


@pytest.mark.parametrize("name", ["html_script", "written_answer", "html_confused"])
def test_nothing_runs_in_a_browser(graded, page, name):
    (attack,) = (attack for attack in corpus() if attack.name == name)
    asked, said = [], []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.route("**/*", lambda route: (asked.append(route.request.url), route.continue_()))
    address = graded.pages[attack.student].as_uri()
    page.goto(address)
    for link in page.get_by_text("go", exact=True).all():
        if link.evaluate("e => e.closest('a[href]') !== null"):
            link.click(timeout=2000)
    page.wait_for_timeout(300)
    assert page.evaluate("window.attacked") is None
    assert page.evaluate("document.scripts.length") == 0
    assert page.url.partition("#")[0] == address.partition("#")[0]
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []


def test_honest_classmates_are_graded_as_without_attackers(graded):
    for classmate in classmates():
        want = {n: 0 if n in classmate.lost else most for n, most in points().items()}
        assert graded.points(classmate.name) == want
        report = graded.report(classmate.name)
        for key in ("scores", "functions", "seed", "submitted", "notes", "unanswered"):
            assert report[key] == graded.alone[classmate.name][key]
    assert graded.troubles == []


def test_the_gradebook_holds_the_class_and_nothing_else(graded):
    assert schema(graded.course) == graded.schema
    assert not any("trigger" in row.lower() for row in graded.schema)
    graded_names = {a.student for a in corpus() if a.lost is not None}
    with graded.course.gradebook() as gradebook:
        students = {student.id for student in gradebook.students}
        (assignment,) = gradebook.assignments
        most = sum(cell.max_score for n in assignment.notebooks for cell in n.grade_cells)
    assert students == graded_names | {classmate.name for classmate in classmates()}
    assert most == sum(points().values()) + 4  # and the written answer


def test_nothing_was_reached_and_nothing_is_left(graded):
    canaries = graded.canaries
    assert canaries.changed() == []
    assert canaries.reached() == []
    assert canaries.victim_is_well()
    assert canaries.processes() == []
    assert canaries.left_files() == []


def test_the_course_folder_holds_what_grading_makes(graded):
    root = graded.course.root
    made = {path.name for path in root.iterdir()}
    assert made <= {
        "submitted", "autograded", "reports", "feedback", "gradebook.db", "seed.txt",
        "nbgrader_config.py", "secret.txt", ".grading.lock", "__pycache__",
    }  # fmt: skip
    names = {a.student for a in corpus()} | {classmate.name for classmate in classmates()}
    for folder in ("autograded", "feedback"):
        assert {path.name for path in (root / folder).iterdir()} <= names
    reports = {path.name for path in (root / "reports" / "05_optimizers").iterdir()}
    assert reports <= {f"{name}.json" for name in names}
    assert not any(path.is_symlink() for path in (root / "autograded").rglob("*"))


def test_the_grader_keeps_its_memory(graded):
    assert 0 < graded.largest < WORKER_BYTES
    assert graded.grown < 300 * MB


def test_nobody_waits_long(graded):
    """All together take no longer than their limits allow for."""
    slow = {name: result.seconds for name, result in graded.results.items() if result.seconds > 10}
    most = LIMITS.seconds + 2 * LIMITS.call_seconds + 6
    assert max(result.seconds for result in graded.results.values()) < most
    assert len(slow) <= len(corpus()) / 10 * JOBS, slow


def test_the_page_for_instructors_is_not_stale():
    assert table.PAGE.read_text(encoding="utf-8") == table.page(), (
        "run: python -m tests.attacks.table"
    )


def test_every_way_to_hand_in_is_a_notebook(tmp_path):
    """The attacks reach the grader: what is handed in holds the attack's own cells."""
    values = dict.fromkeys(itertools.chain(("MARK", "COURSE", "OUTSIDE", "CANARY")), "x")
    for number, attack in enumerate(corpus()):
        attack.hand_in(tmp_path / str(number), values)
        (path,) = (tmp_path / str(number)).rglob("*.ipynb")
        if not path.is_symlink():
            assert path.read_bytes() != json.dumps(released(), ensure_ascii=False).encode() or (
                attack.student != f"x-{attack.name}" or attack.file != "05_optimizers.ipynb"
                or attack.name.startswith("submitted_")
            )  # fmt: skip
