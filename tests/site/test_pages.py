"""Every page of the site, in a browser, from a folder and with the network cut."""

import re
import zipfile

import pytest
import yaml

from autograder.paths import ROOT
from steepest.figures import SERIES
from tests.touched import touches
from tools.website import pack_site

# Each page in each width and in each theme; the landing page and a chapter in every pair. On a
# wide screen, in light, the others are left to `make test-slow`, and so are axe-core's looks at
# long pages that the change doesn't touch: they take longest by far. One visit serves both.
VIEWS = {(1280, False), (390, True)}
OTHERS = {(1280, True), (390, False)}
IN_EVERY = {"book/index", "book/05_optimizers"}


def _pages():
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    names = [toc["root"]]
    for part in toc["parts"]:
        for chapter in part["chapters"]:
            names += [entry["file"] for entry in (chapter, *chapter.get("sections", ()))]
    return names


PAGES = [*_pages(), "search"]


def _views():
    """Every page in its views, those marked that are left to `make test-slow`."""
    return [
        pytest.param(
            name,
            width,
            dark,
            id=f"{name}-{width}-{'dark' if dark else 'light'}",
            marks=[pytest.mark.slow] if name not in IN_EVERY and not dark else [],
        )
        for name in PAGES
        for width, dark in sorted(VIEWS | (OTHERS if name in IN_EVERY else set()))
    ]


# Of the chapters and the exercises, which are made alike, one is looked at all the same.
ALWAYS = {"book/05_optimizers", "exercises/05_optimizers/05_optimizers"}


def _is_long_and_untouched(name):
    """Whether axe-core takes long over a page that the change doesn't touch."""
    is_long = re.match(r"exercises/|book/(\d\d_|formulas|notation|glossary|lectures)", name)
    return is_long and name not in ALWAYS and not touches(f"{name}.md", f"{name}.ipynb")


@pytest.mark.parametrize(("name", "width", "dark"), _views())
def test_page_is_whole(site, seen_before, visiting, axe_violations, name, width, dark):
    """No error, nothing from other hosts, no sideways scroll, all drawn, no fault for axe."""
    if seen_before(site):
        return
    with visiting(width=width, dark=dark) as visit:
        visit.open(site / f"{name}.html")
        assert visit.evaluate("document.documentElement.dataset.theme") == (
            "dark" if dark else "light"
        )
        _whole(visit)
        too_wide = visit.evaluate(
            """() => document.documentElement.scrollWidth <= innerWidth ? [] :
            [...document.querySelectorAll("main *, header *, footer *")]
              .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
              .map((e) => `${e.tagName}.${e.className}`).slice(0, 5)"""
        )
        assert too_wide == []
        assert visit.evaluate("document.querySelectorAll('.katex-error').length") == 0
        assert visit.evaluate("document.querySelectorAll('.math:not(:has(.katex))').length") == 0
        visit.evaluate(  # those that wait until they are near, too
            "Promise.all([...document.images].map((i) => ((i.loading = 'eager'), i.decode())))"
        )
        assert visit.evaluate("[...document.images].filter((i) => !i.alt).length") == 0
        assert visit.evaluate("[...document.images].filter((i) => !i.naturalWidth).length") == 0
        if (width, dark) in VIEWS and not _is_long_and_untouched(name):
            assert _faults(visit, axe_violations) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in PAGES if _is_long_and_untouched(name)])
@pytest.mark.parametrize(("width", "dark"), sorted(VIEWS))
def test_axe_finds_no_fault_in_what_is_untouched(site, visiting, axe_violations, name, width, dark):
    with visiting(width=width, dark=dark) as visit:
        visit.open(site / f"{name}.html")
        _whole(visit)
        assert _faults(visit, axe_violations) == []


def _faults(visit, axe_violations):
    """What axe-core finds; where formulas are many, not in what KaTeX draws.

    That is the same on pages with few.
    """
    many = visit.locator(".katex").count() > 50
    return axe_violations(visit.page, {"exclude": [[".katex"]]} if many else None)


