"""What several kinds of tests share: the built site, and a browser without a network."""

import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from autograder.paths import ROOT
from tests.remember import Memory
from tools.browser import FLAGS, installed
from tools.errors import NotInstalled, SiteError
from tools.website import build

# A small class of its own, for all tests of the autograder.
pytest_plugins = ["tests.classes.course"]

LOCAL = {"", "localhost", "127.0.0.1"}
PASSED = pytest.StashKey[bool]()
MEMORY = pytest.StashKey[Memory]()


def pytest_addoption(parser):
    parser.addoption(
        "--forget", action="store_true", help="do again what passed before with all the same"
    )


def pytest_configure():
    """What is begun in a shell's background ignores Ctrl+C, and hands that on to its children."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site; built once, warnings fatal, if anything has changed."""
    try:
        return build()
    except SiteError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture
def seen_before(request, browser) -> Memory:
    """`if seen_before(site): return` at the head of a test that visits pages of the site.

    `tests/remember.py` says what has to be the same. The files are those that `visiting` loads.
    """
    test = request.node
    forget = request.config.getoption("forget")
    test.stash[MEMORY] = Memory(test.nodeid, test.path, lambda: browser.version, forget)
    return test.stash[MEMORY]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    memory = item.stash.get(MEMORY, None)
    if memory and report.when == "call":
        item.stash[PASSED] = report.passed
        if memory.known:
            report.user_properties.append(("remembered", item.nodeid))
    if memory and report.when == "teardown" and report.passed and item.stash.get(PASSED, False):
        memory.keep()
    return report


def pytest_terminal_summary(terminalreporter):
    """Say how many tests had nothing to do, since a run that does less must say so."""
    passed = terminalreporter.getreports("passed")
    known = sum(("remembered", r.nodeid) in r.user_properties for r in passed if r.when == "call")
    if known:
        terminalreporter.write_line(
            f"{known} of these passed before with all the same, and were not done again; "
            "all are with --forget"
        )


@pytest.fixture(scope="session")
def repository_files() -> list[str]:
    """Every file of the repository: those that git has or would take."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    """How pytest-playwright starts its browser: ours, never one that it downloads itself.

    A missing browser is a failure and not a skip: `make test` brings one.
    """
    try:
        path = installed()
    except NotInstalled as error:
        pytest.fail(str(error), pytrace=False)
    if path is None:
        pytest.fail("no Chromium or Chrome: run python -m tools.browser", pytrace=False)
    return {**browser_type_launch_args, "executable_path": str(path), "args": list(FLAGS)}


@dataclass
class Visit:
    """A page in a browser whose network is cut, and what went wrong in it."""

    page: object
    loaded: set[Path] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def open(self, address: str | Path) -> "Visit":
        """Go to a file or an address on this machine, and wait until it is drawn."""
        url = address.as_uri() if isinstance(address, Path) else address
        self.page.goto(url, wait_until="load")
        return self

    def __getattr__(self, name):
        return getattr(self.page, name)


@pytest.fixture
def visiting(browser, request) -> Callable:
    """`with visiting(width=390, dark=True) as visit: visit.open(site / "book/index.html")`.

    Every request to another host is refused and noted; so is every error of the page. A visit
    that had any fails when it ends.
    """

    @contextmanager
    def start(width=1280, height=800, dark=False, **options) -> Iterator[Visit]:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            **options,
        )
        page = context.new_page()
        memory = request.node.stash.get(MEMORY, None)
        visit = Visit(page, *([memory.files] if memory else []))

        def guard(route):
            if urlsplit(route.request.url).hostname in {None, *LOCAL}:
                route.continue_()
            else:
                visit.outside.append(route.request.url)
                route.abort()

        context.route("**/*", guard)
        page.on("request", lambda asked: _note_loaded(visit, asked))
        page.on("console", lambda said: _note(visit, said))
        page.on("pageerror", lambda error: visit.troubles.append(f"error: {error}"))
        page.on("requestfailed", lambda request: _note_failed(visit, request))
        page.on(
            "response", lambda r: r.status >= 400 and visit.troubles.append(f"{r.status} {r.url}")
        )
        try:
            yield visit
            assert not visit.outside, "asked of other hosts"
            assert not visit.troubles
        finally:
            context.close()

    return start


def _note_loaded(visit, asked):
    address = urlsplit(asked.url)
    if address.scheme == "file":
        visit.loaded.add(Path(unquote(address.path)))


def _note_failed(visit, request):
    if request.failure != "net::ERR_ABORTED":  # the browser's own: the page was left meanwhile
        visit.troubles.append(f"failed: {request.url} {request.failure}")


def _note(visit, said):
    if said.type in ("error", "warning"):
        visit.troubles.append(f"{said.type}: {said.text}")


@pytest.fixture(scope="session")
def axe_violations() -> Callable:
    """`axe_violations(page)` gives a line for each axe-core violation of the whole page."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()

    def run(page, context=None) -> list[str]:
        # Its preload asks for style sheets once more, which a browser refuses on file://.
        found = axe.run(page, context=context, options={"preload": False}).response["violations"]
        return [
            f"{violation['id']}: {node['html'][:160]} ({node.get('failureSummary', '')[:300]})"
            for violation in found
            for node in violation["nodes"]
        ]

    return run


@pytest.fixture(scope="session")
def spoilt_words() -> Callable:
    """`spoilt_words(locator)` gives a line for each word of a widget that can't be read."""
    script = Path(__file__).with_name("spoilt_words.js").read_text("utf-8")
    return lambda widget: widget.evaluate(script)
