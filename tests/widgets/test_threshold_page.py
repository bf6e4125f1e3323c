"""The figure in a real browser, on a page from a file with the network cut."""

import re

import pytest
from playwright.sync_api import expect

from steepest import Threshold
from tests.widgets.hands import finger, press, slider, state
from tools.traces.threshold import at_threshold, both_curves, errors, given, sample

pytestmark = pytest.mark.slow

DEFAULTS = Threshold.first()


def label(visit, picture):
    return visit.locator(f"svg.stp-{picture}").get_attribute("aria-label")


def centre(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def shown_numbers(visit, given_state):
    """Every number of the classification page, as scikit-learn has it."""
    truth, scores = sample(
        **{name: given_state[name] for name in ("seed", "separation", "positives")}
    )
    at = at_threshold(truth, scores, given_state["threshold"])
    curves = both_curves(truth, scores)
    four = [f"{name.upper()} {at[name]}" for name in ("tp", "fn", "fp", "tn")]
    assert label(visit, "matrix") == f"Confusion matrix: {', '.join(four)}"
    measures = [f"{name} {at[name]:.3f}" for name in ("accuracy", "precision", "recall", "f1")]
    assert label(visit, "bars") == f"Measures: {', '.join(measures)}"
    assert f"area {curves['auc']:.3f}, now at false positive rate {at['fpr']:.3f}" in label(
        visit, "roc"
    )
    assert f"average precision {curves['ap']:.3f}" in label(visit, "pr")
    drawn = visit.locator(".stp-matrix .stp-name").all_text_contents()
    assert drawn == four
    assert visit.locator(".stp-surface .stp-name").all_text_contents()[2:] == [
        four[1], four[0], four[3], four[2],
    ]  # fmt: skip
    return at


def test_shows_the_numbers_of_scikit_learn(visiting, page_of):
    figure = Threshold(threshold=0.72, separation=1.4, positives=20, seed=4)
    with visiting() as visit:
        visit.open(page_of(figure))
        assert state(visit) == figure.state()
        at = shown_numbers(visit, figure.state())
        bars = visit.locator(".stp-bars")
        expect(bars).to_contain_text("always “negative”: 0.900")
        expect(bars).to_contain_text(f"TP / (TP + FP) = {at['tp']} / {at['tp'] + at['fp']}")
        # One mark a sample: dots for what is right, crosses for what is wrong, by class.
        marks = visit.locator(".stp-surface [data-rule]").evaluate_all(
            "groups => groups.map(g => [...g.children].map("
            "p => (p.getAttribute('d').match(/M/g) ?? []).length))"
        )
        assert marks == [[at["tp"], at["fn"]], [at["tn"], at["fp"]]]


def test_every_control_of_the_threshold_works_by_keyboard(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Threshold()))
        line = slider(visit, "Threshold line")
        line.focus()
        press(visit, "ArrowRight", 3)
        press(visit, "Shift+ArrowUp")
        press(visit, "ArrowLeft")
        assert state(visit)["threshold"] == 0.62
        expect(line).to_have_attribute("aria-valuetext", "0.62")
        shown_numbers(visit, state(visit))
        slider(visit, "threshold").focus()
        press(visit, "ArrowRight", 2)
        assert state(visit)["threshold"] == 0.64
        slider(visit, "separation").focus()
        press(visit, "ArrowRight", 5)
        assert state(visit)["separation"] == 2.5
        slider(visit, "positives of 200").focus()
        press(visit, "ArrowLeft", 4)
        assert state(visit)["positives"] == 96
        visit.get_by_role("button", name="Draw again").focus()
        press(visit, "Enter")
        assert state(visit)["seed"] == 2
        shown_numbers(visit, state(visit))
        slider(visit, "threshold").focus()
        press(visit, "End")
        assert state(visit)["threshold"] == 1
        expect(visit.locator(".stp-bars")).to_contain_text("no positives predicted")
        expect(visit.locator(".stp-none")).to_have_count(2)
        shown_numbers(visit, state(visit))
        line.focus()
        press(visit, "Shift+ArrowRight", 2)
        assert state(visit)["threshold"] == 1  # never out of its range
        press(visit, "Shift+ArrowLeft", 11)
        assert state(visit)["threshold"] == 0
        expect(visit.locator(".stp-none")).to_have_count(0)
        shown_numbers(visit, state(visit))
        visit.get_by_role("button", name="Reset").focus()
        press(visit, "Enter")
        assert state(visit) == DEFAULTS


