"""What holds for each widget as it opens: on a page from a file, with the network cut."""

import gzip
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

import steepest
from tests.widgets.hands import press, state
from tools.traces.__main__ import WIDGETS as TRACED

# In the suite each width and each theme once; make test-slow takes the other pairs.
VIEWS = [
    pytest.param(width, dark, id=f"{width}-{'dark' if dark else 'light'}", marks=marks)
    for marks, pairs in (
        ((), [(1280, False), (736, True), (390, False)]),
        (pytest.mark.slow, [(1280, True), (736, False), (390, True)]),
    )
    for width, dark in pairs
]
CLASSES = list(steepest._WIDGETS)
EACH = pytest.mark.parametrize("widget", CLASSES)
# Each page of each widget: the states in its JSON.
PAGES = [
    (name, given) for name in CLASSES for given in getattr(steepest, name).data["drives"]["pages"]
]


def _pages(later=()):
    """Parameters for each page of each widget; all but a widget's first have the marks `later`."""
    firsts = {name: given for name, given in reversed(PAGES)}
    return [
        pytest.param(
            name,
            given,
            id=f"{name} {' '.join(map(str, given.values()))[:20]}",
            marks=() if given is firsts[name] else later,
        )
        for name, given in PAGES
    ]


EVERY_PAGE = pytest.mark.parametrize(("widget", "given"), _pages())
# What takes long: in the suite one page of each widget, in make test-slow all.
FIRST_PAGES = pytest.mark.parametrize(("widget", "given"), _pages(pytest.mark.slow))
PAPER = "getComputedStyle(document.querySelector('.steepest-widget')).backgroundColor"
WHITE = "rgb(255, 255, 255)"


def made(widget):
    return getattr(steepest, widget)()


def test_each_has_golden_traces():
    assert sorted(made(widget)._name for widget in CLASSES) == TRACED


@pytest.mark.parametrize(("width", "dark"), VIEWS)
@EACH
def test_draws_whole(visiting, axe_violations, spoilt_words, page_of, widget, width, dark):
    """Live, in place of its still, no wider than the page, no words spoilt, no fault for axe.

    736 px leave a figure what a page of the site does: a text column of 704 px.
    """
    with visiting(width=width, dark=dark) as visit:
        visit.open(page_of(made(widget)))
        expect(visit.locator(".stp-live")).to_be_visible()
        expect(visit.locator(".stp-still")).to_have_count(0)
        assert visit.evaluate("document.documentElement.scrollWidth") <= width
        assert spoilt_words(visit.locator(".steepest-widget")) == []
        assert not visit.evaluate("/NaN|Infinity|undefined/.test(document.body.innerText)")
        assert axe_violations(visit.page) == []
        assert state(visit) == json.loads(json.dumps(made(widget).state()))


@EVERY_PAGE
def test_every_page_of_it_fits_a_cell_on_a_phone(visiting, spoilt_words, page_of, widget, given):
    """JupyterLab leaves an output 274 px of 390; the margins of this page leave that of 306."""
    with visiting(width=306) as visit:
        visit.open(page_of(getattr(steepest, widget)(**given)))
        expect(visit.locator(".stp-live")).to_be_visible()
        assert visit.evaluate("document.documentElement.scrollWidth") <= 306
        assert spoilt_words(visit.locator(".steepest-widget")) == []


# How each element of the figure looks, and what stands before it.
LOOK = """() => [...document.querySelectorAll(".steepest-widget, .steepest-widget *")].map((one) =>
  [null, "::before"].map((part) => {
    const style = getComputedStyle(one, part);
    const names = [...style].filter((name) => !name.startsWith("--"));
    return names.map((name) => `${name}: ${style.getPropertyValue(name)}`).join("; ");
  }))"""
WITH_SHEET = """(css) => {
  const sheet = document.querySelector("style[id^=steepest-shared-]");
  const own = sheet.textContent;
  sheet.textContent = css;
  return own.length;
}"""
SHARED = Path(steepest.__file__).parent / "widgets" / "src" / "shared"


def whole_sheet():
    """The sheet that all widgets share, nothing left out."""
    text = (SHARED / "style.css").read_text(encoding="utf-8")
    return re.sub(
        r'@import "\./(.*?)";', lambda one: (SHARED / one[1]).read_text(encoding="utf-8"), text
    )


