"""The race in a real browser, on a page from a file with the network cut."""

import re

import pytest
from playwright.sync_api import expect

from steepest import OptimizerRace
from steepest.racing import race
from tests.widgets.hands import finger, press, state, tab_names

DATA = OptimizerRace.data
RULES, SURFACES = tuple(DATA["rules"]), tuple(DATA["surfaces"])


def paths(visit, picture="stp-surface"):
    """The path of each rule as drawn so far."""
    found = visit.locator(f".{picture} [data-rule] .stp-line")
    return found.evaluate_all(
        "lines => Object.fromEntries("
        "lines.map(l => [l.parentNode.dataset.rule, l.getAttribute('d')]))"
    )


def row(visit, rule):
    title = DATA["rules"][rule]["title"]
    return visit.locator("tr").filter(has=visit.get_by_role("rowheader", name=title, exact=True))


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)], ids=["wide", "phone"])
@pytest.mark.parametrize("surface", SURFACES)
def test_draws_whole_in_every_setting(visiting, axe_violations, page_of, surface, width, dark):
    """Live, in place of its still, no wider than the page, nothing that axe finds."""
    with visiting(width=width, dark=dark) as visit:
        visit.open(page_of(OptimizerRace(surface=surface, rules=RULES)))
        expect(visit.locator(".stp-live")).to_be_visible()
        expect(visit.locator(".stp-still")).to_have_count(0)
        for picture in ("stp-surface", "stp-loss"):
            drawn = paths(visit, picture)
            assert set(drawn) == set(RULES)
            assert all(len(line) > 20 for line in drawn.values())
        assert visit.locator(".stp-bands path").count() > 8
        assert visit.evaluate("document.documentElement.scrollWidth") <= width
        cut = visit.evaluate(
            """() => [...document.querySelectorAll('.steepest-widget svg text')].filter((t) => {
              const name = t.getBoundingClientRect();
              const box = t.closest('.stp-surface, .stp-loss').getBoundingClientRect();
              return name.left < box.left - 1 || name.right > box.right + 1;
            }).map((t) => t.textContent)"""
        )
        assert cut == []
        assert axe_violations(visit.page) == []


def test_first_state_is_that_of_the_json(visiting, page_of):
    shown = OptimizerRace(
        surface="beale", rules=["nesterov", "adam"], start=(2, 1), steps=60, step=7,
        settings={"adam": {"lr": 0.25}},
    )  # fmt: skip
    with visiting() as visit:
        visit.open(page_of(shown))
        assert state(visit) == shown.state()
        assert set(paths(visit)) == {"nesterov", "adam"}
        expect(visit.get_by_label("Surface", exact=True)).to_have_value("beale")
        expect(visit.locator(".stp-step")).to_have_text("7 / 60")
        adam = visit.get_by_role("group", name="Adam")
        expect(adam.get_by_role("slider", name="learning rate")).to_have_attribute(
            "aria-valuetext", "0.25"
        )
        expect(visit.get_by_role("group", name="SGD")).to_be_hidden()


def test_plays_pauses_and_steps(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(OptimizerRace(step=0, steps=100)))
        start = paths(visit)
        visit.get_by_role("button", name="Play").click()
        visit.wait_for_function("parseInt(document.querySelector('.stp-step').textContent) >= 5")
        visit.get_by_role("button", name="Pause").click()
        halfway = state(visit)["step"]
        assert 5 <= halfway < 100
        drawn = paths(visit)
        assert all(len(drawn[rule]) > len(start[rule]) for rule in start)
        visit.get_by_role("button", name="Step forward").click()
        assert state(visit)["step"] == halfway + 1
        visit.get_by_role("button", name="Step back").click()
        visit.get_by_role("button", name="Step back").click()
        assert state(visit)["step"] == halfway - 1
        visit.get_by_label("Speed").select_option("4×")
        visit.get_by_role("button", name="Play").click()
        expect(visit.get_by_role("button", name="Step forward")).to_be_disabled(timeout=10_000)
        assert state(visit)["step"] == 100


