"""A page that is served beside a JupyterLab opens its notebooks there."""

import sys

from autograder.paths import ROOT
from tools.lab_links import localized

sys.path.append(str(ROOT / "book" / "_ext"))

from steepest_site.launch import binder_url, hub_url

HERE = "http://127.0.0.1:8888"
REPOSITORY = "https://github.com/someone/course"


def test_binder_and_hub_links_lead_to_this_machine():
    path = "exercises/05_optimizers/05_optimizers.ipynb"
    urls = [
        binder_url("https://mybinder.org", REPOSITORY, "main", path),
        hub_url("https://hub.example.org", REPOSITORY, "main", path).replace("&", "&amp;"),
    ]
    for url in urls:
        page = localized(f'<a href="{url}">Open</a>', HERE, "secret")
        assert page == f'<a href="{HERE}/lab/tree/{path}?token=secret">Open</a>'


def test_other_links_stay():
    page = '<a href="https://example.org/lab/tree">a</a> <a href="b.html">b</a>'
    assert localized(page, HERE, "secret") == page