@FIRST_PAGES
def test_a_bundle_leaves_out_no_style_that_shows(visiting, page_of, widget, given):
    """A bundle has of the shared sheet what its script names (purge.js); the whole looks alike."""
    with visiting(reduced_motion="reduce") as visit:
        visit.open(page_of(getattr(steepest, widget)(**given)))
        expect(visit.locator(".stp-live")).to_be_visible()
        purged = visit.evaluate(LOOK)
        whole = whole_sheet()
        assert visit.evaluate(WITH_SHEET, whole) < len(whole)
        assert visit.evaluate(LOOK) == purged


def move(visit, control):
    """Move a control by one key, as a reader does; those at their end go back."""
    control.focus()
    kind = control.get_attribute("type")
    if kind == "checkbox":
        return press(visit, "Space")
    if control.evaluate("e => e.tagName") == "SELECT":
        last = control.evaluate("e => e.selectedIndex === e.options.length - 1")
        return press(visit, "ArrowUp" if last else "ArrowDown")
    before = state(visit)
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp"):
        if state(visit) == before:
            press(visit, key)
    return None


@EVERY_PAGE
def test_every_control_answers_a_key_and_reset_takes_it_back(visiting, page_of, widget, given):
    """Sliders, handles, switches and choices; Reset brings the state that the author gave."""
    figure = getattr(steepest, widget)(**given)
    with visiting(reduced_motion="reduce") as visit:
        visit.open(page_of(figure))
        assert state(visit) == (first := json.loads(json.dumps(figure.state())))
        controls = visit.locator(
            ".steepest-widget :is(input, select, [role=slider]):visible:not(.stp-player select)"
        )
        reset = visit.get_by_role("button", name="Reset")
        for number in range(controls.count()):
            control = controls.nth(number)
            if control.get_attribute("type") == "radio" and not control.is_checked():
                continue  # the checked one stands for its group
            move(visit, control)
            name = control.evaluate("e => e.getAttribute('aria-label') ?? e.labels[0].innerText")
            assert state(visit) != first, name
            reset.focus()
            press(visit, "Enter")
            assert state(visit) == first, name
        assert not visit.evaluate("/NaN|Infinity|undefined/.test(document.body.innerText)")


@EACH
def test_text_sets_any_state_and_nonsense_breaks_nothing(visiting, page_of, widget):
    whole = getattr(steepest, widget).data["drives"]["whole"]
    odd = {name: {"what": [3]} for name in whole} | {"nonsense": 1}
    with visiting() as visit:
        visit.open(page_of(made(widget), tries=[whole, odd]))
        spoken = visit.locator("[aria-live=polite]")
        expect(spoken).to_be_empty()
        for number in (0, 1):
            visit.get_by_role("button", name=f"try {number}").click()
            assert state(visit) == whole
        expect(spoken).to_have_text(re.compile(r".{15,}\.$", re.S))  # once things have come to rest
        # A measure may be undefined, and say why.
        wild = "NaN|Infinity|undefined(?!, y is 0)"
        assert not re.search(wild, visit.locator("main").inner_html())


def test_widgets_of_one_page_keep_apart(visiting, page_of):
    """Their scripts know nothing of each other, and yet no id and no group of choices is shared."""
    with visiting() as visit:
        visit.open(page_of(*map(made, CLASSES)))
        visit.keyboard.press("Tab")
        expect(visit.locator(".stp-live")).to_have_count(len(CLASSES))
        ids = visit.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
        assert len(ids) == len(set(ids)) > 50
        groups = visit.evaluate(
            "[...document.querySelectorAll('.stp-choice')].filter((group) => "
            "group.checkVisibility()).map((group) => group.querySelectorAll(':checked').length)"
        )
        assert set(groups) == {1}
        assert visit.evaluate(
            "[...document.querySelectorAll('label')].every("
            "(l) => l.control.closest('.steepest-widget') === l.closest('.steepest-widget'))"
        )


