"""Exercises in the page: real Python in the reader's browser, with other hosts cut off.

One browser and one start of Python serve most of the tests: they go through a page in order, as a
reader would.
"""

import json
import re
from urllib.parse import urlsplit

import nbformat
import pytest
from playwright.sync_api import expect

from autograder.paths import ROOT
from tools.course import serve_site
from tools.runtime import found

pytestmark = [
    pytest.mark.xdist_group("in_page"),
    pytest.mark.skipif(found() is None, reason="no Python for the pages: python -m tools.runtime"),
]

EXERCISE = "exercises/05_optimizers/05_optimizers.html"
RELEASED = ROOT / "exercises/05_optimizers/05_optimizers.ipynb"
RIGHT = "def sgd_step(w, g, lr):\n    return w - lr * g\n"
PATIENCE = 120_000  # ms, on a busy machine


@pytest.fixture(scope="module")
def address(site):
    server = serve_site(site, 0)
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def reader(browser, address):
    """A page of the exercise in a browser of its own; what it asked for and what went wrong."""
    context = browser.new_context(accept_downloads=True)
    context.route(
        lambda url: urlsplit(url).hostname != "127.0.0.1" and not url.startswith("blob:"),
        lambda route: route.abort(),
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.asked, page.troubles = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("requestfailed", lambda r: page.troubles.append(f"{r.url} {r.failure}"))
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.clock.install()
    page.goto(f"{address}/{EXERCISE}", wait_until="networkidle")
    yield page
    assert not page.troubles
    context.close()


class Cell:
    """One answer cell, as its reader uses it."""

    def __init__(self, page, name):
        self.page, self.name = page, name
        self.root = page.locator(".in-page-cell", has=page.locator(f'[aria-label$=" {name}"]'))
        self.checker = self.root.locator(".in-page-check")
        self.shown = self.root.locator(".in-page-shown")
        self.card = self.shown.locator(".steepest-card")

    def write(self, text):
        self.root.locator("textarea, .cm-content").first.focus()
        expect(self.root.locator(".cm-content")).to_be_focused(timeout=PATIENCE)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def text(self):
        return self.root.locator(".cm-content, textarea").first.evaluate(
            "(e) => e.value ?? e.cmTile?.view?.state.doc.toString() ?? e.innerText"
        )

    def check(self, text=None):
        """Write, press, wait for the end, and return what is shown."""
        if text is not None:
            self.write(text)
        self.checker.click()
        self.ended()
        return self.shown.inner_text()

    def ended(self):
        expect(self.checker).to_have_text(f"Check {self.name}", timeout=PATIENCE)
        expect(self.root.locator("[role=status]")).to_be_empty(timeout=PATIENCE)


def test_nothing_of_python_is_loaded_before_a_press(reader):
    late = [u for u in reader.asked if "/in_page/" in u and "/page.js" not in u]
    assert late == []
    assert reader.locator(".in-page-cell").count() == 9
    assert reader.evaluate("document.querySelector('#answer-sgd_step .cell_input').hidden")


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (None, "sgd_step is not written yet|not implemented|NotImplementedError"),
        (RIGHT, "✓ sgd_step"),
        (RIGHT.replace("-", "+"), "you get when you add the gradient"),
        (RIGHT.replace("lr * g", "lr * missing"), r"NameError[\s\S]*line 2"),
        (RIGHT.replace("):", ")"), r"line 1[\s\S]*SyntaxError[\s\S]*is not defined yet"),
        (RIGHT.replace("sgd_step", "sgd_stepp"), "defines sgd_stepp, not sgd_step"),
        ("import torch\n" + RIGHT, "PyTorch does not run in this page"),
        (f"{RIGHT}while True:\n    print('again')\n    break\n", r"again\n[\s\S]*✓ sgd_step"),
    ],
    ids=["given", "right", "mistake", "raises", "syntax", "renamed", "torch", "prints"],
)
def test_a_check_says_what_it_says_in_a_notebook(reader, answer, says):
    assert re.search(says, Cell(reader, "sgd_step").check(answer))


def test_a_card_comes_in_through_a_list(reader):
    """What the reader's code shows as HTML loads nothing, runs nothing, covers nothing."""
    reader.evaluate("window.bent = 0")
    cell = Cell(reader, "sgd_step")
    html = (
        '<div class="steepest-card in-page-check" id="x" style="position:fixed;color:red;'
        'background:url(/a.png)">kept<img src=x onerror="bent=1"><script>bent=1</script>'
        '<a href="javascript:bent=1">link</a><iframe srcdoc="<p>"></iframe></div>'
    )
    source = f"class Bent:\n    def _repr_html_(self):\n        return {html!r}\n{RIGHT}\nBent()\n"
    cell.check(source)
    shown = cell.card.first.evaluate("(e) => e.outerHTML")
    assert shown == '<div class="steepest-card" style="color:red">kept<a>link</a></div>'
    assert reader.evaluate("window.bent") == 0


def test_what_runs_too_long_is_ended_and_python_starts_anew(reader):
    cell = Cell(reader, "sgd_step")
    cell.write(f"{RIGHT}i = 0\nwhile True:\n    print(i)\n    i += 1\n")
    cell.checker.click()
    expect(cell.root.locator("[role=status]")).to_have_text("Running …", timeout=PATIENCE)
    expect(cell.checker).to_have_text("Stop")
    expect(cell.shown).to_contain_text("more output is not shown", timeout=PATIENCE)
    reader.clock.fast_forward(10_000)
    cell.ended()
    assert "did not end within 10 seconds, and was stopped" in cell.shown.inner_text()
    assert len(cell.shown.inner_text()) < 21_000
    assert "✓ sgd_step" in cell.check(RIGHT)


