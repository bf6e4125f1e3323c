"""The fit in a real browser, on a page from a file with the network cut."""

import re

import pytest
from playwright.sync_api import expect

from steepest import Fit
from tests.widgets.hands import finger, press, slider, state, tab_names

pytestmark = pytest.mark.slow

FIRST = Fit.first()


def changed(visit, before=FIRST):
    """What of the state is not as before."""
    return {name: value for name, value in state(visit).items() if value != before[name]}


def ring(visit):
    return slider(visit, "Degree on the chart")


def player(visit):
    """The player of the mode that is shown."""
    return visit.locator(".stp-player:visible")


def curve(visit):
    return visit.locator(".fit-picture .fit-curve").get_attribute("d")


def readings(visit):
    rows = visit.locator(".fit-readings tr").all()
    return {row.locator("th").inner_text(): row.locator("td").inner_text() for row in rows}


def whole(visit, width, axe_violations):
    """No text cut off, nothing wider than the page, no number that is none, no fault for axe."""
    assert visit.evaluate("document.documentElement.scrollWidth") <= width
    cut = visit.evaluate(
        """() => [...document.querySelectorAll('.steepest-widget svg text')].filter((text) => {
          const name = text.getBoundingClientRect();
          const box = text.ownerSVGElement.getBoundingClientRect();
          return name.left < box.left - 1 || name.right > box.right + 1
            || name.top < box.top - 1 || name.bottom > box.bottom + 1;
        }).map((text) => text.textContent)"""
    )
    assert cut == []
    assert not re.search("NaN|Infinity|undefined", visit.locator("main").inner_html())
    assert axe_violations(visit.page) == []


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_other_modes_draw_whole_where_numbers_are_wild(
    visiting, axe_violations, page_of, width, dark
):
    """Ten folds from left to right, of degree 12: errors of thousands, and a rounded zero."""
    wild = {"degree": 12, "samples": 10}
    figures = [
        Fit(mode="many", **wild),
        Fit(mode="folds", folds=10, order="sorted", fold=10, noise=0.5, **wild),
        Fit(truth="cubic", noise=0, degree=3),
    ]
    with visiting(width=width, dark=dark) as visit:
        visit.open(page_of(*figures))
        expect(visit.locator(".stp-live")).to_have_count(3)
        assert visit.locator(".fit-picture").nth(0).locator(".fit-ghost").count() == 1
        assert visit.locator(".fit-row").count() == 10
        assert visit.locator(".fit-row.fit-chosen text").first.text_content() == "10"
        assert visit.locator(".fit-gone[d*=M]").count() == 1  # some fold's mean is off the chart
        exact = visit.locator(".fit-readings").nth(2).locator("td")
        assert exact.all_inner_texts() == ["0", "0", "0", "0", "2.5"]
        whole(visit, width, axe_violations)


