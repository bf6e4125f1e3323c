"""A cell with a figure, run again and again, and figures scrolled out of a windowed notebook.

What a figure leaves behind when its cell runs anew would make a long evening slow: memory of the
kernel, memory of the page, frames that are still asked for, and listeners.
"""

import pytest
from playwright.sync_api import expect

from tools.driving import RAN, RUN

pytestmark = pytest.mark.xdist_group("lab")

# Counts frames that are asked for, without changing when they come.
COUNTING = """
const ask = window.requestAnimationFrame.bind(window);
window.asked = 0;
window.requestAnimationFrame = (call) => { window.asked += 1; return ask(call); };
"""
MEMORY = """
import gc, json, resource
import anywidget
def held():
    gc.collect()
    pages = int(open("/proc/self/statm").read().split()[1])
    print("held", pages * resource.getpagesize() // 1024)
"""
RACE = "steepest.OptimizerRace(surface='ravine', steps=1000)"
# What any widget costs JupyterLab: the same cell with nothing in it but a button.
PLAIN = """
class Plain(anywidget.AnyWidget):
    _esm = (
        "export default { render({ el }) {"
        "  el.innerHTML = '<p class=stp-live><button class=stp-play>-</button></p>'; } }"
    )
Plain()
"""


class Measured:
    """A cell that is run so often, and what kernel and page have after it."""

    def __init__(self, page, notebook, session, number):
        self.page, self.notebook, self.session = page, notebook, session
        self.number, self.tells = number, number + 1
        self.cell = notebook.cell(number)

    def again(self, times):
        """Run it, and let its figure play as the next run comes."""
        prompt = self.cell.locator(".jp-InputPrompt")
        self.cell.locator(".cm-content").click()
        for _ in range(times):
            before = prompt.inner_text()
            self.page.keyboard.press("Control+Enter")
            expect(prompt).not_to_have_text(before, timeout=RUN)
            expect(prompt).to_have_text(RAN, timeout=RUN)
            expect(self.cell.locator(".stp-live")).to_have_count(1)
            self.play()

    def play(self):
        """Press Play, or Pause; the keys stay with the cell."""
        self.cell.locator(".stp-play").evaluate("button => button.click()")

    def frames(self):
        """How many frames are asked for in a second."""
        before = self.page.evaluate("window.asked")
        self.page.wait_for_timeout(1000)
        return self.page.evaluate("window.asked") - before

    def now(self):
        """Kernel's KiB, page's bytes, listeners and elements; frames at play and at rest."""
        playing = self.frames()
        self.play()
        self.page.wait_for_timeout(300)
        resting = self.frames()
        self.notebook.run(self.tells)
        said = self.notebook.cell(self.tells).locator(".jp-OutputArea-output").last.inner_text()
        self.session.send("HeapProfiler.collectGarbage")
        self.session.send("HeapProfiler.collectGarbage")
        counts = self.session.send("Memory.getDOMCounters")
        used = self.session.send("Runtime.getHeapUsage")["usedSize"]
        return {
            "kernel": int(said.split()[-1]), "page": used, "playing": playing, "resting": resting,
            "listeners": counts["jsEventListeners"], "nodes": counts["nodes"],
        }  # fmt: skip

    def growth(self, first, later):
        """What so many later runs add, and the frames before and after them."""
        self.again(first)
        before = self.now()
        self.again(later)
        after = self.now()
        return {name: after[name] - before[name] for name in before}, before, after


@pytest.mark.parametrize(("first", "later"), [(3, 5), pytest.param(20, 80, marks=pytest.mark.slow)])
def test_a_cell_run_again_and_again_leaves_nothing_behind(page, opened, first, later):
    """Of its listeners, elements and frames; JupyterLab itself keeps some of any widget's.

    What a run adds to kernel and page is compared with that of a widget that is only a button.
    """
    page.add_init_script(COUNTING)
    tell = "held()"
    notebook = opened(f"import steepest\n{MEMORY}", PLAIN, tell, RACE, tell)
    session = page.context.new_cdp_session(page)
    plain, _, _ = Measured(page, notebook, session, 1).growth(first, later)
    race, before, after = Measured(page, notebook, session, 3).growth(first, later)
    print("plain", plain, "race", race, before, after)
    assert race["listeners"] <= plain["listeners"] + 60
    assert race["nodes"] <= plain["nodes"] + 400
    assert race["page"] <= plain["page"] + 4_000_000 + 60_000 * later
    assert race["kernel"] <= plain["kernel"] + 4_000 + 60 * later
    assert after["resting"] <= before["resting"] + 5, "nobody draws what is gone"
    assert after["playing"] <= 1.2 * before["playing"] + 5, "one figure plays, not all there were"
    assert before["playing"] > 20