def test_tabs_follow_the_pattern_and_tab_reaches_each_control(visiting, page_of):
    def walk(visit):
        names = []
        visit.get_by_role("tab", selected=True).focus()
        for _ in range(30):
            names.append(
                visit.evaluate(
                    "(e => e.getAttribute('aria-label') || e.labels?.[0]?.textContent"
                    " || e.textContent)(document.activeElement)"
                )
            )
            press(visit, "Tab")
            if not visit.evaluate("!!document.activeElement.closest('.steepest-widget')"):
                break
        return names

    with visiting() as visit:
        visit.open(page_of(Threshold(outlier=True)))
        one, other = visit.get_by_role("tab").all()
        expect(one).to_have_attribute("aria-selected", "true")
        expect(visit.get_by_role("tabpanel")).to_have_count(1)
        assert walk(visit) == [
            "Classification", "Reset", "threshold", "separation", "positives of 200",
            "Draw again", "Threshold line",
        ]  # fmt: skip
        one.focus()
        press(visit, "ArrowRight")
        expect(other).to_be_focused()
        expect(visit.get_by_role("tabpanel", name="Regression")).to_be_visible()
        assert state(visit)["tab"] == "regression"
        assert walk(visit) == [
            "Regression", "Reset", "squares", "outlier", "biased", "bias",
            *(f"True value at x = {x}" for x in range(1, 9)), "Outlier",
        ]  # fmt: skip
        other.focus()
        for key, tab in (("ArrowRight", one), ("End", other), ("Home", one), ("ArrowLeft", other)):
            press(visit, key)
            expect(tab).to_be_focused()
            expect(tab).to_have_attribute("aria-selected", "true")
        one.click()
        assert state(visit)["tab"] == "classification"


