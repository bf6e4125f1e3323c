"""The figure in a real browser, on a page from a file with the network cut."""

import re

import pytest
from playwright.sync_api import expect

from steepest import Normalization
from tests.widgets.hands import press, slider, state

pytestmark = pytest.mark.slow

DEFAULTS = Normalization.first()
NORMS, VIEWS = Normalization.data["norms"], Normalization.data["views"]
TITLES = {"layer": "One batch", "running": "Train and eval", "cells": "Cells"}
PICTURES = {"layer": ".stp-strips", "running": ".stp-time", "cells": ".stp-cube-and-cells"}


def row(visit, name):
    return visit.locator("tr:visible").filter(
        has=visit.get_by_role("rowheader", name=name, exact=True)
    )


def cells(visit, name):
    return row(visit, name).get_by_role("cell").all_inner_texts()


def slice_cell(visit, at):
    """The middle of a cell of the slices, counted as the tensor is."""
    box = visit.locator(".stp-cells rect").nth(at).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [1280, 390])
def test_each_view_is_whole(visiting, axe_violations, page_of, view, width):
    """Its own picture, table and controls, nothing cut off, nothing that axe finds."""
    with visiting(width=width, dark=width == 390) as visit:
        visit.open(page_of(Normalization(view=view, gamma=-0.7, beta=-2, batch=64, spread=3)))
        for name, picture in PICTURES.items():
            expect(visit.locator(picture)).to_be_visible(visible=name == view)
        assert visit.locator("table:visible").count() == 1
        expect(visit.get_by_role("radio", name=TITLES[view])).to_be_checked()
        expect(visit.get_by_role("group", name="Player")).to_be_visible(visible=view == "running")
        assert visit.evaluate("document.documentElement.scrollWidth") <= width
        cut = visit.locator(f"{PICTURES[view]} text").evaluate_all(
            """texts => texts.filter((text) => {
              const name = text.getBoundingClientRect();
              const box = text.ownerSVGElement.getBoundingClientRect();
              return name.width && (name.left < box.left - 1 || name.right > box.right + 1
                || name.bottom > box.bottom + 1);
            }).map((text) => text.textContent)"""
        )
        assert cut == []
        assert axe_violations(visit.page) == []


def test_every_control_works_by_keyboard(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Normalization()))
        for name, key, trait, wanted in (
            ("n batch size", "ArrowRight", "batch", 34),
            ("mean", "ArrowLeft", "shift", -1.7),
            ("standard deviation", "ArrowRight", "spread", 1.8),
            ("γ scale", "ArrowLeft", "gamma", 0.8),
            ("β shift", "ArrowRight", "beta", 0.2),
        ):
            before = visit.locator(".stp-strips").inner_html()
            slider(visit, name).focus()
            press(visit, key, 2)
            assert state(visit)[trait] == pytest.approx(wanted)
            assert visit.locator(".stp-strips").inner_html() != before
        visit.get_by_role("checkbox", name="on the way to ReLU").focus()
        press(visit, "Space")
        assert state(visit)["batch_norm"] is False
        expect(visit.locator(".stp-strips")).to_contain_text("Normalised: left out")
        visit.get_by_role("button", name="Draw again").focus()
        press(visit, "Enter")
        assert state(visit)["seed"] == DEFAULTS["seed"] + 1

        visit.get_by_role("radio", name="One batch").focus()
        press(visit, "ArrowRight")
        assert state(visit)["view"] == "running"
        slider(visit, "m momentum").focus()
        press(visit, "ArrowRight")
        assert state(visit)["momentum"] == 0.2
        slider(visit, "Step").focus()
        press(visit, "Home")
        expect(visit.locator(".stp-note:visible")).to_contain_text("No batch has arrived yet.")
        press(visit, "ArrowRight", 3)
        assert state(visit)["step"] == 3
        assert all(cells(visit, "running"))
        visit.get_by_role("button", name="Step back").focus()
        press(visit, "Enter")
        assert state(visit)["step"] == 2

        visit.get_by_role("radio", name="Train and eval").focus()
        press(visit, "ArrowRight")
        assert state(visit)["view"] == "cells"
        visit.get_by_role("radio", name="Batch", exact=True).focus()
        press(visit, "ArrowDown", 3)
        assert state(visit)["norm"] == "group"
        before = cells(visit, "Group")
        slider(visit, "groups of group norm").focus()
        press(visit, "ArrowRight")
        assert state(visit)["groups"] == 3
        assert cells(visit, "Group") != before
        shades = visit.locator(".stp-cells").inner_html()
        visit.get_by_role("checkbox", name="show normalised values").focus()
        press(visit, "Space")
        assert state(visit)["normalized"] is True
        assert visit.locator(".stp-cells").inner_html() != shades
        handle = slider(visit, "Cell")
        handle.focus()
        press(visit, "ArrowRight", 3)  # from a sample's last position into the next sample
        press(visit, "ArrowUp")
        assert state(visit)["cell"] == [2, 1, 0]
        expect(handle).to_have_attribute("aria-valuetext", "sample 3, channel 2, position 1")
        press(visit, "Shift+ArrowLeft")
        press(visit, "ArrowDown", 9)
        assert state(visit)["cell"] == [1, 5, 0]
        visit.get_by_role("button", name="Reset").focus()
        press(visit, "Enter")
        assert state(visit) == DEFAULTS


