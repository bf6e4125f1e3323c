"""A cell with a figure, run again and again, and figures scrolled out of a windowed notebook.

What a figure leaves behind when its cell runs anew would make a long evening slow: memory of the
kernel, memory of the page, frames that are still asked for, and listeners.
"""

import json

import pytest
from playwright.sync_api import expect

from tools.driving import RUN

pytestmark = pytest.mark.xdist_group("lab")

# Counts frames that are asked for, without changing when they come.
COUNTING = """
const ask = window.requestAnimationFrame.bind(window);
window.asked = 0;
window.requestAnimationFrame = (call) => { window.asked += 1; return ask(call); };
"""
MEMORY = """
import gc, json, resource
from ipywidgets import Widget
def held():
    gc.collect()
    kib = int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() // 1024
    figures = [one for one in gc.get_objects() if isinstance(one, steepest.OptimizerRace)]
    return {"kib": kib, "figures": len(figures)}
"""
RACE = "race = steepest.OptimizerRace(surface='ravine', steps=1000)\nrace"
PLAY = "() => document.querySelector('.stp-play').click()"


def again(page, cell, times):
    """Run a cell so many times, each figure playing as the next run comes."""
    for _ in range(times):
        before = cell.locator(".jp-InputPrompt").inner_text()
        page.keyboard.press("Control+Enter")
        expect(cell.locator(".jp-InputPrompt")).not_to_have_text(before, timeout=RUN)
        expect(cell.locator(".jp-InputPrompt")).not_to_contain_text("*", timeout=RUN)
        expect(cell.locator(".stp-live")).to_have_count(1)
        page.evaluate(PLAY)


def asked_in_a_second(page):
    before = page.evaluate("window.asked")
    page.wait_for_timeout(1000)
    return page.evaluate("window.asked") - before


def heap(session):
    """What the page holds once its rubbish is collected: bytes, listeners, elements."""
    session.send("HeapProfiler.collectGarbage")
    session.send("HeapProfiler.collectGarbage")
    counts = session.send("Memory.getDOMCounters")
    used = session.send("Runtime.getHeapUsage")["usedSize"]
    return used, counts["jsEventListeners"], counts["nodes"]


@pytest.mark.parametrize(
    ("first", "later"), [(3, 6), pytest.param(20, 80, marks=pytest.mark.slow)]
)
def test_a_cell_run_again_and_again_leaves_nothing_behind(page, opened, first, later):
    """Kernel, page and frames after the first runs, and after many more: the same."""
    page.add_init_script(COUNTING)
    notebook = opened(f"import steepest\n{MEMORY}", RACE, *["print(json.dumps(held()))"] * 2)
    session = page.context.new_cdp_session(page)
    cell = notebook.cell(1)
    cell.locator(".cm-content").click()

    def measure(number):
        page.locator(".stp-play").click()  # pauses: what is asked for then is the notebook's own
        page.wait_for_timeout(300)
        resting = asked_in_a_second(page)
        notebook.run(number)
        kernel = json.loads(notebook.cell(number).locator("pre").last.inner_text())
        page.locator(".stp-play").click()
        page.wait_for_timeout(200)
        playing = asked_in_a_second(page)
        return kernel, heap(session), resting, playing

    again(page, cell, first)
    kernel, (used, listeners, nodes), resting, playing = measure(2)
    cell.locator(".cm-content").click()
    again(page, cell, later)
    kernel_now, (used_now, listeners_now, nodes_now), resting_now, playing_now = measure(3)
    print(kernel, kernel_now, (used, listeners, nodes), (used_now, listeners_now, nodes_now))
    print("frames", resting, playing, resting_now, playing_now)
    # A figure that is no longer shown is kept by IPython's history of outputs at most.
    assert kernel_now["kib"] - kernel["kib"] < 250 * later + 4000
    assert resting_now <= resting + 5, "nobody draws what is gone"
    assert playing_now <= 1.5 * playing + 20, "one figure plays, not all that there were"
    assert listeners_now - listeners < 20 * later
    assert nodes_now - nodes < 60 * later + 2000
    assert used_now - used < 60_000 * later + 3_000_000