def test_every_control_of_the_errors_works_by_keyboard(visiting, page_of):
    def found(visit):
        """What the page shows is what scikit-learn says of its state."""
        wanted = errors(*given(state(visit)))
        said = visit.locator(".stp-at-errors svg").get_attribute("aria-label")
        numbers = dict(re.findall(r"(MAE|MSE|RMSE|R²|explained variance) ([−\d.]+)", said))
        for name, key in (("MAE", "mae"), ("MSE", "mse"), ("RMSE", "rmse"), ("R²", "r2"),
                          ("explained variance", "explained")):  # fmt: skip
            got = float(numbers[name].replace("−", "-"))
            assert got == pytest.approx(wanted[key], rel=6e-3, abs=1e-3), name
        if wanted["mape"] is None:
            assert "MAPE undefined" in said
        else:
            got = float(re.search(r"MAPE ([\d.]+)%", said)[1])
            assert got == pytest.approx(wanted["mape"], rel=6e-3)
        split = visit.locator(".stp-split").inner_text()
        mse, spread, square = (float(n) for n in re.findall(r"\d[\d.]*\d|\d", split)[:3])
        assert mse == pytest.approx(wanted["mse"], rel=6e-3)
        assert spread == pytest.approx(wanted["spread"], rel=6e-3)
        assert square == pytest.approx(wanted["bias"] ** 2, rel=6e-3, abs=1e-9)
        return wanted

    with visiting() as visit:
        visit.open(page_of(Threshold(tab="regression")))
        before = found(visit)
        assert before["r2"] == pytest.approx(before["explained"])
        biased = visit.get_by_role("checkbox", name="biased")
        biased.focus()
        press(visit, "Space")
        assert state(visit)["bias"] == 2
        after = found(visit)
        assert after["r2"] < after["explained"] == pytest.approx(before["explained"])
        slider(visit, "bias").focus()
        press(visit, "ArrowLeft", 5)
        assert state(visit)["bias"] == 1.5
        found(visit)
        biased.uncheck()
        assert state(visit)["bias"] == 0
        visit.get_by_role("checkbox", name="outlier").focus()
        press(visit, "Space")
        assert state(visit)["outlier"] is True
        assert found(visit)["mse"] > 8 * before["mse"]
        outlier = slider(visit, "Outlier")
        outlier.focus()
        press(visit, "Shift+ArrowDown", 2)
        press(visit, "ArrowUp")
        assert state(visit)["truth"][-1] == 8.1
        expect(outlier).to_have_attribute("aria-valuetext", "truth 8.10, predicted 3.50")
        visit.get_by_role("checkbox", name="outlier").uncheck()
        expect(outlier).to_be_hidden()
        first = slider(visit, "True value at x = 1")
        first.focus()
        press(visit, "Shift+ArrowDown", 2)
        press(visit, "ArrowDown", 8)
        assert state(visit)["truth"][0] == 0.1
        assert found(visit)["mape"] > 200
        press(visit, "ArrowDown", 3)
        assert state(visit)["truth"][0] == 0  # never below
        assert found(visit)["mape"] is None
        visit.get_by_role("radio", name="squares").focus()
        press(visit, "ArrowRight")
        assert state(visit)["errors"] == "percent"
        expect(visit.locator(".stp-points")).to_contain_text("÷ 0")
        press(visit, "ArrowRight")
        assert state(visit)["errors"] == "lengths"
        expect(visit.locator(".stp-points")).to_contain_text("0.9")
        assert not re.search("NaN|Infinity|undefined<", visit.content())


def test_line_and_points_are_dragged(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Threshold()))
        ground = visit.locator(".stp-surface .stp-ground").bounding_box()
        x, y = centre(visit.locator(".stp-surface .stp-handle-ring"))
        visit.mouse.move(x, y)
        visit.mouse.down()
        visit.mouse.move(x + ground["width"] * 0.2, y + 90, steps=4)
        visit.mouse.up()
        assert state(visit)["threshold"] == pytest.approx(0.7, abs=0.004)
        visit.mouse.move(x, y)  # let go: it stays
        visit.mouse.click(ground["x"] + ground["width"] / 4, ground["y"] + 40)
        assert state(visit)["threshold"] == pytest.approx(0.25, abs=0.004)
        visit.mouse.down()
        visit.mouse.move(0, 0)
        visit.mouse.up()
        assert state(visit)["threshold"] == 0
        shown_numbers(visit, state(visit))

        visit.get_by_role("tab", name="Regression").click()
        ground = visit.locator(".stp-points .stp-ground").bounding_box()
        unit = ground["height"] / 12
        ring = slider(visit, "True value at x = 3").locator(".stp-handle-ring")
        x, y = centre(ring)
        visit.mouse.move(x, y)
        visit.mouse.down()
        visit.mouse.move(x + 100, y - 2 * unit, steps=4)  # a neighbour's column: still this point
        visit.mouse.up()
        moved = state(visit)["truth"]
        assert moved[2] == pytest.approx(6.3, abs=0.11)
        rest = [*moved[:2], *moved[3:]]
        assert rest == [*DEFAULTS["truth"][:2], *DEFAULTS["truth"][3:]]
        # A press anywhere brings the nearest column's point there.
        visit.mouse.click(ground["x"] + ground["width"] * 8 / 9 + 6, ground["y"] + 3 * unit)
        assert state(visit)["truth"][7] == pytest.approx(9, abs=0.11)
        assert state(visit)["truth"][:7] == moved[:7]