def test_every_control_works_by_keyboard(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Fit()))
        for name, key, trait, value in (
            ("d degree", "ArrowLeft", "degree", 8),
            ("λ ridge penalty", "ArrowRight", "penalty", 1e-6),
            ("n samples", "ArrowRight", "samples", 21),
            ("σ noise", "ArrowLeft", "noise", 0.29),
        ):
            before = curve(visit)
            slider(visit, name).focus()
            press(visit, key)
            assert changed(visit) == {trait: value}
            assert curve(visit) != before
            press(visit, {"ArrowLeft": "ArrowRight", "ArrowRight": "ArrowLeft"}[key])
            assert changed(visit) == {}
        slider(visit, "λ ridge penalty").focus()
        press(visit, "End")
        assert changed(visit) == {"penalty": 10}
        assert float(readings(visit)["largest weight |w|"]) < 1

        ring(visit).focus()
        press(visit, "ArrowLeft", 2)
        press(visit, "Shift+ArrowDown")
        press(visit, "ArrowUp")
        assert changed(visit) == {"penalty": 10, "degree": 5}
        expect(ring(visit)).to_have_attribute("aria-valuenow", "5")
        expect(ring(visit)).to_have_attribute(
            "aria-valuetext", re.compile(r"^degree 5, error 0\.\d+$")
        )
        press(visit, "ArrowRight", 20)
        assert state(visit)["degree"] == 12

        visit.get_by_role("button", name="New sample").focus()
        press(visit, "Enter")
        assert state(visit)["seed"] == FIRST["seed"] + 1
        expect(visit.get_by_role("group", name="Data")).to_contain_text("seed 5")
        visit.get_by_label("Truth").focus()
        press(visit, "ArrowDown", 3)
        assert state(visit)["truth"] == "step"
        expect(visit.locator(".stp-formula")).to_contain_text("sgn x")

        visit.get_by_role("radio", name="One fit").focus()
        press(visit, "ArrowRight", 2)
        assert state(visit)["mode"] == "folds"
        slider(visit, "k folds").focus()
        press(visit, "ArrowLeft", 2)
        assert state(visit)["folds"] == 3
        expect(visit.locator(".fit-row")).to_have_count(3)
        visit.get_by_role("radio", name="shuffled").focus()
        press(visit, "ArrowRight")
        assert state(visit)["order"] == "sorted"
        slider(visit, "Fold").focus()
        press(visit, "ArrowRight")
        assert state(visit)["fold"] == 2
        player(visit).get_by_role("button", name="Step forward").focus()
        press(visit, "Enter")
        assert state(visit)["fold"] == 3

        visit.get_by_role("radio", name="k-fold").focus()
        press(visit, "ArrowLeft")
        assert state(visit)["mode"] == "many"
        expect(visit.get_by_role("group", name="Folds")).to_be_hidden()
        slider(visit, "Fit").focus()
        press(visit, "Home")
        press(visit, "ArrowRight", 4)
        assert state(visit)["fits"] == 5
        player(visit).get_by_role("button", name="Step back").focus()
        press(visit, "Enter")
        assert state(visit)["fits"] == 4
        visit.get_by_role("button", name="Reset").focus()
        press(visit, "Enter")
        assert changed(visit) == {}


def test_tab_goes_through_a_mode_in_the_order_seen(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Fit(mode="folds", fold=2)))
        assert tab_names(visit) == [
            "k-fold", "Truth", "New sample", "Reset",
            "Play", "Step back", "Step forward", "Fold", "Speed", "Degree on the chart",
            "ddegree", "λridge penalty", "nsamples", "σnoise", "kfolds", "shuffled",
        ]  # fmt: skip


def test_pointer_and_finger(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Fit(mode="folds", degree=3)))
        chart = visit.locator(".fit-errors").bounding_box()
        box = ring(visit).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        # Twelve degrees lie between the first tick and the last.
        ticks = visit.locator(".fit-errors .stp-tick")
        zero, two = (ticks.get_by_text(name, exact=True).first.bounding_box() for name in "02")
        unit = (two["x"] - zero["x"]) / 2
        visit.mouse.move(x, y)
        visit.mouse.down()
        visit.mouse.move(x + 4 * unit, y + 30, steps=5)
        assert state(visit)["degree"] == 7
        visit.mouse.move(x + 900, y, steps=2)
        visit.mouse.up()
        assert state(visit)["degree"] == 12
        visit.mouse.move(x, y)
        assert state(visit)["degree"] == 12
        visit.mouse.click(x - 2 * unit, chart["y"] + chart["height"] / 2)
        assert state(visit)["degree"] == 1

        before = curve(visit)
        visit.locator(".fit-row").nth(3).click()
        assert state(visit)["fold"] == 4
        assert curve(visit) != before
        expect(visit.locator(".fit-row.fit-chosen")).to_contain_text("4")
        for name in ("One fit", "Many fits"):
            visit.get_by_role("radio", name=name).click()
        assert state(visit)["mode"] == "many"
        visit.get_by_role("button", name="New sample").click()
        assert state(visit)["seed"] == FIRST["seed"] + 1

    with visiting(width=390, has_touch=True, is_mobile=True) as visit:
        visit.open(page_of(Fit(mode="folds")))
        box = ring(visit).bounding_box()
        assert min(box["width"], box["height"]) >= 44
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        before = visit.evaluate("scrollY")
        finger(visit)(*((x + dx, y + 4) for dx in (0, -15, -40, -70)))
        assert 3 <= state(visit)["degree"] <= 5
        assert visit.evaluate("scrollY") == before
        visit.locator(".fit-row").nth(1).tap()
        assert state(visit)["fold"] == 2
        visit.get_by_role("radio", name="left to right").tap()
        assert state(visit)["order"] == "sorted"