@EACH
def test_tab_reaches_every_control_by_a_name(visiting, page_of, widget):
    """What can be seen and used is on the way of the Tab key, and says what it is."""
    with visiting() as visit:
        visit.open(page_of(made(widget)))
        controls = visit.locator(
            ".steepest-widget :is(button, select, input:not([type=radio]), [tabindex='0'])"
            ":visible:not(:disabled):not([tabindex='-1'])"
        )
        expected = controls.count()
        assert expected > 0
        names = []
        for _ in range(expected + 30):  # radio buttons besides: one of each group
            visit.keyboard.press("Tab")
            if not visit.evaluate("!!document.activeElement.closest('.steepest-widget')"):
                break
            names.append(
                visit.evaluate(
                    "(e => e.getAttribute('aria-label') || e.labels?.[0]?.textContent"
                    " || e.textContent)(document.activeElement)"
                ).strip()
            )
        assert all(names)
        assert len(names) >= expected


@EACH
def test_still_stands_where_no_script_runs(visiting, axe_violations, page_of, widget):
    with visiting(dark=True, width=390) as visit:
        visit.open(page_of(made(widget), script=False))
        still = visit.locator(".steepest-widget svg[role=img]")
        expect(still).to_be_visible()
        assert len(still.get_attribute("aria-label")) > 30
        assert len(visit.locator("figcaption").inner_text()) > 30
        assert visit.evaluate("document.documentElement.scrollWidth") <= 390
        assert axe_violations(visit.page) == []


@EACH
def test_print_shows_pictures_on_white_without_controls(visiting, page_of, widget):
    with visiting(dark=True) as visit:
        visit.open(page_of(made(widget)))
        visit.emulate_media(media="print")
        assert visit.locator(".steepest-widget svg:visible").count() > 0
        expect(visit.locator(".steepest-widget :is(input, select, button):visible")).to_have_count(
            0
        )
        assert visit.evaluate(PAPER) == WHITE


@EACH
def test_page_theme_outweighs_the_system(visiting, page_of, widget):
    with visiting(dark=True) as visit:
        visit.open(page_of(made(widget)))
        assert visit.evaluate(PAPER) != WHITE
        visit.evaluate("document.documentElement.dataset.theme = 'light'")
        assert visit.evaluate(PAPER) == WHITE
        visit.evaluate("delete document.documentElement.dataset.theme")
        visit.evaluate("document.body.dataset.jpThemeLight = 'true'")
        assert visit.evaluate(PAPER) == WHITE
    with visiting() as visit:
        visit.open(page_of(made(widget)))
        visit.evaluate("document.documentElement.dataset.theme = 'dark'")
        assert visit.evaluate(PAPER) != WHITE


@EACH
def test_stub_in_colab_is_whole_by_itself(monkeypatch, visiting, tmp_path, widget):
    """Colab shows each output in a frame of its own: the figure brings its script along."""
    monkeypatch.setitem(__import__("sys").modules, "google.colab", object())
    data, _ = made(widget)._repr_mimebundle_()
    page = tmp_path / "frame.html"
    page.write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>{data["text/html"]}',
        encoding="utf-8",
    )
    with visiting() as visit:
        visit.open(page)
        expect(visit.locator(".stp-live")).to_be_visible()
    assert len(gzip.compress(page.read_bytes(), 9)) < 60_000


def under_policy(page_of, scripts):
    """A page with a figure, under a policy that says which scripts may run."""
    policy = f'<meta http-equiv="Content-Security-Policy" content="script-src {scripts}">'
    path = page_of(made("OptimizerRace"))
    path.write_text(path.read_text("utf-8").replace("<head>", f"<head>{policy}"), "utf-8")
    return path


def test_a_page_may_allow_its_own_files_alone(visiting, page_of):
    with visiting() as visit:
        visit.open(under_policy(page_of, "'self'"))
        expect(visit.locator(".stp-live")).to_be_visible()
        expect(visit.get_by_text("This is a still picture.")).to_have_count(0)


def test_where_no_script_may_run_the_picture_says_why(visiting, page_of):
    with visiting() as visit:
        visit.open(under_policy(page_of, "'none'"))
        visit.troubles.clear()  # the browser says what it refused
        expect(visit.locator(".stp-still")).to_be_visible()
        expect(visit.get_by_text("This is a still picture.")).to_be_visible()
        expect(visit.locator(".stp-live")).to_have_count(0)
