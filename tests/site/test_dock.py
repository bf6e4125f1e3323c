"""A button in the text that sets a figure: the figure comes, and the way back is one press."""

import pytest

# The small book is built once for all of them.
pytestmark = pytest.mark.xdist_group("small")

TOP = "button => button.getBoundingClientRect().top"


@pytest.fixture(params=[(1280, 800), (960, 800), (390, 844)], ids=lambda size: str(size[0]))
def far(request, small, visiting):
    """A page at a button whose figure is screens away."""
    width, height = request.param
    with visiting(width=width, height=height) as visit:
        visit.open(small / "book/05_optimizers.html")
        visit.locator(".steepest-try").evaluate("b => b.scrollIntoView({block: 'center'})")
        visit.wait_for_function("!document.querySelector('.math:not(:has(.katex))')")
        visit.wait_for_timeout(300)
        visit.locator(".steepest-try").evaluate("b => b.scrollIntoView({block: 'center'})")
        yield visit


def _press(visit):
    button = visit.locator(".steepest-try")
    before = button.evaluate(TOP)
    button.evaluate("button => button.click()")
    visit.locator(".steepest-widget.docked").wait_for()
    visit.wait_for_timeout(300)
    assert abs(button.evaluate(TOP) - before) <= 5, "the text stays where it is"
    return button, before


def _back_at(visit, button, before):
    visit.locator(".steepest-widget:not(.docked)").wait_for(state="attached")
    visit.wait_for_timeout(400)
    assert abs(button.evaluate(TOP) - before) <= 5
    assert button.evaluate("button => button === document.activeElement")


def test_the_figure_comes_and_what_changed_flashes(far):
    """Its picture is in the window, its learning rate is the button's, and that slider flashes."""
    _press(far)
    picture = far.locator(".docked .stp-plot :is(svg, canvas)").first.bounding_box()
    assert picture["y"] >= 60
    assert picture["y"] + picture["height"] <= far.evaluate("innerHeight")
    state = far.evaluate("document.querySelector('[data-widget]').steepest.state")
    assert state["settings"]["sgd"]["lr"] == 0.03
    flashing = far.locator(".stp-flash")
    assert flashing.count() == 1
    assert "learning rate" in flashing.inner_text()


@pytest.mark.parametrize("how", ["control", "browser", "escape"])
def test_one_press_leads_back_to_the_line(far, how):
    """Also after some scrolling: within five pixels, and the button has the focus."""
    button, before = _press(far)
    far.evaluate("scrollBy(0, 240)")
    far.wait_for_timeout(150)
    if how == "control":
        far.get_by_role("button", name="Back to the text").click()
    elif how == "browser":
        far.go_back()
    else:
        far.keyboard.press("Escape")
    _back_at(far, button, before)


def test_it_stays_while_its_section_is_read_and_leaves_with_it(far):
    """And what is read then is not moved."""
    _press(far)
    far.evaluate("scrollBy(0, 300)")
    far.wait_for_timeout(200)
    assert far.locator(".docked").count() == 1
    far.evaluate("document.querySelector('#further-reading').scrollIntoView()")
    far.wait_for_function("!document.querySelector('.docked, .dock-bar')")
    far.wait_for_timeout(300)
    top = far.locator("#further-reading").evaluate(TOP)
    assert 0 <= top < 200


def test_hidden_it_can_be_shown_again(far):
    """By the bar that stays on a narrow screen; on a wide one the figure is in its place again."""
    _press(far)
    far.get_by_role("button", name="Hide the figure").click()
    far.wait_for_function("!document.querySelector('.docked')")
    if far.viewport_size["width"] >= 900:
        assert far.locator(".dock-bar").count() == 0
        return
    far.get_by_role("button", name="Show the figure").click()
    assert far.locator(".docked").is_visible()


def test_a_figure_in_sight_is_set_where_it_is(small, visiting):
    """Nothing is docked where the picture can be seen."""
    with visiting(height=3000) as visit:
        visit.open(small / "book/05_optimizers.html")
        visit.locator(".steepest-try").click()
        visit.locator(".stp-flash").wait_for()
        assert visit.locator(".docked, .dock-bar").count() == 0


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_axe_finds_no_fault_in_a_docked_figure(small, visiting, axe_violations, width, dark):
    with visiting(width=width, dark=dark) as visit:
        visit.open(small / "book/05_optimizers.html")
        button = visit.locator(".steepest-try")
        button.evaluate("button => { button.scrollIntoView({block: 'center'}); button.click(); }")
        visit.locator(".docked").wait_for()
        visit.wait_for_timeout(2500)
        assert axe_violations(visit.page, {"exclude": [[".katex"]]}) == []
