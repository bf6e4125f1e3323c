"""The committed bundles and stills are what the sources make, and are small."""

import gzip
import re

import pytest

from autograder.paths import ROOT
from tools.widgets import BuildError, build

WIDGETS = ROOT / "steepest" / "widgets"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("widgets")
    try:
        build(folder)
    except BuildError as error:
        pytest.fail(str(error), pytrace=False)
    return folder


@pytest.mark.parametrize("kind", ["static", "stills"])
def test_what_is_committed_is_what_the_sources_make(made, kind):
    kept = {path.name: path.read_bytes() for path in (WIDGETS / kind).iterdir()}
    fresh = {path.name: path.read_bytes() for path in (made / kind).iterdir()}
    assert kept.keys() == fresh.keys()
    stale = [name for name in kept if kept[name] != fresh[name]]
    assert stale == [], "run python -m tools.widgets"


def test_bundles_are_small():
    for path in (WIDGETS / "static").iterdir():
        assert len(gzip.compress(path.read_bytes(), 9)) <= 60_000, path.name
    for path in (WIDGETS / "stills").iterdir():
        assert len(gzip.compress(path.read_bytes(), 9)) <= 12_000, path.name


def test_site_script_is_classic_and_asks_for_nothing():
    for path in (WIDGETS / "static").glob("*.site.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"\bimport\s*[({\"']|\bexport\b|\bfetch\(|https?://(?!www\.w3\.org)", text
        )


def test_no_source_file_is_long():
    for path in (WIDGETS / "src").rglob("*.*"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, path.name