def test_line_and_points_are_dragged_by_a_finger(visiting, page_of):
    with visiting(width=390, has_touch=True, is_mobile=True) as visit:
        visit.open(page_of(Threshold()))
        touch = finger(visit)

        def drag(x, y, dx, dy):
            touch(*((x + dx * share, y + dy * share) for share in (0, 0.5, 1)))

        reach = visit.locator(".stp-surface .stp-handle-reach").bounding_box()
        assert min(reach["width"], reach["height"]) >= 43
        ground = visit.locator(".stp-surface .stp-ground").bounding_box()
        drag(*centre(visit.locator(".stp-surface .stp-handle-ring")), ground["width"] * 0.3, 40)
        assert state(visit)["threshold"] == pytest.approx(0.8, abs=0.01)
        assert visit.evaluate("scrollY") == 0
        visit.touchscreen.tap(ground["x"] + ground["width"] * 0.3, ground["y"] + 30)
        assert state(visit)["threshold"] == pytest.approx(0.3, abs=0.01)
        # A swipe over the picture scrolls the page and moves nothing.
        drag(ground["x"] + ground["width"] * 0.8, ground["y"] + ground["height"] * 0.8, 0, -150)
        visit.wait_for_function("scrollY > 50")
        assert state(visit)["threshold"] == pytest.approx(0.3, abs=0.01)

        visit.get_by_role("tab", name="Regression").tap()
        visit.evaluate("scrollTo(0, 0)")
        ground = visit.locator(".stp-points .stp-ground").bounding_box()
        ring = slider(visit, "True value at x = 5").locator(".stp-handle-ring")
        drag(*centre(ring), 0, 2 * ground["height"] / 12)
        assert state(visit)["truth"][4] == pytest.approx(2.8, abs=0.15)
        assert state(visit)["truth"][:4] == DEFAULTS["truth"][:4]


def test_try_buttons_set_the_figure_and_wild_ones_do_no_harm(visiting, page_of):
    tries = [
        {"positives": 20, "threshold": 0.9},
        {"tab": "regression", "bias": 2},
        {"tab": "classification", "positives": 999, "threshold": "high", "separation": 9},
        {"nonsense": 1, "truth": [[]], "seed": -4},
    ]
    with visiting() as visit:
        visit.open(page_of(Threshold(), tries=tries))
        buttons = visit.locator(".steepest-try")
        buttons.nth(0).click()
        assert state(visit) == DEFAULTS | tries[0]
        buttons.nth(1).click()
        assert state(visit) == DEFAULTS | tries[0] | tries[1]
        expect(visit.get_by_role("tabpanel", name="Regression")).to_be_visible()
        buttons.nth(2).click()
        assert state(visit)["positives"] == 198
        assert (state(visit)["threshold"], state(visit)["separation"]) == (0.9, 4)
        buttons.nth(3).click()
        assert state(visit)["seed"] == 0
        assert state(visit)["truth"] == DEFAULTS["truth"]
        shown_numbers(visit, state(visit))
        assert not re.search("NaN|Infinity|undefined", visit.content())


def test_screen_reader_is_told_once_things_rest(visiting, page_of):
    with visiting(reduced_motion="reduce") as visit:
        visit.open(page_of(Threshold()))
        spoken = visit.locator("[aria-live=polite]")
        expect(spoken).to_be_empty()
        slider(visit, "threshold").focus()
        press(visit, "Home")
        press(visit, "ArrowRight", 2)
        expect(spoken).to_be_empty()
        expect(spoken).to_have_text(
            re.compile(
                r"^Threshold 0\.02: 100 found, 0 missed, 100 false alarms, 0 dismissed\. "
                r"Accuracy 0\.500, precision 0\.500, recall 1\.000, F1 0\.667\. "
                r"Area under the ROC curve 0\.\d{3}, average precision 0\.\d{3}\.$"
            )
        )
        visit.get_by_role("tab", name="Regression").click()
        visit.get_by_role("checkbox", name="biased").check()
        expect(spoken).to_have_text(
            re.compile(
                r"^MAE [\d.]+, MSE [\d.]+, .*explained variance 0\.855\. Mean error −2\.00\.$"
            )
        )
