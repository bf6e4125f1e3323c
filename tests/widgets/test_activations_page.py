"""The activations in a real browser, on a page from a file with the network cut."""

import re

import pytest
from playwright.sync_api import expect

from steepest import Activations
from tests.widgets.hands import finger, press, state, tab_names

pytestmark = pytest.mark.slow

DATA = Activations.data
FUNCTIONS = tuple(DATA["functions"])
DEFAULT = Activations().state()


def cells(visit, row):
    return visit.locator("tr", has=visit.get_by_role("rowheader", name=row)).locator("td")


def drawn(visit, picture):
    """All path data of a picture: what is drawn."""
    return visit.locator(f".{picture} path").evaluate_all(
        "all => all.map(p => p.getAttribute('d'))"
    )


def test_every_control_works_by_keyboard(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Activations()))
        assert state(visit) == DEFAULT
        slider = lambda name: visit.get_by_role("slider", name=name, exact=True)  # noqa: E731

        slider("x").focus()
        press(visit, "ArrowRight", 2)
        press(visit, "Shift+ArrowLeft")
        assert state(visit)["x"] == pytest.approx(0.2)
        expect(slider("x")).to_have_attribute("aria-valuetext", "x 0.20, slope 0.248")
        expect(visit.locator(".stp-act-point")).to_have_text(
            "x = 0.20, f(x) = 0.55, slope f′(x) = 0.248"
        )
        slider("Layer").focus()
        press(visit, "ArrowRight", 3)
        assert state(visit)["layer"] == 4
        press(visit, "Shift+ArrowRight", 3)
        assert state(visit)["layer"] == 10  # never beyond the last
        expect(visit.locator("thead")).to_contain_text("layer 10")
        slider("Depth").focus()
        press(visit, "ArrowLeft", 4)
        assert (state(visit)["depth"], state(visit)["layer"]) == (6, 6)
        expect(cells(visit, "dead units")).to_have_text(["0 of 64", "0 of 384"])

        visit.get_by_label("Initialisation").focus()
        press(visit, "ArrowDown")
        assert (state(visit)["init"], state(visit)["std"]) == ("he", DATA["inits"]["he"]["std"])
        expect(slider("Weight std")).to_have_attribute("aria-valuetext", "0.177")
        slider("Weight std").focus()
        press(visit, "ArrowRight", 5)
        assert state(visit)["init"] == "custom"
        assert 0.2 < state(visit)["std"] < 0.3
        expect(visit.get_by_label("Initialisation")).to_have_value("custom")

        visit.get_by_label("Activation").focus()
        press(visit, "ArrowDown", 2)
        assert state(visit)["activation"] == "relu"
        expect(visit.locator(".stp-formula")).to_contain_text("max(0, x)")
        before = drawn(visit, "stp-act-stack")
        visit.get_by_role("button", name="Draw again").focus()
        press(visit, "Enter")
        assert state(visit)["seed"] == 1
        assert drawn(visit, "stp-act-stack") != before

        expect(visit.get_by_role("row", name="norm, clipped")).to_be_hidden()
        visit.get_by_role("checkbox", name="Clip gradients").focus()
        press(visit, "Space")
        assert state(visit)["clip"] is True
        slider("Max norm").focus()
        press(visit, "ArrowLeft", 20)
        assert state(visit)["max_norm"] == 0.1
        expect(cells(visit, "norm, clipped").last).to_have_text("0.1")
        expect(visit.locator(".stp-act-said")).to_contain_text("bring it to 0.1.")

        visit.get_by_role("button", name="Reset").focus()
        press(visit, "Enter")
        assert state(visit) == DEFAULT


def test_tab_reaches_each_control_in_the_order_seen(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Activations()))
        assert tab_names(visit) == [
            "Activation", "x", "Depth", "Initialisation", "Weight std", "Draw again", "Reset",
            "Layer", "Clip gradients", "Max norm",
        ]  # fmt: skip


def test_point_and_layer_are_dragged(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Activations("elu")))
        low, high = (DATA["traits"]["x"][end] for end in ("low", "high"))
        picture = visit.locator(".stp-act-function").bounding_box()
        unit = (picture["width"] - 44) / (high - low)  # less the margins
        ring = visit.get_by_role("slider", name="x", exact=True).bounding_box()
        x, y = ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2
        visit.mouse.move(x, y)
        visit.mouse.down()
        visit.mouse.move(x - 2 * unit, y + 30, steps=4)
        assert state(visit)["x"] == pytest.approx(-1, abs=0.05)
        visit.mouse.move(x - 900, y)
        visit.mouse.up()
        assert state(visit)["x"] == low  # never out of the picture
        visit.mouse.move(x, y)
        assert state(visit)["x"] == low  # let go: it stays

        stack = visit.locator(".stp-act-stack").bounding_box()
        column = (stack["width"] - 54) / 10
        at = lambda layer: stack["x"] + 46 + (layer - 0.5) * column  # noqa: E731
        visit.mouse.click(at(7), stack["y"] + 60)
        assert state(visit)["layer"] == 7
        visit.mouse.move(at(7), stack["y"] + 200)
        visit.mouse.down()
        visit.mouse.move(at(3), stack["y"] + 200, steps=4)
        visit.mouse.up()
        assert state(visit)["layer"] == 3
        expect(visit.locator(".stp-act-inputs")).to_contain_text("bars: inputs of layer 3")


