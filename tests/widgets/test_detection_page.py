"""Detection in a real browser, on a page from a file with the network cut."""

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from playwright.sync_api import expect

from steepest import Detection
from tests.widgets.hands import press, state

pytestmark = pytest.mark.slow

DATA, FIRST = Detection.data, Detection.first()
WIDTH = DATA["photo"]["width"]


def written(value, decimals):
    """A number as JavaScript writes it: halves go up."""
    return str(Decimal(value).quantize(Decimal(10) ** -decimals, ROUND_HALF_UP))


def photo(visit):
    """The photograph's corner on the page, and the page's pixels in one of its own."""
    box = visit.locator(".det-photo").bounding_box()
    return box["x"], box["y"], box["width"] / WIDTH


def drag(visit, start, end):
    """Drag by the mouse, in pixels of the photograph."""
    left, top, factor = photo(visit)
    points = [(left + x * factor, top + y * factor) for x, y in (start, end)]
    visit.mouse.move(*points[0])
    visit.mouse.down()
    visit.mouse.move(*points[1], steps=4)
    visit.mouse.up()


def test_boxes_are_moved_sized_and_drawn_by_the_mouse(visiting, page_of):
    figure = Detection(truth=(60, 60, 200, 200), detection=(240, 100, 400, 220))
    with visiting() as visit:
        visit.open(page_of(figure))
        expect(visit.locator(".det-iou")).to_have_text("= 0.00")
        assert visit.locator(".det-hatch").get_attribute("d") is None
        drag(visit, (300, 160), (280, 150))
        assert state(visit)["detection"] == pytest.approx([220, 90, 380, 210], abs=1)
        before = state(visit)["detection"]
        corners = {  # by which the truth is sized, and which of its numbers change
            (200, 200): ((10, 20), [0, 0, 10, 20]), (60, 60): ((-10, 6), [-10, 6, 0, 0]),
            (210, 66): ((-8, -8), [0, -8, -8, 0]), (50, 220): ((4, 8), [4, 0, 0, 8]),
        }  # fmt: skip
        for (x, y), ((dx, dy), change) in corners.items():
            old = state(visit)["truth"]
            drag(visit, (x, y), (x + dx, y + dy))
            wanted = [a + b for a, b in zip(old, change, strict=True)]
            assert state(visit)["truth"] == pytest.approx(wanted, abs=1.5)
        assert state(visit)["detection"] == before
        drag(visit, (460, 300), (410, 20))  # beside the boxes: the truth, touched last, is drawn
        assert state(visit)["truth"] == pytest.approx([410, 20, 460, 300], abs=1)
        drag(visit, (10, 10), (11, 11))  # a click draws nothing
        assert state(visit)["truth"] == pytest.approx([410, 20, 460, 300], abs=1)
        drag(visit, (430, 100), (900, -900))  # moved whole, never out of the picture
        assert state(visit)["truth"] == pytest.approx([430, 0, 480, 280], abs=1)
        visit.mouse.move(300, 300)  # let go: it stays
        assert state(visit)["truth"] == pytest.approx([430, 0, 480, 280], abs=1)


def test_numbers_follow_the_boxes(visiting, page_of):
    """Poor, good and excellent by the text's buttons, then equal boxes and boxes apart."""
    tries = [
        {"view": "overlap", "detection": box}
        for box in (
            [70, 30, 268, 232], [102, 48, 318, 260], [130, 68, 340, 274], FIRST["truth"],
            [0, 0, 60, 40],
        )
    ]  # fmt: skip
    with visiting() as visit:
        visit.open(page_of(Detection(view="precision"), tries=tries))
        for number, iou in enumerate(("0.40", "0.73", "0.93", "1.00", "0.00")):
            visit.get_by_role("button", name=f"try {number}").click()
            expect(visit.locator(".det-iou")).to_have_text(f"= {iou}")
            label = visit.locator(".det-fraction").get_attribute("aria-label")
            assert label.endswith(f"IoU {iou}.")
            numbers = visit.locator(".det-fraction .stp-number").all_text_contents()
            for area in re.findall(r"[\d,]+(?=,| square)", label):
                assert f"{area} px²" in numbers
        rows = visit.locator(".det-boxes tbody tr").all_inner_texts()
        assert [" ".join(row.split()) for row in rows] == [
            "truth 126, 64 – 335, 271 209 × 207 43,263 px²",
            "detection 0, 0 – 60, 40 60 × 40 2,400 px²",
        ]
        spoken = visit.locator(".stp-spoken[aria-live]").last
        expect(spoken).to_have_text("Intersection 0, union 45,663 square pixels; IoU 0.00.")


