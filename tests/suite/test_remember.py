"""What passed is remembered with all that it depends on, and no fault is hidden by it."""

import json

import pytest

from tests import remember
from tests.remember import Memory, Passes, of_sources

pytest_plugins = ["pytester"]
CACHES = (remember.of_file, remember.of_sources, remember.imported, remember.of_tools)


@pytest.fixture(autouse=True)
def fresh():
    """Digests are kept for a run, in which nothing changes; here things do."""
    for kept in CACHES:
        kept.cache_clear()


@pytest.fixture
def files(tmp_path):
    """A page and its script in a site of two files."""
    site = tmp_path / "site"
    site.mkdir()
    for name in ("page.html", "script.js"):
        (site / name).write_text(name)
    return site


def passes(tmp_path, key="key"):
    remember.of_file.cache_clear()
    return Passes("a test", key, tmp_path / "passed")


def test_a_pass_is_known_while_every_file_is_the_same(tmp_path, files):
    assert not passes(tmp_path).has(files)
    passes(tmp_path).add(files, files.iterdir())
    assert passes(tmp_path).has(files)
    for path in files.iterdir():
        was = path.read_text()
        path.write_text("other")
        assert not passes(tmp_path).has(files), path
        path.unlink()
        assert not passes(tmp_path).has(files), path
        path.write_text(was)
    assert passes(tmp_path).has(files)
    assert not passes(tmp_path, "another key").has(files)


def test_several_generations_are_known(tmp_path, files):
    page = files / "page.html"
    for number in range(remember.GENERATIONS + 1):
        page.write_text(str(number))
        passes(tmp_path).add(files, files.iterdir())
    for number in range(remember.GENERATIONS + 1):
        page.write_text(str(number))
        assert passes(tmp_path).has(files) == (number > 0)


def test_a_pass_that_used_no_file_is_not_kept(tmp_path, files):
    passes(tmp_path).add(files, [])
    assert not passes(tmp_path).has(files)


@pytest.mark.parametrize("text", ["", "{", "[1]", '[{"key": "key", "files": {}}]', '[{"key": 1}]'])
def test_a_spoilt_record_is_none(tmp_path, files, text):
    passes(tmp_path).add(files, files.iterdir())
    passes(tmp_path).path.write_text(text)
    assert not passes(tmp_path).has(files)


def test_a_test_depends_on_what_it_imports_of_the_course(tmp_path):
    """Its conftests too, and what those import; not on what stands beside."""
    sources = {
        "tests/conftest.py": "from tests import shared",
        "tests/shared.py": "",
        "tests/script.js": "",
        "tests/site/test_it.py": "def test():\n    from tools.driving import drive",
        "tests/site/conftest.py": "from . import near",
        "tests/site/near.py": "",
        "tools/__init__.py": "",
        "tools/driving.py": "import tools.browser",
        "tools/browser.py": "import numpy",
        "tools/other.py": "",
    }
    for name, text in sources.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)

    def now():
        for kept in (remember.of_file, remember.of_sources, remember.imported):
            kept.cache_clear()
        return of_sources(tmp_path / "tests/site/test_it.py", tmp_path)

    before = now()
    for name, text in sources.items():
        (tmp_path / name).write_text(text + "\n# changed")
        assert (now() != before) == (name != "tools/other.py"), name
        (tmp_path / name).write_text(text)
    assert now() == before


def test_a_memory_asks_by_source_tools_and_browser(tmp_path, files, monkeypatch):
    monkeypatch.setattr(remember, "FOLDER", tmp_path / "passed")
    monkeypatch.setattr(Passes.__init__, "__defaults__", (tmp_path / "passed",))
    here = remember.ROOT / "tests" / "suite" / "test_remember.py"

    def known(browser="1", forget=False, keep=False, test="a test"):
        remember.of_tools.cache_clear()
        memory = Memory(test, here, lambda: browser, forget)
        found = memory(files)
        memory.files.update(files.iterdir())
        if keep:
            memory.keep()
        return found

    assert not known(keep=True)
    assert known()
    assert not known(browser="2")
    assert not known(forget=True)
    assert not known(test="another")
    monkeypatch.setattr(remember.metadata, "version", lambda name: "0")
    assert not known()


def test_what_lies_outside_the_site_is_never_remembered(tmp_path, files, monkeypatch):
    monkeypatch.setattr(Passes.__init__, "__defaults__", (tmp_path / "passed",))
    here = remember.ROOT / "tests" / "suite" / "test_remember.py"
    for outside in (tmp_path / "elsewhere.html", files / "page.html"):
        memory = Memory("t", here, str, False)
        assert not memory(files)
        memory.files.add(outside)
        memory.keep()
    assert Memory("t", here, str, False)(files)


@pytest.fixture
def suite(pytester, monkeypatch):
    """A suite of our conftest and one test that asks, with a browser that only has a version."""
    monkeypatch.setattr(Passes.__init__, "__defaults__", (pytester.path / "passed",))
    monkeypatch.setattr(remember, "of_sources", lambda module: "sources")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeconftest(
        "import pytest\nfrom tests.conftest import (\n"
        "    pytest_addoption, pytest_runtest_makereport, pytest_terminal_summary, seen_before)\n"
        "@pytest.fixture\ndef browser():\n    return type('B', (), {'version': '1'})\n"
    )
    pytester.makepyfile(
        """
        from pathlib import Path
        import pytest

        @pytest.fixture
        def ending():
            yield
            assert not Path("bad_end").exists()

        def test_it(seen_before, ending):
            site = Path("site").absolute()
            if seen_before(site):
                return
            seen_before.files.add(site / "page.html")
            assert "fault" not in (site / "page.html").read_text()
        """
    )
    page = pytester.path / "site" / "page.html"
    page.parent.mkdir()
    page.write_text("a page")

    def run(*options):
        remember.of_file.cache_clear()
        done = pytester.runpytest_inprocess(*options)
        return done.parseoutcomes(), "were not done again" in done.stdout.str()

    return run, page, pytester.path


def test_a_pass_is_not_done_again_and_the_run_says_so(suite):
    run, page, _ = suite
    assert run() == ({"passed": 1}, False)
    assert run() == ({"passed": 1}, True)
    assert run("--forget") == ({"passed": 1}, False)
    page.write_text("another page")
    assert run() == ({"passed": 1}, False)


def test_no_failure_is_ever_remembered(suite):
    """Neither the test's own, nor that of what ends it; what passed before stays known."""
    run, page, folder = suite
    page.write_text("a fault")
    assert run() == ({"failed": 1}, False)
    assert run() == ({"failed": 1}, False)
    page.write_text("a page")
    (folder / "bad_end").touch()
    assert run() == ({"passed": 1, "errors": 1}, False)
    (folder / "bad_end").unlink()
    assert run() == ({"passed": 1}, False)
    page.write_text("a fault")
    assert run() == ({"failed": 1}, False)
    (record,) = (folder / "passed").glob("*.json")
    assert len(json.loads(record.read_text())) == 1
