"""The committed scripts of exercises in the page are what their sources make."""

from autograder.paths import ROOT
from tools.in_page import build


def test_what_is_committed_is_what_the_sources_make(tmp_path):
    build(tmp_path)
    kept = {p.name: p.read_bytes() for p in (ROOT / "book/_static/in_page").iterdir()}
    fresh = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    assert kept.keys() == fresh.keys()
    assert [name for name in kept if kept[name] != fresh[name]] == [], "run make derived"