def test_tab_order_is_the_order_seen(visiting, page_of):
    ways = {
        "layer": ["n", "mean", "standard deviation", "on the way", "γ", "β"],
        "running": ["Play", "Step back", "Step forward", "Step", "Speed",
                    "n", "mean", "standard deviation", "γ", "β", "m"],
        "cells": ["Cell", "Batch", "groups", "show"],
    }  # fmt: skip
    with visiting() as visit:
        for view, wanted in ways.items():
            visit.open(page_of(Normalization(view=view, step=5)))
            names = []
            for _ in range(30):
                press(visit, "Tab")
                if not visit.evaluate("!!document.activeElement.closest('.steepest-widget')"):
                    break
                names.append(
                    visit.evaluate(
                        "(e => e.getAttribute('aria-label') || e.labels?.[0]?.textContent"
                        " || e.textContent)(document.activeElement)"
                    )
                )
            expected = [TITLES[view], "Draw again", "Reset", *wanted]
            assert len(names) == len(expected), names
            for name, start in zip(names, expected, strict=True):
                assert name.startswith(start), names


def test_what_is_cut_and_what_is_beyond_is_said(visiting, page_of):
    figure = Normalization(batch=64, shift=3.0, spread=3.0, gamma=1.5, beta=-0.9)
    with visiting() as visit:
        visit.open(page_of(figure))
        picture = visit.locator(".stp-strips")
        expect(picture).to_contain_text("ReLU cuts below −β/γ = 0.60")
        share = cells(visit, "with batch norm")[0]
        label = picture.locator(".stp-cut-label").text_content()
        zeros, said = re.fullmatch(r"(\d+) of 64, (.*) at zero", label).groups()
        assert said == share
        hollow = picture.locator(".stp-hollow").evaluate_all(
            "paths => paths.map(p => p.getAttribute('d').split('M').length - 1)"
        )
        assert hollow == [int(zeros)] * 4
        assert re.search(r"\d+ beyond →", picture.text_content())
        visit.evaluate("document.querySelector('.steepest-widget').steepest.set({gamma: 0})")
        expect(picture).to_contain_text("γ = 0: all alike")
        expect(row(visit, "with batch norm")).to_contain_text("100 %")
        # The batch norm's column says the same with batch norm out of the way.
        both = [cells(visit, name) for name in ("with batch norm", "without")]
        visit.get_by_role("checkbox", name="on the way to ReLU").uncheck()
        assert [cells(visit, name) for name in ("with batch norm", "without")] == both
        expect(picture).not_to_contain_text("−β/γ")


def test_plays_pauses_and_ends(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Normalization(view="running", step=0, batch=4)))
        drawn = visit.locator(".stp-time .stp-batch-dots").first
        assert (drawn.get_attribute("d") or "") == ""
        visit.get_by_label("Speed").select_option("4×")
        visit.get_by_role("button", name="Play").click()
        visit.wait_for_function("parseInt(document.querySelector('.stp-step').textContent) >= 5")
        visit.get_by_role("button", name="Pause").click()
        paused = state(visit)["step"]
        assert 5 <= paused < 100
        assert drawn.get_attribute("d").count("M") == paused
        visit.get_by_role("button", name="Play").click()
        expect(visit.get_by_role("button", name="Step forward")).to_be_disabled(timeout=10_000)
        assert state(visit)["step"] == 100
        # A change of view while it plays brings it to rest.
        visit.get_by_role("button", name="Play").click()
        visit.get_by_role("radio", name="Cells").check()
        stopped = state(visit)["step"]
        visit.wait_for_timeout(200)
        assert state(visit)["step"] == stopped