def test_every_control_works_by_keyboard(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Detection()))
        visit.get_by_role("slider", name="Detection: place").focus()
        press(visit, "ArrowRight", 3)
        press(visit, "Shift+ArrowUp", 9)
        assert state(visit)["detection"] == [108, 0, 324, 212]
        visit.get_by_role("slider", name="Detection: size").focus()
        press(visit, "ArrowLeft")
        press(visit, "Shift+ArrowDown")
        assert state(visit)["detection"] == [108, 0, 322, 232]
        place = visit.get_by_role("slider", name="Detection: place")
        iou = visit.locator(".det-iou").text_content()[2:]
        expect(place).to_have_attribute(
            "aria-valuetext", f"left 108, top 0, 214 wide, 232 high, IoU {iou}"
        )
        visit.get_by_role("slider", name="Truth: size").focus()
        press(visit, "Shift+ArrowUp", 20)  # no side vanishes
        left, top, right, bottom = state(visit)["truth"]
        assert min(right - left, bottom - top) >= DATA["side"]

        visit.get_by_role("tab", name="Overlap").focus()
        press(visit, "ArrowRight")
        assert state(visit)["view"] == "precision"
        visit.get_by_role("radio", name="flowers").focus()
        press(visit, "ArrowRight")
        assert (state(visit)["category"], state(visit)["step"]) == ("leaf", 10)
        visit.get_by_role("radio", name="COCO").focus()
        press(visit, "ArrowRight")
        assert state(visit)["matching"] == "voc"
        threshold = visit.get_by_role("slider", name="overlap threshold")
        threshold.focus()
        press(visit, "End")
        assert state(visit)["threshold"] == 0.95
        press(visit, "ArrowLeft", 3)
        assert state(visit)["threshold"] == 0.8
        expect(threshold).to_have_attribute("aria-valuetext", "0.80")
        visit.get_by_role("slider", name="Detection", exact=True).focus()
        press(visit, "Home")
        press(visit, "ArrowRight", 4)
        assert state(visit)["step"] == 4
        visit.get_by_role("button", name="Step forward").focus()
        press(visit, "Enter")
        assert state(visit)["step"] == 5
        visit.get_by_role("button", name="Step back").focus()
        press(visit, "Enter")
        assert state(visit)["step"] == 4
        visit.get_by_role("button", name="Reset").focus()
        press(visit, "Enter")
        assert state(visit) == FIRST


def test_boxes_follow_a_finger_and_the_page_scrolls_beside_them(visiting, page_of):
    figure = Detection(truth=(200, 40, 340, 180), detection=(180, 150, 300, 280))
    with visiting(width=390, has_touch=True, is_mobile=True) as visit:
        visit.open(page_of(figure))
        session = visit.context.new_cdp_session(visit.page)
        left, top, factor = photo(visit)

        def touch(kind, *points):
            points = [{"x": left + x * factor, "y": top + y * factor} for x, y in points]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        def swipe(start, by):
            touch("touchStart", start)
            for share in (0.25, 0.5, 0.75, 1):
                touch("touchMove", (start[0] + by[0] * share, start[1] + by[1] * share))
            touch("touchEnd")

        swipe((220, 230), (-40, 20))
        assert state(visit)["detection"] == pytest.approx([140, 170, 260, 300], abs=2)
        swipe((340, 40), (40, -20))
        assert state(visit)["truth"] == pytest.approx([200, 20, 380, 180], abs=2)
        assert visit.evaluate("scrollY") == 0
        before = state(visit)
        swipe((440, 280), (0, -240))
        visit.wait_for_function("scrollY > 50")
        assert state(visit) == before


def test_list_plays_one_detection_at_a_time(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Detection(view="precision", step=0)))
        expect(visit.locator(".det-why")).to_have_text(
            "No detection judged yet; there are 9 flowers to find."
        )
        assert visit.locator(".det-saw").get_attribute("d") is None
        expect(visit.locator(".det-found")).to_have_count(0)
        forward = visit.get_by_role("button", name="Step forward")
        for step in range(1, 7):
            forward.click()
            expect(visit.locator(".det-found")).to_have_count(step)
            marks = visit.locator(".det-curve .det-dot, .det-curve .det-cross")
            expect(marks).to_have_count(step)
        why = visit.locator(".det-why")
        expect(why).to_have_attribute("data-verdict", "hit")
        expect(why).to_contain_text("COCO's rule looks on among the free")
        expect(why).to_contain_text("4 of 6 right, 4 of 9 found: precision 0.67, recall 0.44.")
        row = visit.locator(".det-list .det-row-now")
        assert row.inner_text().split("\t") == [
            "6", "0.81", "B", "0.67 with B1", "✓ takes B2", "0.67", "0.44",
        ]  # fmt: skip
        expect(visit.locator(".stp-spoken[aria-live]").last).to_contain_text(
            "Average precision so far: 11-point 0.379, all points 0.352, 101-point 0.355."
        )
        visit.get_by_role("radio", name="PASCAL VOC").check()
        expect(why).to_contain_text("PASCAL VOC's rule looks no further. A duplicate")
        expect(row).to_contain_text("✗ duplicate")
        assert state(visit)["step"] == 6
        visit.get_by_label("Speed").select_option("4×")
        visit.get_by_role("button", name="Play").click()
        expect(forward).to_be_disabled(timeout=10_000)
        assert state(visit)["step"] == 13


