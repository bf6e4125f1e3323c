"""The link for a class's JupyterHub, followed to its end: nbgitpuller, then the open notebook."""

import json
import shutil
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from autograder.paths import ROOT
from tools.driving import RUN

sys.path.append(str(ROOT / "book" / "_ext"))

from steepest_site.launch import hub_url

pytestmark = pytest.mark.xdist_group("lab")
HUB = "https://hub.example.org"
NOTEBOOK = "notebooks/05_optimizers.ipynb"


@pytest.fixture
def repository(tmp_path):
    """A repository on this machine that holds one notebook, on a branch of its own."""
    folder = tmp_path / "a.course"
    (folder / "notebooks").mkdir(parents=True)
    shutil.copy(ROOT / NOTEBOOK, folder / NOTEBOOK)
    said = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    for command in (
        ("init", "--quiet", "--initial-branch", "spring/2027"),
        ("add", "."),
        (*said, "commit", "--quiet", "--message", "The course"),
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder.as_uri()


def test_the_hubs_link_brings_the_course_and_opens_the_notebook(page, lab, repository):
    link = hub_url(HUB, repository, "spring/2027", NOTEBOOK)
    # What a hub does with its part of the link is to send the reader to a server of their own.
    assert link.startswith(f"{HUB}/hub/user-redirect/")
    own = link.replace(f"{HUB}/hub/user-redirect/", lab.address)
    page.goto(f"{own}&token={lab.token}")
    page.wait_for_url(f"**/lab/tree/a.course/{NOTEBOOK}", timeout=RUN)
    expect(page.locator(".jp-Notebook h1").first).to_have_text("Optimizers¶", timeout=RUN)
    brought = json.loads((lab.folder / "a.course" / NOTEBOOK).read_text("utf-8"))
    assert brought["cells"][0]["source"][0].startswith("# ")
