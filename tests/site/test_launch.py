"""Where a notebook can be opened: the links, and what Binder makes of the repository."""

import os
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from autograder.paths import ROOT

sys.path.append(str(ROOT / "book" / "_ext"))

from steepest_site import launch

HERE = ("https://github.com/a/b", "dev", "notebooks/x.ipynb")


def test_there_is_a_button_for_each_place_that_is_named():
    """The hub's is there when a class names its own."""
    settings = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["launch_buttons"]
    labels = [link.label for link in launch.launch_links(settings, *HERE)]
    assert labels == ["Open in Colab", "Open in JupyterLab"]
    settings["jupyterhub_url"] = "https://hub.example.org/"
    labels = [link.label for link in launch.launch_links(settings, *HERE)]
    assert labels == ["Open in Colab", "Open in JupyterLab", "Open in JupyterHub"]
    assert launch.launch_links(settings, "", *HERE[1:]) == []


def test_binder_opens_the_notebook_in_jupyterlab():
    """Owner, name, branch and notebook, each in its place."""
    url = launch.binder_url("https://binder.example/", "https://github.com/a/b", "x/y", HERE[2])
    parts = urlsplit(url)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == (
        "https://binder.example/v2/gh/a/b/x%2Fy"
    )
    assert parse_qs(parts.query) == {"urlpath": ["lab/tree/notebooks/x.ipynb"]}


@pytest.mark.parametrize("page", ["book/05_optimizers", "exercises/05_optimizers/05_optimizers"])
def test_the_links_of_a_page_lead_to_notebooks_of_the_repository(site, page):
    """By the one address in the configuration."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["repository"]
    name = config["url"].removeprefix("https://github.com/")
    html = (site / f"{page}.html").read_text("utf-8")
    start = f"https://mybinder.org/v2/gh/{name}/{config['branch']}?"
    query = html.split(start)[1].split('"')[0]
    (path,) = parse_qs(query)["urlpath"]
    assert (ROOT / path.removeprefix("lab/tree/")).is_file()


RECORDER = """#!/bin/sh
echo "$@" >> "$RECORD"
cat .binder/constraints.txt > "$RECORD.pins"
"""


@pytest.mark.skipif(os.name == "nt", reason="Binder is Linux")
def test_binder_is_left_with_what_a_reader_works_with(tmp_path, repository_files):
    """Of every file of the repository: the notebooks, the exercises, the licences, the README.

    The library is installed from the copy before its source goes; here pip only says what it
    was asked.
    """
    copy = tmp_path / "copy"
    for name in repository_files:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes((ROOT / name).read_bytes())
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.write_text(RECORDER)
    python.chmod(0o755)
    path = os.pathsep.join([str(python.parent), os.environ["PATH"]])
    environment = {"PATH": path, "RECORD": str(tmp_path / "record")}
    subprocess.run(["bash", copy / ".binder" / "postBuild"], env=environment, check=True)
    asked = (tmp_path / "record").read_text().split()
    assert asked[:3] == ["-m", "pip", "install"]
    assert asked[-1] == ".[chapters]"
    pins = set((ROOT / "requirements.txt").read_text().splitlines())
    kept = set((tmp_path / "record.pins").read_text().splitlines())
    assert {pin.partition("==")[0] for pin in pins - kept} == {"torch"}
    assert {path.name for path in copy.iterdir()} == {
        "notebooks", "exercises", "README.md", "LICENSE", "LICENSE-TEXT",
    }  # fmt: skip