def _whole(visit):
    """Wait until fonts, formulas and figures are there, and every section is laid out."""
    visit.add_style_tag(content=".prose * { content-visibility: visible !important; }")
    visit.keyboard.press("Tab")  # who goes by keyboard may leap: every figure comes to life
    visit.wait_for_function("!document.querySelector('[data-widget]:not(.stp-live)')")
    visit.wait_for_function("document.fonts.status === 'loaded'")
    visit.wait_for_function("!document.querySelector('.math:not(:has(.katex))')")
    visit.evaluate(
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def test_what_is_far_away_waits_and_comes_to_life(site, visiting):
    """When it comes near, and all of it with the first Tab; a button's figure at once."""
    still = "document.querySelectorAll('[data-widget]:not(.stp-live)').length"
    boxes = "document.querySelectorAll('.math-display[tabindex], pre[tabindex]').length"
    with visiting(width=390) as visit:
        visit.open(site / "book/17_classification_metrics.html")
        visit.wait_for_timeout(300)
        before = visit.evaluate(still)
        assert before > 1
        visit.wait_for_function(  # sections on the way are measured, and may push it away again
            """() => {
              const last = [...document.querySelectorAll("[data-widget]")].at(-1);
              last.scrollIntoView();
              return last.matches(".stp-live");
            }"""
        )
        assert 0 < visit.evaluate(still) < before
        few = visit.evaluate(boxes)
        visit.keyboard.press("Tab")
        assert visit.evaluate(still) == 0
        assert visit.evaluate(boxes) > few
    with visiting(width=390) as visit:
        visit.open(site / "book/17_classification_metrics.html")
        button = visit.locator(".steepest-try").last
        button.evaluate("button => button.click()")
        assert visit.locator("[data-widget].stp-live").count() > 0
        assert visit.evaluate(still) < before


@pytest.mark.parametrize("width", [1280, 390])
def test_a_link_into_a_page_leads_to_its_place(site, visiting, width):
    """Though sections on the way are laid out only when they come near; and it is marked."""
    with visiting(width=width) as visit:
        visit.open(f"{(site / 'book/05_optimizers.html').as_uri()}#questions")
        visit.wait_for_function("!document.querySelector('.math:not(:has(.katex))')")
        visit.wait_for_function(
            """() => {
              const { top } = document.querySelector("#questions").getBoundingClientRect();
              const marked = document.querySelector(".page-toc a[aria-current=true]");
              return 0 <= top && top < 200 && marked.hash === "#questions";
            }"""
        )


@pytest.mark.parametrize(
    ("name", "leap"), [("05_optimizers", 1), ("02_fitting", 0.8), ("18_detection_metrics", 0.5)]
)
def test_what_is_read_stays_where_it_is(site, visiting, name, leap):
    """Who leaps ahead at once is not moved when the sections on the way are measured."""
    with visiting() as visit:
        visit.add_init_script(
            """const held = [];
            requestIdleCallback = (f) => window.go ? setTimeout(f) : held.push(f);
            window.release = () => { go = true; held.forEach((f) => setTimeout(f)); };"""
        )
        visit.open(site / f"book/{name}.html")
        before, after = visit.evaluate(
            """async (leap) => {
              const frames = async (n) => { while (n--) await new Promise(requestAnimationFrame); };
              const measured = new Promise((done) => document.addEventListener("measured", done));
              scrollTo(0, leap * document.body.scrollHeight);
              await frames(20);
              const read = [...document.querySelectorAll(".prose p, .prose h2")].find((block) =>
                block.checkVisibility({ contentVisibilityAuto: true })
                && block.getBoundingClientRect().top > 100);
              const top = () => read.getBoundingClientRect().top;
              const before = top();
              release();
              await measured;
              await frames(2);
              return [before, top()];
            }""",
            leap,
        )
        assert 100 < before < 800
        assert abs(after - before) < 40  # formulas on the screen may still have been drawn


def test_contents_and_neighbours_are_links_that_work(site, visiting):
    """By two clicks and a key; `test_files.py` follows all of them without a browser."""
    with visiting() as visit:
        visit.open(site / "book/index.html")
        for name in ("book/guide/student", "book/glossary"):
            link = visit.locator(f".site-nav a[href$='{name.rpartition('/')[2]}.html']")
            label = link.inner_text()
            with visit.expect_navigation():
                link.click()
            assert visit.url == (site / f"{name}.html").as_uri()
            here = visit.locator(".site-nav a[aria-current=page]")
            assert here.count() == 1
            assert here.inner_text() == label
        with visit.expect_navigation():
            # By key: the end of a page moves while the sections before it are drawn.
            visit.locator("a.next-page").press("Enter")
        assert visit.url == (site / f"{PAGES[PAGES.index('book/glossary') + 1]}.html").as_uri()


def test_contents_are_a_drawer_on_a_phone(site, visiting):
    """It opens, keeps the page behind it out of reach, and Escape closes it."""
    with visiting(width=390) as visit:
        visit.open(site / "book/glossary.html")
        nav, button = visit.locator(".site-nav"), visit.locator(".nav-toggle")
        assert not nav.is_visible()
        button.click()
        assert button.get_attribute("aria-expanded") == "true"
        nav.wait_for(state="visible")
        assert visit.evaluate("document.activeElement.closest('.site-nav') !== null")
        assert visit.evaluate("document.querySelector('main').inert")
        visit.keyboard.press("Escape")
        nav.wait_for(state="hidden")
        assert visit.evaluate("document.activeElement.className").endswith("needs-script")
        assert not visit.evaluate("document.querySelector('main').inert")


def test_keyboard_reaches_text_and_colours(site, visiting):
    """The first Tab is the way past the contents; the toggle is reached and is remembered."""
    with visiting() as visit:
        visit.open(site / "book/glossary.html")
        visit.keyboard.press("Tab")
        assert visit.evaluate("document.activeElement.className") == "skip-link"
        visit.keyboard.press("Enter")
        assert visit.evaluate("document.activeElement.id") == "main-content"
        visit.reload()
        reached = []
        for _ in range(6):
            visit.keyboard.press("Tab")
            reached.append(visit.evaluate("document.activeElement.className"))
            if "theme-toggle" in reached[-1]:
                break
        assert "theme-toggle" in reached[-1], reached
        visit.keyboard.press("Enter")
        theme = "document.documentElement.dataset.theme"
        assert visit.evaluate(theme) == "dark"
        assert visit.locator(".theme-toggle").get_attribute("aria-pressed") == "true"
        background = visit.evaluate("getComputedStyle(document.body).backgroundColor")
        visit.open(site / "book/bibliography.html")
        assert visit.evaluate(theme) == "dark"
        assert visit.evaluate("getComputedStyle(document.body).backgroundColor") == background


def test_slash_goes_to_the_search_box(site, visiting):
    """And what is typed there is searched for."""
    with visiting() as visit:
        visit.open(site / "book/glossary.html")
        visit.keyboard.press("/")
        visit.keyboard.type("saddle/point")
        visit.keyboard.press("Enter")
        visit.wait_for_url("**/search.html?q=saddle%2Fpoint")


@pytest.mark.parametrize(
    ("words", "page"),
    [("Nesterov", "05_optimizers"), ("학습률", "glossary"), ("formgrader", "instructor")],
)
def test_search_finds(site, visiting, words, page):
    """English and Korean, from a folder, where a browser lets no page read another."""
    with visiting() as visit:
        visit.open(f"{(site / 'search.html').as_uri()}?q={words}")
        visit.wait_for_selector("#search-results li a")
        links = visit.locator("#search-results li a")
        hits = [links.nth(i).get_attribute("href") for i in range(links.count())]
        assert any(page in hit for hit in hits)
        links.first.click()
        visit.wait_for_load_state()
        assert visit.locator("h1").count() == 1


def test_search_shows_words(site, visiting):
    """Of the section that it leads to; no TeX of a formula and no code."""
    with visiting() as visit:
        visit.open(f"{(site / 'search.html').as_uri()}?q=ravine%20walker%20bounces")
        first = visit.locator("#search-results li").first
        first.wait_for()
        assert "walker slides down the wall" in first.locator("p").inner_text()
        assert "05_optimizers.html#" in first.locator("a").get_attribute("href")
        said = visit.locator("#search-results p").all_inner_texts()
        assert not [text for text in said if "\\" in text or "import " in text]


def test_search_says_when_nothing_is_found(site, visiting):
    """A word that is nowhere finds nothing, and the page says so."""
    with visiting() as visit:
        visit.open(f"{(site / 'search.html').as_uri()}?q=zymurgy")
        visit.wait_for_selector(".search-summary:not(:empty)")
        assert "Nothing found" in visit.locator(".search-summary").inner_text()
        assert visit.locator("#search-results li").count() == 0


def test_landing_shows_the_race_live_on_the_first_screen(site, visiting):
    """Within 1280 by 800, alive: the still has given way to the widget."""
    with visiting() as visit:
        visit.open(site / "book/index.html")
        play = visit.locator("[data-widget=optimizer_race]").get_by_role("button", name="Play")
        play.wait_for()
        box = play.bounding_box()
        assert box["y"] + box["height"] < 800
        doors = visit.locator(".door a")
        assert [doors.nth(i).get_attribute("href") for i in range(3)] == [
            "guide/reader.html", "guide/student.html", "guide/instructor.html",
        ]  # fmt: skip


def test_front_page_leads_to_the_landing_page(site, visiting):
    """The folder's own index is the way in."""
    with visiting() as visit:
        visit.open(site / "index.html")
        visit.wait_for_url("**/book/index.html")
        assert visit.locator("h1").count() == 1


def test_code_is_copied_as_it_stands(site, visiting):
    """The button copies the block's text and says that it has."""
    with visiting() as visit:
        visit.open(site / "exercises/05_optimizers/05_optimizers.html")
        visit.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
        block = visit.locator(".cell_input .highlight").filter(has_text="def adam_step").first
        block.hover()
        block.locator(".copy-code").click()
        assert visit.evaluate("window.copied").startswith("def adam_step(")
        assert block.locator(".copy-code").inner_text() == "Copied"


def test_without_scripts_all_is_still_there(site, browser):
    """Text, contents, a still picture for the widget; no control that would do nothing."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto((site / "book/index.html").as_uri())
    assert page.locator("[data-widget=optimizer_race] svg").first.is_visible()
    assert page.locator(".site-nav a").first.is_visible()
    assert not page.locator(".theme-toggle").is_visible()
    assert not page.locator(".nav-toggle").is_visible()
    context.close()


def test_the_zip_works_where_it_is_unpacked(site, visiting, tmp_path):
    """From files, with its widgets, its formulas and its search."""
    archive = pack_site(site, tmp_path)
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path)
    unpacked = tmp_path / archive.stem
    with visiting() as visit:
        visit.open(unpacked / "index.html")
        visit.locator(".steepest-widget.stp-live").first.wait_for()
        visit.open(unpacked / "book/05_optimizers.html")
        visit.locator(".katex").first.wait_for()
        visit.locator(".steepest-widget.stp-live").first.wait_for()
        visit.goto(f"{(unpacked / 'search.html').as_uri()}?q=momentum")
        visit.locator("#search-results a").first.wait_for()


def test_paper_is_light(site, visiting):
    """Code, and the lines of a figure, as on a light page; then the reader's page is as it was."""
    keyword = "getComputedStyle(document.querySelector('.highlight .kn')).color"
    line = "getComputedStyle(document.querySelector('.steepest-figure'))"
    line += ".getPropertyValue('--series-grey').trim()"
    with visiting() as visit:
        visit.open(site / "book/02_fitting.html")
        light = visit.evaluate(keyword)
    with visiting(dark=True) as visit:
        visit.open(site / "book/02_fitting.html")
        dark = visit.evaluate(keyword)
        assert dark != light
        assert visit.evaluate(line) == SERIES["grey"].dark
        visit.emulate_media(media="print")
        assert visit.evaluate(line) == SERIES["grey"].light, "by its own style sheet"
        visit.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert visit.evaluate(keyword) == light
        visit.emulate_media(media="screen")
        visit.evaluate("dispatchEvent(new Event('afterprint'))")
        assert visit.evaluate(keyword) == dark


def test_print_leaves_the_text(site, visiting):
    """On paper there are no menus."""
    with visiting(dark=True) as visit:
        visit.open(site / "book/glossary.html")
        visit.emulate_media(media="print")
        for part in (".site-header", ".site-nav", ".prev-next", ".page-links"):
            assert not visit.locator(part).first.is_visible()
        assert visit.locator("h1").is_visible()
        assert (
            visit.evaluate("getComputedStyle(document.body).backgroundColor")
            == "rgb(255, 255, 255)"
        )
