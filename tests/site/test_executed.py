"""A page runs again when something that it used has changed, and no other page with it."""

import os
import subprocess
import sys
import time

import nbformat
import pytest
import yaml
from nbformat.v4 import new_code_cell, new_notebook, new_output

from autograder.paths import ROOT
from tools.website import JUPYTER_BOOK

sys.path.append(str(ROOT / "book" / "_ext"))

from steepest_site import fresh
from steepest_site.fresh import Store

PAGE = """\
---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
---

# T

```{code-cell}
import sys
sys.path.insert(0, "..")
from tiny import %s
%s.said()
```
"""
MODULE = """\
from pathlib import Path
def said():
    return Path(__file__).with_suffix(".txt").read_text()
"""


@pytest.fixture
def book(tmp_path):
    """Two pages, each of a module of a tiny library that has data of its own."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    config["sphinx"]["local_extensions"] = {"steepest_site": str(ROOT / "book" / "_ext")}
    del config["bibtex_bibfiles"]
    for key in ("bibtex_reference_style", "bibtex_default_style"):
        del config["sphinx"]["config"][key]
    toc = {"format": "jb-book", "root": "book/one", "chapters": [{"file": "book/two"}]}
    for folder in ("book", "tiny"):
        (tmp_path / folder).mkdir()
    (tmp_path / "_config.yml").write_text(yaml.safe_dump(config))
    (tmp_path / "_toc.yml").write_text(yaml.safe_dump(toc, sort_keys=False))
    (tmp_path / "tiny" / "__init__.py").write_text("")
    for name in ("one", "two"):
        (tmp_path / "book" / f"{name}.md").write_text(PAGE % (name, name))
        (tmp_path / "tiny" / f"{name}.py").write_text(MODULE)
        (tmp_path / "tiny" / f"{name}.txt").write_text(f"{name} at first")
    return tmp_path


def built(book):
    """Which pages ran, and which were written, when it was built."""
    before = {path: path.stat().st_mtime_ns for path in (book / "_build/html").glob("book/*.html")}
    command = (sys.executable, "-c", JUPYTER_BOOK, "build", ".", "-W", "-n", "--keep-going")
    done = subprocess.run(command, cwd=book, text=True, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    ran = [line.split()[2] for line in done.stdout.splitlines() if "Execution Successful" in line]
    written = [
        path.stem
        for path in sorted((book / "_build/html").glob("book/*.html"))
        if before.get(path) != path.stat().st_mtime_ns
    ]
    return sorted(name.strip(",").removeprefix("book/") for name in ran), written


def test_what_one_page_uses_is_changed_and_that_page_alone_runs(book):
    """Data or code; what is as it was shows again what it showed, and does not run."""
    page, text, module = (
        book / name for name in ("_build/html/book/one.html", "tiny/one.txt", "tiny/two.py")
    )
    assert built(book) == (["one", "two"], ["one", "two"])
    text.write_text("one, later")
    assert built(book) == (["one"], ["one"])
    assert "one, later" in page.read_text("utf-8")
    text.write_text("one at first")
    module.write_text(MODULE.replace("read_text()", "read_text().upper()"))
    ran, written = built(book)
    assert ran == ["two"]
    assert written == ["one", "two"]
    assert "one at first" in page.read_text("utf-8")
    assert "TWO AT FIRST" in page.with_name("two.html").read_text("utf-8")


@pytest.fixture
def store(tmp_path):
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "a.py").write_text("1")
    return Store(tmp_path / "_build" / "store", tmp_path)


def ran(source="f()", said="1", tags=()):
    output = new_output("stream", text=said)
    cell = new_code_cell(source, outputs=[output], metadata={"tags": list(tags)})
    return new_notebook(cells=[cell])


def put(store, notebook, page="book/p"):
    read = [str(store.root / "lib" / "a.py"), os.__file__, str(store.root / "_build" / "x")]
    return store.put(page, notebook, read, time.time() + 1)


def shown(store, notebook, page="book/p"):
    """The outputs that are found, by a look at the sources as they are now."""
    found = Store(store.folder, store.root).find(page, notebook)
    return found and nbformat.read(found, as_version=4).cells[0].outputs[0].text


def test_outputs_are_those_of_code_sources_and_libraries(store, monkeypatch):
    assert shown(store, ran()) is None
    put(store, ran())
    assert shown(store, ran()) == "1"
    assert shown(store, ran(), "book/q") is None
    assert shown(store, ran("g()")) is None
    assert shown(store, ran(tags=["raises-exception"])) is None
    assert shown(store, ran(tags=["hide-input"])) == "1"
    source = store.root / "lib" / "a.py"
    source.write_text("2")
    assert shown(store, ran()) is None
    source.unlink()
    assert shown(store, ran()) is None
    source.write_text("1")
    assert shown(store, ran()) == "1"
    monkeypatch.setattr(fresh, "libraries", lambda: "others")
    assert shown(store, ran()) is None


def test_generations_are_kept_and_then_forgotten(store, monkeypatch):
    """The latest used of each page, those of pages that there are, and not too much of all."""
    monkeypatch.setattr(fresh, "GENERATIONS", 2)
    for number, code in enumerate("abc"):
        os.utime(put(store, ran(code)).with_suffix(".json"), (number, number))
    put(store, ran(), "book/gone")
    assert shown(store, ran("a")) == "1"  # which is a use
    store.prune(["book/p"])
    assert [shown(store, ran(code)) for code in "abc"] == ["1", None, "1"]
    assert shown(store, ran(), "book/gone") is None
    monkeypatch.setattr(fresh, "MOST_BYTES", 1)
    store.prune(["book/p"])
    assert not [path for path in store.folder.rglob("*") if path.is_file()]


def test_a_source_that_changed_meanwhile_leaves_nothing(store):
    source = store.root / "lib" / "a.py"
    assert store.put("book/p", ran(), [str(source)], source.stat().st_mtime - 1) is None
    assert shown(store, ran()) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"code": 1}'])
def test_a_spoilt_record_is_passed_over(store, text):
    put(store, ran()).with_suffix(".json").write_text(text)
    assert shown(store, ran()) is None


def test_versions_of_the_libraries_are_seen(monkeypatch):
    """Those that `steepest` stands on, and what they stand on."""
    fresh.libraries.cache_clear()
    before, real = fresh.libraries(), fresh.metadata.distribution

    class Other:
        version, requires = "0", ()

    for name, seen in (("numpy", True), ("scipy", True), ("ruff", False)):
        fresh.libraries.cache_clear()
        other = lambda asked, name=name: Other if asked == name else real(asked)  # noqa: E731
        monkeypatch.setattr(fresh.metadata, "distribution", other)
        assert (fresh.libraries() != before) == seen, name
    fresh.libraries.cache_clear()
