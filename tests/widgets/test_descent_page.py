"""The descent figure in a real browser, on a page from a file with the network cut."""

import re

import pytest
from playwright.sync_api import expect

from steepest import Descent
from tests.widgets.hands import finger, press, state, tab_names

pytestmark = pytest.mark.slow

DATA = Descent.data
LOSSES = tuple(DATA["losses"])


def lines(visit, picture="stp-panels"):
    """How far each run beside the reader's is drawn, as its path."""
    found = visit.locator(f".{picture} [data-rule] .stp-line")
    return found.evaluate_all(
        "all => Object.fromEntries(all.map(l => [l.parentNode.dataset.rule, l.getAttribute('d')]))"
    )


def panel(visit, name):
    return visit.locator(".stp-panel:visible").filter(has_text=name)


@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_draws_its_runs_and_says_how_they_stand(visiting, page_of, loss):
    figure = Descent(loss)
    with visiting(width=390) as visit:
        visit.open(page_of(figure))
        assert state(visit) == figure.state()
        runs = {"beside-1", "beside-2"} | ({"beside-3", "beside-4"} if loss != "samples" else set())
        for picture, shown in (("stp-panels", runs), ("stp-loss", {"yours", *runs})):
            drawn = lines(visit, picture)
            assert set(drawn) - {"fit"} == shown
            assert all(len(line) > 10 for line in drawn.values())
        names = visit.locator(".stp-panel:visible strong").all_inner_texts()
        if loss == "samples":
            assert names == [
                "Yours: batches of 5", "All at once", "One at a time", "The line so far",
                "Epochs and steps",
            ]  # fmt: skip
        else:
            rates = DATA["losses"][loss]["rates"]
            assert names == ["Yours: η = 0.1", *(f"η = {rate:g}" for rate in rates)]
        assert visit.evaluate("document.documentElement.scrollWidth") <= 390
        too_wide = visit.evaluate(
            "[...document.querySelectorAll('.stp-panel p')].filter("
            "e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"
        )
        assert too_wide == []


def test_all_rates_play_together(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Descent(step=0)))
        start = lines(visit, "stp-loss")
        expect(panel(visit, "η = 0.02")).to_contain_text("at the start")
        visit.get_by_role("button", name="Play").click()
        visit.wait_for_function("parseInt(document.querySelector('.stp-step').textContent) >= 4")
        visit.get_by_role("button", name="Pause").click()
        halfway = state(visit)["step"]
        assert 4 <= halfway < 30
        drawn = lines(visit, "stp-loss")
        assert all(len(drawn[run]) > len(start[run]) for run in start)
        visit.get_by_role("button", name="Step forward").click()
        assert state(visit)["step"] == halfway + 1
        visit.get_by_role("button", name="Step back").click()
        visit.get_by_role("button", name="Step back").click()
        assert state(visit)["step"] == halfway - 1
        visit.get_by_label("Speed").select_option("4×")
        visit.get_by_role("button", name="Play").click()
        expect(visit.get_by_role("button", name="Step forward")).to_be_disabled(timeout=10_000)
        assert state(visit)["step"] == 30
        for rate, says in (
            ("0.02", "crawling"), ("0.3", "at the minimum"), ("0.95", "overshooting"),
            ("1.05", "diverging"),
        ):  # fmt: skip
            expect(panel(visit, f"η = {rate}")).to_contain_text(says)


def test_epochs_and_steps_are_counted_as_it_plays(visiting, page_of):
    """The lecture's 100 samples, batch 5, 10 epochs: 200 steps."""
    with visiting() as visit:
        visit.open(page_of(Descent("samples", step=0)))
        counts = panel(visit, "Epochs and steps")
        expect(counts).to_contain_text("100 ÷ 5 = 20 steps an epoch")
        expect(counts).to_contain_text("10 × 20 = 200")
        visit.get_by_label("Speed").select_option("4×")
        visit.get_by_role("button", name="Play").click()
        visit.wait_for_function("parseInt(document.querySelector('.stp-step').textContent) >= 25")
        visit.get_by_role("button", name="Pause").click()
        step = state(visit)["step"]
        epoch = (step - 1) // 20 + 1
        for words in (f"{epoch} of 10", f"{step} of 200", f"{5 * step}"):
            expect(counts.locator("dd").get_by_text(words, exact=True)).to_be_visible()
        expect(panel(visit, "All at once")).to_contain_text(f"step {step // 20} of 10")
        expect(panel(visit, "One at a time")).to_contain_text(f"step {5 * step} of 1000")
        batch = visit.locator(".stp-batch").get_attribute("d")
        assert batch.count("M") == 5
        visit.get_by_role("button", name="Step forward").click()
        assert visit.locator(".stp-batch").get_attribute("d") != batch