def test_by_a_finger_the_rings_move_and_a_swipe_scrolls(visiting, page_of):
    with visiting(width=390, has_touch=True, is_mobile=True) as visit:
        visit.open(page_of(Activations("tanh", depth=5)))
        touch = finger(visit)

        def swipe(start, dx, dy):
            x, y = start
            touch(*((x + dx * share, y + dy * share) for share in (0, 0.3, 0.6, 1)))

        def middle(name):
            ring = visit.get_by_role("slider", name=name, exact=True).bounding_box()
            assert min(ring["width"], ring["height"]) > 43.9
            return ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2

        swipe(middle("x"), -80, 0)
        assert state(visit)["x"] < -0.5
        visit.locator(".stp-act-stack").scroll_into_view_if_needed()
        visit.evaluate("document.querySelector('.stp-act-clip').scrollIntoView({block: 'end'})")
        swipe(middle("Layer"), 130, 0)
        assert state(visit)["layer"] in (3, 4)
        stack = visit.locator(".stp-act-stack").bounding_box()
        right, bottom = stack["x"] + stack["width"], stack["y"] + stack["height"]
        visit.touchscreen.tap(right - 20, bottom - 120)
        assert state(visit)["layer"] == 5
        before = visit.evaluate("scrollY")
        swipe((right - 200, bottom - 120), 0, -150)
        visit.wait_for_function("before => scrollY > before + 50", arg=before)
        assert state(visit)["layer"] == 5


def test_each_function_vanishes_and_explodes_in_words_and_pictures(visiting, page_of):
    """Whole at every extreme: no number that is none, nothing beyond the page."""
    with visiting(width=390) as visit:
        visit.open(page_of(Activations()))
        seen = set()
        for activation in FUNCTIONS:
            for init in ("too_small", "too_large", "custom"):
                for depth in (1, 30):
                    visit.evaluate(
                        "state => document.querySelector('.steepest-widget').steepest.set(state)",
                        {"activation": activation, "init": init, "depth": depth, "std": 1,
                         "clip": depth == 30},
                    )  # fmt: skip
                    told = visit.locator(".stp-act-verdict").inner_text()
                    seen.add(told.split()[0])
                    inside = visit.locator(".steepest-widget").inner_html()
                    assert not re.search("NaN|Infinity|undefined", inside)
                    assert visit.evaluate("document.documentElement.scrollWidth") <= 390
        assert seen == {"Vanishing", "Healthy", "Exploding"}
        assert visit.locator(".stp-act-line").count() == 2  # maxout shows its two lines
        assert visit.locator(".stp-act-inputs").count() == 0  # and has no single input


def test_clipping_moves_every_gradient_down_alike(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Activations("relu", init="too_large", layer=6)))
        expect(visit.locator(".stp-act-verdict")).to_have_text(
            "Exploding in all 10 layers: layer 6 has a gradient of norm 9800"
        )
        lines = visit.locator(".stp-act-stack [data-norms] .stp-line")
        expect(lines).to_have_count(2)
        visit.get_by_role("checkbox", name="Clip gradients").check()
        expect(lines).to_have_count(3)
        heights = lines.evaluate_all(
            "all => all.map(l => l.getAttribute('d').match(/[ML][^ML]+/g)"
            ".map(p => Number(p.split(' ')[1])))"
        )
        _, weights, clipped = heights
        gaps = [low - high for low, high in zip(clipped, weights, strict=True)]
        assert min(gaps) > 20
        assert max(gaps) - min(gaps) <= 0.21  # a shift on a log axis, to a tenth of a pixel
        assert len({visit.locator(".stp-act-stack [data-norms] .stp-line").nth(i).get_attribute(
            "stroke-dasharray") for i in range(3)}) == 3  # fmt: skip
        expect(cells(visit, "norm, clipped").last).to_have_text("1")


def test_try_buttons_set_the_state_and_bad_ones_do_no_harm(visiting, page_of):
    tries = [
        {"activation": "tanh", "init": "he", "depth": 20, "layer": 20, "x": -1.5, "clip": True},
        {"activation": "nothing", "depth": 900, "x": "far", "std": -3, "size": 1},
    ]
    with visiting(reduced_motion="reduce") as visit:
        visit.open(page_of(Activations(), tries=tries))
        visit.locator(".steepest-try").first.click()
        wanted = DEFAULT | tries[0] | {"std": DATA["inits"]["he"]["std"]}
        assert state(visit) == wanted
        visit.locator(".steepest-try").last.click()
        assert state(visit) == wanted | {"depth": 30, "init": "custom", "std": 0.01}
        expect(visit.locator(".stp-act-verdict strong")).to_have_text("Vanishing")
        visit.get_by_role("button", name="Reset").click()
        assert state(visit) == DEFAULT


def test_screen_reader_is_told_once_things_rest(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Activations()))
        spoken = visit.locator("[aria-live=polite]")
        expect(spoken).to_be_empty()
        visit.get_by_role("slider", name="Layer").focus()
        press(visit, "ArrowRight", 3)
        expect(spoken).to_be_empty()
        expect(spoken).to_have_text(
            re.compile(
                r"Sigmoid at x = 1: value 0\.731, slope 0\.197\. Weights of std 0\.125, gradients "
                r"vanishing in 8 of 10 layers: .* Layer 4: outputs of std 0\.11, 0 dead units, "
                r"gradient of norm \S+\. The global norm is 0\.12; nothing is clipped\."
            )
        )