def test_every_control_works_by_keyboard(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(OptimizerRace(rules=["sgd", "momentum"], steps=100)))
        handle = visit.get_by_role("slider", name="Start point")
        handle.focus()
        press(visit, "ArrowRight", 2)
        press(visit, "ArrowDown")
        press(visit, "Shift+ArrowUp")
        assert state(visit)["start"] == pytest.approx([-2.5, 1.3])
        expect(handle).to_have_attribute("aria-valuetext", "x −2.50, y 1.30")

        before = state(visit)
        for group, label, constant in (
            ("SGD", "learning rate", ("sgd", "lr")),
            ("Momentum", "learning rate", ("momentum", "lr")),
            ("Momentum", "momentum", ("momentum", "beta")),
        ):
            drawn = paths(visit)[constant[0]]
            visit.get_by_role("group", name=group).get_by_role("slider", name=label).focus()
            press(visit, "ArrowLeft", 6)
            rule, name = constant
            assert state(visit)["settings"][rule][name] < before["settings"][rule][name]
            assert paths(visit)[rule] != drawn

        visit.get_by_role("checkbox", name="Adam").focus()
        press(visit, "Space")
        assert state(visit)["rules"] == ["sgd", "momentum", "adam"]
        press(visit, "Space")
        assert state(visit)["rules"] == ["sgd", "momentum"]

        visit.get_by_role("slider", name="Step", exact=True).focus()
        press(visit, "Home")
        press(visit, "ArrowRight", 3)
        assert state(visit)["step"] == 3
        visit.get_by_role("slider", name="Steps").focus()
        press(visit, "ArrowRight", 5)
        assert state(visit)["steps"] > 100
        visit.get_by_role("button", name="Step forward").focus()
        press(visit, "Enter")
        assert state(visit)["step"] == 4

        visit.get_by_label("Surface", exact=True).focus()
        press(visit, "ArrowDown")
        assert state(visit)["surface"] == "rosenbrock"
        assert state(visit)["start"] == DATA["surfaces"]["rosenbrock"]["start"]
        assert state(visit)["settings"] == DATA["surfaces"]["rosenbrock"]["settings"]
        visit.get_by_role("button", name="Reset").focus()
        press(visit, "Enter")
        assert state(visit) == before | {"start": DATA["surfaces"]["ravine"]["start"]}


def test_tab_reaches_each_control_in_the_order_seen(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(OptimizerRace(rules=["sgd"], step=3)))
        assert tab_names(visit) == [
            "Surface", "Steps", "Reset", "Start point",
            "Play", "Step back", "Step forward", "Step", "Speed",
            *(DATA["rules"][rule]["title"] for rule in RULES), "ηlearning rate",
        ]  # fmt: skip


def test_start_is_dragged(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(OptimizerRace()))
        ring = visit.locator(".stp-handle").bounding_box()
        x, y = ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2
        visit.mouse.move(x, y)
        visit.mouse.down()
        visit.mouse.move(x + 60, y + 40, steps=4)
        visit.mouse.up()
        start = state(visit)["start"]
        own = DATA["surfaces"]["ravine"]["start"]
        unit = visit.locator(".stp-ground").bounding_box()["width"] / 6
        assert start == pytest.approx([own[0] + 60 / unit, own[1] - 40 / unit], abs=0.03)
        visit.mouse.move(x + 120, y + 90)  # let go: the start stays
        assert state(visit)["start"] == start
        ground = visit.locator(".stp-ground").bounding_box()
        visit.mouse.click(ground["x"] + ground["width"] * 0.75, ground["y"] + ground["height"] / 2)
        assert state(visit)["start"] == pytest.approx([1.5, 0], abs=0.03)
        visit.mouse.move(ground["x"] + 40, ground["y"] + 40)
        visit.mouse.down()
        visit.mouse.move(ground["x"] - 300, ground["y"] - 300)
        visit.mouse.up()
        assert state(visit)["start"] == [-3, 2.5]  # never out of the picture


