"""The machine of four parts: what chapter 01 says of each swap, and its loop on a page."""

import pytest
from playwright.sync_api import expect

from steepest import Machine
from tests.widgets.hands import slider, state

END = 800


def right(called, step=END, own=False, **swapped):
    """The share of the new points, or of its own, that is right after some steps."""
    shown = Machine(**swapped).state()
    samples = called("machine")(["simulation.js", "points", [shown["points"]]])[0]
    given = [shown, step, samples] if own else [shown, step]
    return called("machine")(["simulation.js", "rightAfter", given])[0]


def test_each_swap_costs_what_the_chapter_says(called):
    assert right(called) > 0.9
    assert right(called, own=True, points="eight") == 1
    assert right(called, points="eight") == pytest.approx(0.8, abs=0.02)
    assert right(called, model="zeros") == pytest.approx(0.5, abs=0.03)
    assert right(called, algorithm="large") == pytest.approx(0.5, abs=0.03)
    assert right(called, loss="squared") == pytest.approx(0.8, abs=0.02)
    assert 0.75 < right(called, algorithm="small") < right(called)
    assert right(called, algorithm="momentum") > 0.9


def test_without_a_bend_about_three_quarters_are_right_at_best(called):
    shown = Machine(model="straight").state()
    fresh = called("machine")(["simulation.js", "curves", [shown]])[0]["fresh"]
    assert 0.75 < max(fresh) < 0.8


def test_weights_of_0_stay_there(called):
    net = called("machine")(["simulation.js", "parameters", [Machine(model="zeros").state(), END]])
    *others, first, second = net[0]
    assert not any(others)
    assert first
    assert second


def test_a_run_that_leaves_says_so(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Machine(loss="squared", algorithm="large", moment=100)))
        expect(visit.get_by_text("the weights ran away at step")).to_be_visible()


def test_the_parts_light_up_in_turn_and_the_weights_move_last(visiting, page_of):
    with visiting(reduced_motion="reduce") as visit:
        visit.open(page_of(Machine()))
        parts = visit.locator(".machine-part")
        for turn in range(9):
            lit = [parts.nth(i).get_attribute("class").endswith("machine-now") for i in range(4)]
            assert lit == [i == turn % 4 for i in range(4)]
            visit.get_by_role("button", name="Step forward").click()
        step = visit.get_by_text("Step 2: right on")
        expect(step).to_be_visible()


def test_a_part_is_swapped_while_it_runs(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Machine()))
        visit.get_by_role("button", name="Play").click()
        expect(slider(visit, "Moment")).not_to_have_value("0")
        visit.get_by_label("2. Model").select_option("straight")
        expect(visit.locator(".machine-part code").nth(1)).to_contain_text("h = x @ W1 + b1")
        before = int(slider(visit, "Moment").input_value())
        expect(slider(visit, "Moment")).not_to_have_value(str(before))
        visit.get_by_role("button", name="Pause").click()
        shown = state(visit)
        assert shown["model"] == "straight"
        assert shown["moment"] > before > 0