def test_every_control_works_by_keyboard(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Descent()))
        handle = visit.get_by_role("slider", name="Start point")
        handle.focus()
        press(visit, "ArrowRight", 2)
        press(visit, "Shift+ArrowRight")
        assert state(visit)["start"] == [-1.45]
        expect(handle).to_have_attribute("aria-valuetext", "w −1.45")

        rate = visit.get_by_role("slider", name="your learning rate")
        rate.focus()
        press(visit, "ArrowRight", 3)
        assert state(visit)["rate"] == 0.13
        expect(rate).to_have_attribute("aria-valuetext", "0.13")
        expect(rate).to_have_accessible_description(re.compile(r"Stable below η = 2/λ = 1\."))
        press(visit, "End")
        expect(panel(visit, "Yours: η = 1.5")).to_contain_text("diverged at step")
        mark = visit.locator(".stp-stable path")
        before = mark.bounding_box()["x"]
        visit.get_by_role("slider", name="curvature").focus()
        press(visit, "ArrowRight", 5)
        assert state(visit)["curvature"] == 2.5
        assert mark.bounding_box()["x"] < before  # steeper: the mark comes down
        expect(visit.locator(".stp-strip")).to_contain_text("2/λ = 0.8")
        visit.get_by_role("slider", name="steps").focus()
        press(visit, "ArrowRight")
        assert (state(visit)["steps"], state(visit)["step"]) == (40, 40)
        visit.get_by_role("slider", name="Step", exact=True).focus()
        press(visit, "Home")
        press(visit, "ArrowRight", 3)
        visit.get_by_role("button", name="Step forward").focus()
        press(visit, "Enter")
        assert state(visit)["step"] == 4

        visit.get_by_role("radio", name="Bowl").focus()
        press(visit, "ArrowRight", 3)
        own = DATA["losses"]["samples"]
        got = state(visit)
        assert (got["loss"], got["start"]) == ("samples", own["start"])
        visit.get_by_role("slider", name="your batch size").focus()
        press(visit, "ArrowRight", 2)
        visit.get_by_role("slider", name="epochs").focus()
        press(visit, "ArrowLeft", 4)
        shuffled = lines(visit)["beside-2"]
        visit.get_by_role("button", name="Shuffle anew").focus()
        press(visit, "Enter")
        got = state(visit)
        assert (got["batch"], got["epochs"], got["seed"]) == (8, 6, 1)
        assert lines(visit)["beside-2"] != shuffled
        expect(panel(visit, "Epochs")).to_contain_text("⌈100 ÷ 8⌉ = 13 steps an epoch")
        handle.focus()
        press(visit, "ArrowUp", 2)
        assert state(visit)["start"] == [-0.8, -0.7]
        visit.get_by_role("button", name="Reset").focus()
        press(visit, "Enter")
        assert state(visit) == Descent().state()


def test_tab_reaches_each_control_in_the_order_seen(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Descent(step=3)))
        assert tab_names(visit) == [
            "Bowl", "Reset", "Start point", "Play", "Step back", "Step forward", "Step", "Speed",
            "ηyour learning rate", "λcurvature", "steps",
        ]  # fmt: skip