def test_start_is_dragged_by_a_finger(visiting, page_of):
    with visiting(width=390, has_touch=True, is_mobile=True) as visit:
        visit.open(page_of(OptimizerRace()))
        ring = visit.locator(".stp-handle").bounding_box()
        assert min(ring["width"], ring["height"]) >= 44
        x, y = ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2
        touch = finger(visit)
        before = visit.evaluate("scrollY")
        touch(*((x + 80 * share, y + 50 * share) for share in (0, 0.25, 0.5, 0.75, 1)))
        ground = visit.locator(".stp-ground").bounding_box()
        unit = ground["width"] / 6
        own = DATA["surfaces"]["ravine"]["start"]
        wanted = [own[0] + 80 / unit, own[1] - 50 / unit]
        assert state(visit)["start"] == pytest.approx(wanted, abs=0.05)
        assert visit.evaluate("scrollY") == before
        visit.touchscreen.tap(ground["x"] + ground["width"] / 2, ground["y"] + 60)
        tapped = state(visit)["start"]
        assert tapped == pytest.approx([0, 2.5 - 60 / unit], abs=0.05)
        # A swipe over the picture scrolls the page and moves nothing.
        x, y = ground["x"] + ground["width"] * 0.8, ground["y"] + ground["height"] * 0.8
        touch(*((x, y - 150 * share) for share in (0, 0.25, 0.5, 0.75, 1)))
        visit.wait_for_function("scrollY > 50")
        assert state(visit)["start"] == tapped


def test_divergence_is_shown_as_such(visiting, page_of):
    shown = OptimizerRace(rules=["sgd", "adam"], settings={"sgd": {"lr": 0.05}})
    with visiting() as visit:
        visit.open(page_of(shown))
        expect(row(visit, "sgd")).to_contain_text(re.compile(r"diverged at \d+"))
        expect(row(visit, "adam")).not_to_contain_text("diverged")
        gone = visit.locator(".stp-surface .stp-gone")
        expect(gone).to_have_count(1)
        ground = visit.locator(".stp-ground").bounding_box()
        arrow = gone.bounding_box()
        assert arrow["y"] >= ground["y"] - 1
        assert arrow["y"] + arrow["height"] <= ground["y"] + ground["height"] + 1
        assert "NaN" not in visit.content()
        visit.get_by_role("slider", name="Step", exact=True).focus()
        press(visit, "Home")
        expect(row(visit, "sgd")).to_contain_text("running")
        expect(visit.locator(".stp-gone")).to_have_count(0)


def test_numbers_that_overflow_do_no_harm(visiting, page_of):
    settings = {
        "sgd": {"lr": 10.0}, "momentum": {"lr": 10.0, "beta": 0.999}, "adam": {"lr": 10.0},
    }  # fmt: skip
    with visiting() as visit:
        visit.open(page_of(OptimizerRace("beale", list(settings), (4.0, 2.4), settings)))
        expect(row(visit, "sgd")).to_contain_text("diverged")
        assert not re.search("NaN|Infinity|undefined", visit.content())


def test_reduced_motion_shows_the_end_at_once(visiting, page_of):
    with visiting(reduced_motion="reduce") as visit:
        visit.open(page_of(OptimizerRace(step=0), tries=[{"surface": "beale"}]))
        visit.get_by_role("button", name="Play").click()
        assert state(visit)["step"] == 200
        expect(visit.get_by_role("button", name="Play")).to_be_visible()
        visit.locator(".steepest-try").click()
        assert state(visit)["step"] == 200