def test_cells_by_pointer(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Normalization(view="cells")))
        member = ".stp-cells .stp-member"
        assert visit.locator(member).count() == 16  # batch norm: a channel of all samples
        visit.mouse.move(*slice_cell(visit, 0))
        note = visit.locator(".stp-note:visible")
        expect(note).to_contain_text("sample 1, channel 1, position 1")
        assert state(visit)["cell"] == DEFAULTS["cell"]  # only looked at
        visit.mouse.move(5, 5)
        expect(note).to_contain_text("sample 2, channel 3, position 2")
        visit.mouse.move(*slice_cell(visit, 0))
        slider(visit, "Cell").focus()
        press(visit, "ArrowRight")  # from the chosen cell, not from under the pointer
        expect(note).to_contain_text("sample 2, channel 3, position 3")
        visit.mouse.click(*slice_cell(visit, 95))
        assert state(visit)["cell"] == [3, 5, 3]
        for norm, count in zip(NORMS, (16, 24, 4, 12), strict=True):
            visit.get_by_role("radio", name=norm.capitalize(), exact=True).check()
            assert visit.locator(member).count() == count
            assert cells(visit, norm.capitalize())[0] == str(count)
        # The cube's front face is the first sample.
        face = visit.locator(".stp-cube path").first.bounding_box()
        visit.mouse.click(face["x"] + face["width"] / 2, face["y"] + face["height"] * 0.6)
        assert state(visit)["cell"][:2] in ([0, 0], [1, 0])
        before = state(visit)["cell"]
        box = visit.locator(PICTURES["cells"]).bounding_box()
        visit.mouse.click(box["x"] + 3, box["y"] + 3)  # beside all cells
        assert state(visit)["cell"] == before


def test_cells_by_touch(visiting, page_of):
    with visiting(width=390, has_touch=True, is_mobile=True) as visit:
        visit.open(page_of(Normalization(view="cells", norm="instance")))
        visit.locator(".stp-cells").scroll_into_view_if_needed()
        visit.touchscreen.tap(*slice_cell(visit, 24 * 3 + 4 * 2 + 1))
        assert state(visit)["cell"] == [3, 2, 1]
        visit.get_by_role("radio", name="One batch").tap()
        assert state(visit)["view"] == "layer"
        slider(visit, "γ scale").scroll_into_view_if_needed()
        box = slider(visit, "γ scale").bounding_box()
        assert box["height"] >= 24
        visit.touchscreen.tap(box["x"] + box["width"] * 0.1, box["y"] + box["height"] / 2)
        assert state(visit)["gamma"] < -2


def test_reduced_motion_shows_the_end_at_once(visiting, page_of):
    with visiting(reduced_motion="reduce") as visit:
        visit.open(page_of(Normalization(view="running", step=0), tries=[{"batch": 2}]))
        visit.get_by_role("button", name="Play").click()
        assert state(visit)["step"] == 100
        visit.locator(".steepest-try").click()
        assert (state(visit)["batch"], state(visit)["step"]) == (2, 100)


def test_try_buttons_set_the_figure_and_bad_ones_do_no_harm(visiting, page_of):
    tries = [
        {"view": "running", "batch": 2},
        {"view": "cells", "norm": "group", "groups": 3, "cell": [0, 5, 0]},
        {"view": "layer", "batch": 1e9, "spread": -4, "gamma": 1e300, "cell": "x", "nothing": 1},
        {"beta": None, "momentum": "fast", "groups": 4, "seed": -7, "norm": "none"},
    ]
    with visiting() as visit:
        visit.open(page_of(Normalization(), tries=tries))
        buttons = visit.locator(".steepest-try")
        buttons.nth(0).click()
        expect(visit.get_by_role("button", name="Pause")).to_be_visible()  # batches arrive
        assert state(visit)["batch"] == 2
        buttons.nth(1).click()
        now = state(visit)
        assert (now["view"], now["norm"], now["groups"], now["cell"]) == (
            "cells", "group", 3, [0, 5, 0],
        )  # fmt: skip
        buttons.nth(2).click()
        buttons.nth(3).click()
        now = state(visit)
        assert (now["view"], now["batch"], now["spread"], now["gamma"]) == ("layer", 64, 0.2, 3)
        assert (now["cell"], now["norm"], now["seed"]) == ([0, 5, 0], "group", 0)
        Normalization(**now)  # what a page can hold, Python takes
        assert not re.search("NaN|Infinity|undefined", visit.content())


def test_screen_reader_is_told_once_things_rest(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Normalization()))
        spoken = visit.locator("[aria-live=polite]")
        expect(spoken).to_be_empty()
        slider(visit, "β shift").focus()
        press(visit, "ArrowRight", 3)
        expect(spoken).to_be_empty()
        expect(spoken).to_have_text(
            re.compile(r"A batch of 32: .* after batch norm mean 0\.30, .*% without\.")
        )
        visit.get_by_role("radio", name="Cells").check()
        expect(spoken).to_have_text(
            re.compile("Batch norm, sample 2, channel 3, position 2: 16 cells")
        )
