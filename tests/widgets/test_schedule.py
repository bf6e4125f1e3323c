"""What chapter 06 and the figure's own page say of the walk, and drawing by hand on the page."""

import pytest
from playwright.sync_api import expect

from steepest import Schedule
from tests.widgets.hands import finger, press, slider, state

DATA = Schedule.data
STEPS = 300
SEEDS = range(1, 11)


@pytest.fixture
def ends(called):
    """`ends(plan="restarts")` is how many of the walkers of ten seeds end where, as shares."""

    def count(seeds=SEEDS, **changed):
        given = {name: trait["default"] for name, trait in DATA["traits"].items()} | changed
        (rates,) = called("schedule")(["schedules.js", "ratesOf", [given, STEPS]])
        walks = called("schedule")(*(["landscape.js", "walks", [rates, seed]] for seed in seeds))
        last = [path[-1] for paths in walks for path in paths]
        where = called("schedule")(*(["landscape.js", "whereIs", [end]] for end in last))
        return {name: where.count(name) / len(where) for name in ("broad", "narrow", "lost")}

    return count


def test_as_it_opens_39_of_40_end_in_the_narrow_well(ends):
    assert ends([1]) == {"broad": 0, "narrow": 39 / 40, "lost": 0}


def test_a_restart_leaves_the_narrow_well_and_a_smooth_decay_does_not(ends):
    assert ends([1], plan="restarts")["broad"] == 29 / 40
    assert ends()["broad"] < 0.15
    assert ends(plan="restarts")["broad"] > 0.7


def test_a_constant_rate_of_09_reaches_the_broad_well_and_of_05_does_not(ends):
    assert ends([1], plan="constant")["broad"] == 1
    assert ends([1], plan="constant", base=0.5)["narrow"] == 1


def test_so_does_a_larger_base_rate_without_a_restart(ends):
    assert ends(base=1.2)["broad"] > 0.85


def test_without_a_warm_up_all_are_thrown_out(ends):
    assert ends(warmup=0)["lost"] == 1


def test_the_best_schedule_is_at_the_limit_for_six_steps_and_small_at_the_end(called):
    (rates,) = called("schedule")(["simulation.js", "bestRates", [1, 60]])
    assert [rate > 1.99 for rate in rates[:7]] == [True] * 6 + [False]
    assert [round(rates[step], 2) for step in (20, 40, 59)] == [0.83, 0.45, 0.08]
    assert rates[45] > 0.35


def across(visit, *shares):
    """Places half-way up the picture that is drawn in, at shares of its width."""
    box = visit.locator("svg.stp-pencil").first.bounding_box()
    return [(box["x"] + share * box["width"], box["y"] + box["height"] / 2) for share in shares]


@pytest.mark.slow
def test_the_rate_is_drawn_by_pointer_keys_and_finger(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Schedule()))
        ring = slider(visit, "The rate of each step")
        at = across(visit, 0.3, 0.8)
        visit.mouse.move(*at[0])
        visit.mouse.down()
        visit.mouse.move(*at[1], steps=5)
        visit.mouse.up()
        drawn = state(visit)
        assert drawn["preset"] == "drawn"
        assert sum(rate > 0.5 for rate in drawn["rates"]) > 20
        ring.focus()
        press(visit, "ArrowUp", 3)
        assert state(visit)["rates"] != drawn["rates"]
        expect(visit.locator(".stp-says:visible")).to_contain_text("Loss at the end")
    with visiting(width=390, has_touch=True) as visit:
        visit.open(page_of(Schedule()))
        at = across(visit, 0.3, 0.6)
        finger(visit)(*at)
        assert state(visit)["preset"] == "drawn"