def test_many_fits_add_up_as_they_play(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Fit(mode="many", degree=3, fits=1)))
        assert readings(visit)["+ variance"] == "0"
        player(visit).get_by_role("button", name="Play").click()
        visit.wait_for_function("parseInt(document.querySelector('.stp-step').textContent) >= 8")
        player(visit).get_by_role("button", name="Pause").click()
        assert 8 <= state(visit)["fits"] < 100
        assert visit.locator(".fit-ghost").get_attribute("d").count("M") == state(visit)["fits"]
        player(visit).get_by_label("Speed").select_option("4×")
        player(visit).get_by_role("button", name="Play").click()
        # A slider may be moved meanwhile; the play goes on.
        slider(visit, "σ noise").focus()
        press(visit, "ArrowLeft", 10)
        expect(player(visit).get_by_role("button", name="Play")).to_be_visible(timeout=10_000)
        assert changed(visit) == {"mode": "many", "degree": 3, "noise": 0.2}
        parts = {name: float(value) for name, value in readings(visit).items()}
        added = parts["bias²"] + parts["+ variance"] + parts["+ noise σ²"]
        assert parts["= expected error"] == pytest.approx(added, abs=2e-4)
        assert parts["measured on new points"] == pytest.approx(added, rel=0.1)
        # Leaving the mode while it plays stops it.
        player(visit).get_by_role("button", name="Play").click()
        visit.get_by_role("radio", name="One fit").click()
        assert state(visit)["mode"] == "one"
        expect(player(visit)).to_have_count(0)
        stopped = state(visit)["fits"]
        visit.wait_for_timeout(200)
        assert state(visit)["fits"] == stopped


def test_try_buttons_and_what_is_said(visiting, page_of):
    tries = [
        {"mode": "many", "degree": 5},
        {"mode": "folds", "fold": 3, "degree": 2},
        {"mode": "nothing", "degree": 1e6, "samples": None, "more": [1]},
        {"mode": "many", "fits": 20},
    ]
    with visiting() as visit:
        visit.open(page_of(Fit(samples=30), tries=tries))
        spoken = visit.locator("[aria-live=polite]")
        expect(spoken).to_be_empty()
        buttons = visit.locator(".steepest-try")
        buttons.nth(0).click()
        expect(player(visit).get_by_role("button", name="Pause")).to_be_visible()  # it plays
        buttons.nth(1).click()
        given = {"samples": 30, "mode": "folds", "fold": 3, "degree": 2}
        assert changed(visit) == given | {"fits": state(visit)["fits"]}
        expect(spoken).to_have_text(
            re.compile(
                r"^Degree 2, fold 3 of 5: error of fold 3 0\.\d+, mean of 5 folds 0\.\d+, .*\.$"
            )
        )
        buttons.nth(2).click()  # what is not known, or is out of range, does no harm
        assert state(visit)["mode"] == "folds"
        assert (state(visit)["degree"], state(visit)["samples"]) == (12, 30)
        buttons.nth(3).click()
        assert (state(visit)["mode"], state(visit)["fits"]) == ("many", 20)
        expect(player(visit).get_by_role("button", name="Play")).to_be_visible()
        expect(spoken).to_have_text(re.compile(r"^Degree 12, 20 fits to 30 points each: bias² "))
        expect(visit.locator(".fit-picture")).to_have_attribute(
            "aria-label", re.compile("degree 12")
        )


def test_reduced_motion_shows_all_fits_at_once(visiting, page_of):
    with visiting(reduced_motion="reduce") as visit:
        visit.open(page_of(Fit(mode="many", fits=3), tries=[{"mode": "many", "degree": 4}]))
        visit.locator(".steepest-try").click()
        assert state(visit)["fits"] == 3
        player(visit).get_by_role("button", name="Play").click()
        assert state(visit)["fits"] == 100
        expect(player(visit).get_by_role("button", name="Play")).to_be_visible()