def test_the_start_is_dragged_by_mouse_and_finger(visiting, page_of):
    with visiting(width=390, has_touch=True, is_mobile=True) as visit:
        visit.open(page_of(Descent("valley")))
        ring = visit.locator(".stp-handle").bounding_box()
        assert min(ring["width"], ring["height"]) >= 44
        x, y = ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2
        unit = visit.locator(".stp-surface .stp-ground").bounding_box()["width"] / 6
        visit.mouse.move(x, y)
        visit.mouse.down()
        visit.mouse.move(x + 60, y, steps=3)
        visit.mouse.up()
        moved = state(visit)["start"]
        assert moved == pytest.approx([-2.4 + 60 / unit, 0.2], abs=0.05)
        scrolled = visit.evaluate("scrollY")
        finger(visit)((x + 60, y), (x + 90, y), (x + 120, y))
        assert state(visit)["start"][0] == pytest.approx(moved[0] + 60 / unit, abs=0.05)
        assert visit.evaluate("scrollY") == scrolled
        # Of one weight: only left and right, never out of the picture.
        visit.get_by_role("radio", name="Bowl").tap()
        ground = visit.locator(".stp-surface .stp-ground").bounding_box()
        visit.touchscreen.tap(ground["x"] + ground["width"] * 0.75, ground["y"] + 20)
        assert state(visit)["start"] == pytest.approx([1.3], abs=0.05)
        slider = visit.get_by_role("slider", name="your learning rate").bounding_box()
        visit.touchscreen.tap(slider["x"] + slider["width"] / 2, slider["y"] + slider["height"] / 2)
        assert state(visit)["rate"] == pytest.approx(0.75, abs=0.02)


def test_overflow_and_odd_states_do_no_harm(visiting, page_of):
    tries = [
        {"loss": "two_minima", "rate": 1e9, "rates": [10, 10, 10, 10], "step": 1e9},
        {"loss": "samples", "rate": 10, "batch": -4, "epochs": 99, "nonsense": [1], "step": 0},
        {"loss": "bowl", "start": ["x"], "curvature": 1e6, "rates": [], "steps": "many", "step": 3},
    ]
    with visiting() as visit:
        visit.open(page_of(Descent(), tries=tries))
        bad = "/NaN|Infinity|undefined/.test(document.querySelector('.steepest-widget').outerHTML)"
        for number, given in enumerate(tries):
            visit.get_by_role("button", name=f"try {number}").click()
            assert state(visit)["loss"] == given["loss"]
            assert not visit.evaluate(bad)
        assert visit.locator(".stp-panels .stp-panel:visible").count() == 0  # no rates beside
        visit.get_by_role("button", name="try 0").click()
        expect(visit.locator(".stp-panel:visible").first).to_contain_text("diverged at step")
        gone = visit.locator(".stp-gone:visible")
        assert gone.count() == 5
        ground = visit.locator(".stp-surface .stp-ground").bounding_box()
        arrow = gone.first.bounding_box()
        assert ground["y"] - 1 <= arrow["y"] <= ground["y"] + ground["height"]


def test_try_buttons_set_and_play_and_reduced_motion_jumps(visiting, page_of):
    tries = [{"loss": "valley", "rate": 0.95}, {"rate": 0.5, "step": 12}]
    with visiting() as visit:
        visit.open(page_of(Descent(), tries=tries))
        visit.get_by_role("button", name="try 0").click()
        expect(visit.get_by_role("button", name="Pause")).to_be_visible()
        got = state(visit)
        assert (got["loss"], got["rate"]) == ("valley", 0.95)
        visit.get_by_role("button", name="try 1").click()
        assert (state(visit)["rate"], state(visit)["step"]) == (0.5, 12)
    with visiting(reduced_motion="reduce") as visit:
        visit.open(page_of(Descent(step=0), tries=tries))
        visit.get_by_role("button", name="Play").click()
        assert state(visit)["step"] == 30
        expect(visit.get_by_role("button", name="Play")).to_be_visible()
        visit.get_by_role("button", name="try 0").click()
        assert state(visit)["step"] == 40


def test_screen_reader_is_told_once_things_rest(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Descent(rates=[0.3])))
        spoken = visit.locator("[aria-live=polite]")
        expect(spoken).to_be_empty()
        visit.get_by_role("slider", name="your learning rate").focus()
        press(visit, "ArrowRight", 3)
        expect(spoken).to_be_empty()
        expect(spoken).to_have_text(
            re.compile(r"Bowl, step 30\. Yours: η = 0\.13: .*, loss .*; η = 0\.3: at the minimum")
        )


def test_print_leaves_pictures_numbers_and_the_mark(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Descent()))
        visit.emulate_media(media="print")
        for kept in (".stp-surface", ".stp-loss", ".stp-strip", ".stp-formula"):
            expect(visit.locator(kept)).to_be_visible()
        assert visit.locator(".stp-panel:visible").count() == 5