def test_try_buttons_set_the_widget_before_them(visiting, page_of):
    tries = [
        {"surface": "saddle", "rules": ["adam"], "settings": {"adam": {"lr": 0.3}}},
        {"settings": {"adam": {"beta1": 0.5}}, "step": 12},
    ]
    with visiting() as visit:
        visit.open(page_of(OptimizerRace(), OptimizerRace("beale"), tries=tries))
        own = DATA["surfaces"]["saddle"]
        first, second = (
            f"document.querySelectorAll('.steepest-widget')[{at}].steepest.state" for at in (0, 1)
        )
        visit.locator(".steepest-try").first.click()
        got = visit.evaluate(second)
        assert (got["surface"], got["rules"], got["start"]) == ("saddle", ["adam"], own["start"])
        assert got["settings"]["adam"] == own["settings"]["adam"] | {"lr": 0.3}
        expect(visit.get_by_role("button", name="Pause")).to_be_visible()  # it plays
        visit.wait_for_function(
            "[...document.querySelectorAll('.steepest-widget')][1].getBoundingClientRect().top >= 0"
        )
        visit.locator(".steepest-try").last.click()
        got = visit.evaluate(second)
        assert got["settings"]["adam"] == own["settings"]["adam"] | {"lr": 0.3, "beta1": 0.5}
        assert got["step"] == 12
        assert visit.evaluate(first) == OptimizerRace().state()


def test_screen_reader_is_told_once_things_rest(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(OptimizerRace(rules=["sgd", "adam"])))
        spoken = visit.locator("[aria-live=polite]")
        expect(spoken).to_be_empty()
        handle = visit.get_by_role("slider", name="Start point")
        handle.focus()
        press(visit, "ArrowRight", 3)
        expect(spoken).to_be_empty()
        expect(spoken).to_have_text(re.compile(r"Ravine, step 200\. Loss: SGD .*; Adam .*\."))


def test_no_rule_at_all_is_a_race_too(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(OptimizerRace(rules=[])))
        expect(visit.locator(".stp-bands")).to_be_attached()
        visit.get_by_role("checkbox", name="RMSprop").check()
        assert set(paths(visit)) == {"rmsprop"}
        visit.get_by_role("checkbox", name="RMSprop").uncheck()
        assert paths(visit) == {}


def test_print_shows_pictures_and_numbers_without_controls(visiting, page_of):
    with visiting(dark=True) as visit:
        visit.open(page_of(OptimizerRace()))
        visit.emulate_media(media="print")
        for kept in (".stp-surface", ".stp-loss", ".stp-readout", ".stp-formula"):
            expect(visit.locator(kept)).to_be_visible()
        for left_out in (".stp-player", ".stp-settings", ".stp-bar", "figcaption.stp-help"):
            expect(visit.locator(left_out)).to_be_hidden()
        paper = visit.locator(".steepest-widget").evaluate(
            "e => getComputedStyle(e).backgroundColor"
        )
        assert paper == "rgb(255, 255, 255)"


def test_own_functions_are_bands_beside_the_courses_lines(visiting, page_of):
    """They belong to one state: where the reader leaves it and no kernel runs, they go."""

    def sgd_step(w, g, lr):
        return w - 0.5 * lr * g

    with visiting() as visit:
        visit.open(page_of(race([sgd_step])))
        bands = visit.locator(".stp-surface .stp-own"), visit.locator(".stp-loss .stp-own")
        for band in bands:
            expect(band).to_have_count(1)
            assert len(band.get_attribute("d")) > 100
        assert paths(visit)["sgd"] != bands[0].get_attribute("d")
        words = visit.get_by_text("The broad bands are your own functions. Their loss: SGD")
        expect(words).to_be_visible()
        visit.get_by_role("button", name="Reset").click()
        visit.get_by_role("slider", name="Start point").focus()
        visit.page.keyboard.press("ArrowLeft")
        for band in bands:
            expect(band).to_have_count(0)
        expect(words).to_be_hidden()