def test_earlier_answers_run_first_and_each_run_begins_anew(reader):
    momentum = "def momentum_step(w, g, a, lr, beta):\n    a = beta * a + g\n"
    text = Cell(reader, "momentum_step").check(momentum + "    return sgd_step(w, a, lr), a\n")
    assert "✓ momentum_step" in text
    assert "2 of 9 right" in text
    Cell(reader, "sgd_step").check(f"{RIGHT}leftover = 1\n")
    assert "NameError" in Cell(reader, "adagrad_step").check("print(leftover_of_before)\n")
    expect(reader.locator(".in-page-count")).to_have_text("2 of 9 functions right so far.")


def test_tab_indents_and_escape_leaves(reader):
    cell = Cell(reader, "rmsprop_step")
    cell.write("x")
    reader.keyboard.press("Home")
    reader.keyboard.press("Tab")
    assert cell.text().strip("\n") == "    x"
    reader.keyboard.press("Escape")
    reader.keyboard.press("Tab")
    expect(cell.checker).to_be_focused()
    cell.root.get_by_role("button", name="Reset").click()
    assert "NotImplementedError" in cell.text()
    cell.root.get_by_role("button", name="Undo").click()
    assert cell.text().strip("\n") == "    x"
    cell.root.get_by_role("button", name="Reset").click()


def test_what_it_looks_like_to_axe(reader, axe_violations):
    assert axe_violations(reader, {"include": [[".in-page-box"], [".in-page-cell"]]}) == []


def test_answers_stay_and_go_out_as_the_notebook(reader, address, tmp_path):
    """After a reload; in the chapter; on the landing page; in the notebook, and back from it."""
    written = Cell(reader, "momentum_step").text()
    reader.reload(wait_until="load")
    assert Cell(reader, "momentum_step").text() == written
    with reader.expect_download() as downloading:
        reader.get_by_role("button", name="Download as notebook").click()
    file = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(file)
    assert file.name == RELEASED.name
    out, released = nbformat.read(file, 4), nbformat.read(RELEASED, 4)
    nbformat.validate(out)
    changed = {c.id: c.source for c, r in zip(out.cells, released.cells, strict=True) if c != r}
    assert changed["answer-momentum_step"] == written
    for cell, old in zip(out.cells, released.cells, strict=True):
        assert {**cell, "source": ""} == {**old, "source": ""}
    assert set(changed) == {"answer-sgd_step", "answer-momentum_step", "answer-adagrad_step"}

    reader.goto(f"{address}/book/05_optimizers.html", wait_until="load")
    box = reader.locator(".your-turn", has_text="momentum_step").first
    box.get_by_role("button", name="Write it here").click()
    cell = Cell(reader, "momentum_step")
    expect(cell.root).to_be_visible()
    assert cell.text() == written
    reader.goto(f"{address}/book/index.html", wait_until="load")
    count = reader.locator('.written-count[data-exercise="05_optimizers"]')
    expect(count).to_have_text("2 of 9 right")

    reader.goto(f"{address}/{EXERCISE}", wait_until="load")
    for cell in out.cells:
        if cell.id == "answer-sgd_step":
            cell.source = "# of the notebook"
    nbformat.write(out, file)
    reader.locator("input[type=file]").set_input_files(file)
    status = reader.locator(".in-page-box [role=status]")
    expect(status).to_contain_text("1 answer brought")
    assert Cell(reader, "sgd_step").text().startswith("# of the notebook")
    status.get_by_role("button", name="Undo").click()
    assert Cell(reader, "sgd_step").text().startswith("def sgd_step")
    file.write_text("no notebook")
    reader.locator("input[type=file]").set_input_files(file)
    expect(status).to_have_text("Nothing was changed: that file is no notebook.")


def test_an_answer_to_an_older_release_is_kept_and_said(reader):
    key = "steepest.answer.1.05_optimizers.answer-adam_step"
    kept = json.dumps({"text": "def adam_step(): ...", "given": "another start"})
    reader.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])
    reader.reload(wait_until="load")
    cell = Cell(reader, "adam_step")
    assert cell.text() == "def adam_step(): ..."
    expect(cell.root.locator("[role=status]")).to_contain_text("earlier release")


@pytest.mark.parametrize("name", ["worker.js", "05_optimizers.zip", "pyodide.asm.mjs"])
def test_one_other_bit_is_refused(browser, address, name):
    """Of a file that the page's Python is made of; the page says so and stays."""

    def bend(route):
        body = bytearray(route.fetch().body())
        body[len(body) // 2] ^= 1
        route.fulfill(body=bytes(body), content_type="text/javascript")

    context = browser.new_context()
    context.route(re.compile(re.escape(name)), bend)
    page = context.new_page()
    page.goto(f"{address}/{EXERCISE}", wait_until="load")
    cell = Cell(page, "sgd_step")
    cell.checker.click()
    expect(cell.card).to_contain_text("Python could not go on", timeout=PATIENCE)
    context.close()


def test_from_a_file_it_says_how_to_serve(site, visiting):
    with visiting() as visit:
        visit.open(site / EXERCISE)
        expect(visit.locator(".in-page-box")).to_contain_text("python -m http.server")
        assert visit.locator(".in-page-cell").count() == 0
        assert visit.locator("#answer-sgd_step .cell_input").is_visible()