def test_numbers_are_those_of_the_references(visiting, page_of, golden):
    """Tiles, tables and columns as they stand on the page, at two thresholds."""
    traced = golden("detection")
    means = {(one["matching"], one["threshold"]): one for one in traced[-1]["means"]}
    states = {(one["category"], one["matching"], one["threshold"]): one for one in traced[2:-1]}
    with visiting() as visit:
        visit.open(page_of(Detection(view="precision", matching="voc", category="butterfly")))
        slider = visit.get_by_role("slider", name="overlap threshold")
        for threshold in (0.5, 0.65):
            slider.focus()
            press(visit, "Home")
            press(visit, "ArrowRight", round((threshold - 0.5) / 0.05))
            one = states["butterfly", "voc", threshold]
            wanted = [written(one[area][-1], 3) for area in DATA["areas"]]
            assert visit.locator(".det-areas .stp-number").all_text_contents() == wanted
            cells = visit.locator(".det-areas-table tr").nth(3).locator("td").all_inner_texts()
            assert cells == wanted
            cells = visit.locator(".det-areas-table tr").nth(4).locator("td").all_inner_texts()
            assert cells == [written(means["voc", threshold][area], 3) for area in DATA["areas"]]
            listed = visit.locator(".det-list tbody tr:visible td:nth-child(6)").all_inner_texts()
            assert listed == [written(value, 2) for value in one["precision"]]
            found = visit.locator(".det-list tbody tr:visible td:nth-child(7)").all_inner_texts()
            assert found == [written(value, 2) for value in one["recall"]]
        strip = visit.locator(".det-strip .stp-tick").all_text_contents()
        columns = [means["coco", at]["hundred"] for at in DATA["traits"]["threshold"]["among"]]
        assert strip[::2] == [written(value, 2)[1:] for value in columns]
        expect(visit.locator(".det-strip .stp-number")).to_have_text(
            f"AP@[.50:.05:.95] = {written(traced[-1]['coco'], 3)}"
        )
        expect(visit.locator(".det-strip .det-chosen")).to_have_count(1)


def test_text_sets_any_state_and_nonsense_breaks_nothing(visiting, page_of):
    tries = [
        {"view": "precision", "category": "leaf", "step": 0},
        {"view": "precision", "category": "tree", "threshold": "x", "matching": 3, "truth": [1]},
        {"threshold": 7, "step": 900, "detection": [-50, 900, 9000, 5], "colour": "red"},
        {"view": "overlap"},
    ]
    with visiting(width=390) as visit:
        visit.open(page_of(Detection(), tries=tries))
        visit.get_by_role("button", name="try 0").click()
        expect(visit.get_by_role("button", name="Pause")).to_be_visible()  # it plays from the start
        visit.wait_for_function("parseInt(document.querySelector('.stp-step').textContent) >= 2")
        visit.get_by_role("button", name="try 1").click()
        stopped = state(visit)
        assert FIRST | {"view": "precision", "category": "leaf", "step": stopped["step"]} == stopped
        visit.get_by_role("button", name="try 2").click()
        assert state(visit) == stopped | {
            "threshold": 0.95, "step": 10, "detection": [0, 5, 480, 320],
        }  # fmt: skip
        for name in ("try 2", "try 3"):
            visit.get_by_role("button", name=name).click()
            assert visit.evaluate("document.documentElement.scrollWidth") <= 390
            assert not visit.evaluate("/NaN|Infinity|undefined/.test(document.body.innerHTML)")


def test_reduced_motion_goes_to_the_end_at_once(visiting, page_of):
    tries = [{"view": "precision", "step": 0}]
    with visiting(reduced_motion="reduce") as visit:
        visit.open(page_of(Detection(), tries=tries))
        visit.get_by_role("button", name="try 0").click()
        assert state(visit)["step"] == 0
        visit.get_by_role("button", name="Play").click()
        assert state(visit)["step"] == 13
        expect(visit.locator(".det-found")).to_have_count(13)


def test_second_page_is_as_whole_as_the_first(visiting, axe_violations, page_of):
    """What holds for each widget as it opens holds after the other tab, too."""
    with visiting(width=390, dark=True) as visit:
        visit.open(page_of(Detection(step=6)))
        visit.get_by_role("tab", name="Average precision").click()
        expect(visit.locator(".det-found")).to_have_count(6)
        assert visit.evaluate("document.documentElement.scrollWidth") <= 390
        cut = visit.evaluate(
            """() => [...document.querySelectorAll(".steepest-widget svg text")].filter((text) => {
              const name = text.getBoundingClientRect();
              const box = text.ownerSVGElement.getBoundingClientRect();
              return name.width && (name.left < box.left - 1 || name.right > box.right + 1
                || name.top < box.top - 2 || name.bottom > box.bottom + 2);
            }).map((text) => text.textContent)"""
        )
        assert cut == []
        assert axe_violations(visit.page) == []
        visit.emulate_media(media="print")
        expect(visit.locator(".det-why")).to_be_visible()
        expect(visit.locator(".steepest-widget :is(input, button):visible")).to_have_count(0)
