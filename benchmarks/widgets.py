"""Compare the widgets with `interact` and matplotlib.

    python -m benchmarks.widgets [WIDGET …]

Each figure is shown by the site's script, from a file, in Chromium. The same figure, drawn by
matplotlib in `benchmarks/peers/`, is shown by `ipywidgets.interact` in JupyterLab, in the same run
and browser.

first draw   ms from the moment the script is loaded to the frame after the figure stands
redraw       ms that the page is busy for one move of a slider: script, style and layout
to picture   ms from the move to the next frame, which shows it; with interact, to its picture
frames/s     while the figure plays; with interact, as many pictures as it can make

Limits: redraw at most 4 ms (median), first draw at most 300 ms, as many frames as an idle page has,
scripts of a page at most 60 KB compressed.
"""

import gzip
import statistics
import tempfile
from importlib import import_module
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks import peers
from benchmarks.machine import machine
from tools.browser import FLAGS, installed
from tools.driving import Opened, jupyterlab
from tools.errors import command_line

HERE = Path(__file__).parent
STATIC = HERE.parent / "steepest" / "widgets" / "static"
NAMES = sorted(path.stem for path in Path(peers.__file__).parent.glob("[!_]*.py"))
LOADS, MOVES, PICTURES, PEER_MOVES, SECONDS = 5, 120, 40, 15, 2
PATIENCE = 20_000  # ms
SIZE = {"width": 1280, "height": 900}


def page_of(folder: Path, name: str) -> Path:
    """A page as the site writes it: the figure's stub, and its script."""
    space: dict = {}
    exec(import_module(f"benchmarks.peers.{name}").WIDGET, space)
    script = (STATIC / f"{name}.site.js").as_uri()
    loaded = "data:text/javascript,performance.mark('loaded')"
    path = folder / f"{name}.html"
    path.write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>A widget</title>'
        f'<link rel="preload" as="script" href="{script}"><script defer src="{loaded}"></script>'
        f'<script defer src="{script}"></script><body>{space["figure"].figure()}</body></html>',
        encoding="utf-8",
    )
    return path


def new_page(browser):
    """A page in which `measure` is there."""
    page = browser.new_page(viewport=SIZE)
    page.add_init_script(path=HERE / "widgets.js")
    return page


def ours(browser, folder: Path, name: str) -> dict:
    """The figures of one widget, on a page from a file."""
    about = import_module(f"benchmarks.peers.{name}")
    page = new_page(browser)
    address = page_of(folder, name).as_uri()
    firsts = []
    for _ in range(LOADS):
        page.goto(address)
        page.wait_for_function("performance.getEntriesByName('drawn').length")
        firsts.append(page.evaluate("measure.first()"))
    slider = {"name": about.SLIDER}
    page.evaluate("(how) => measure.redraw(how)", slider | {"moves": 20})  # code gets compiled
    found = {
        "first draw": firsts,
        "redraw": page.evaluate("(how) => measure.redraw(how)", slider | {"moves": MOVES}),
        "to picture": page.evaluate(
            "(how) => measure.toPicture(how)", slider | {"moves": PICTURES}
        ),
    }
    if about.PLAYS:
        page.goto(address)
        page.get_by_role("button", name="Play").first.click()
        found["frames"] = page.evaluate("(seconds) => measure.frames(seconds)", SECONDS)
    page.close()
    return found


def idle(browser) -> float:
    """Frames a second of a page where nothing happens."""
    page = new_page(browser)
    page.goto("data:text/html,<p>nothing</p>")
    frames = page.evaluate("(seconds) => measure.frames(seconds)", SECONDS)
    page.close()
    return frames


def theirs(browser, lab, name: str) -> list[float]:
    """Milliseconds from a key on interact's slider to the picture that it makes."""
    page = new_page(browser)
    notebook = Opened(
        page,
        lab,
        name,
        f"%matplotlib inline\nimport sys\nsys.path.append({str(HERE.parent)!r})\n"
        f"from ipywidgets import interact\nfrom benchmarks.peers.{name} import CONTROLS, draw",
        "interact(draw, **CONTROLS);",
    )
    notebook.run(1)
    cell = notebook.cell(1)
    cell.locator("img").wait_for(timeout=60_000)
    handle = cell.locator(".noUi-handle").first
    times = []
    for number in range(2 * PEER_MOVES):
        handle.focus()
        page.evaluate("(patience) => void measure.nextPicture(patience)", PATIENCE)
        page.keyboard.press("ArrowLeft" if number % 2 else "ArrowRight")
        times.append(page.evaluate("measure.picture"))
        # The first one imports what matplotlib had not needed before.
        if len(shown := [time for time in times[1:] if time is not None]) == PEER_MOVES:
            break
    else:
        raise SystemExit(f"{name}: interact showed {len(shown)} pictures for {number} moves")
    page.close()
    return shown


def spread(times: list[float]) -> str:
    """Median and 95th percentile."""
    ordered = sorted(times)
    high = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return f"{statistics.median(ordered):.1f} / {high:.1f}"


def row(name: str, here: dict, there: list[float]) -> tuple[str, ...]:
    """What is printed of one widget."""
    weight = len(gzip.compress((STATIC / f"{name}.site.js").read_bytes(), 9)) / 1000
    theirs = statistics.median(there)
    return (
        f"{weight:.1f}",
        *(spread(here[what]) for what in ("first draw", "redraw", "to picture")),
        spread(there),
        f"{theirs / statistics.median(here['to picture']):.0f}",
        f"{here['frames']:.0f}" if "frames" in here else "–",
        f"{1000 / theirs:.1f}",
    )


def main():
    """Measure, and print a table."""
    parser = command_line("benchmarks.widgets", __doc__)
    parser.add_argument("widgets", nargs="*", metavar="WIDGET", help="by default all")
    options = parser.parse_args()
    if unknown := set(options.widgets) - set(NAMES):
        parser.error(f"no widget {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=str(installed()), args=list(FLAGS))
        print(f"{machine()}, Chromium {browser.version}; ms as median / 95th percentile")
        print(f"an idle page: {idle(browser):.0f} frames a second")
        heads = ("KB gzip", "first draw", "redraw", "to picture", "interact", "times", "frames/s")
        say("", *heads, "interact")
        with jupyterlab(Path(folder)) as lab:
            for name in options.widgets or NAMES:
                here, there = ours(browser, Path(folder), name), theirs(browser, lab, name)
                say(name, *row(name, here, there))
        browser.close()


def say(name, *cells):
    print(f"{name:15}" + "".join(f"{cell:>15}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
