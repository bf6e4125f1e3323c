"""The workflows of GitHub Actions: what they say is sound, and what they call is there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from autograder.paths import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def actionlint(*paths):
    """What actionlint finds in some workflows, with ShellCheck's findings in their scripts."""
    scripts = Path(sys.executable).parent
    done = subprocess.run(
        [scripts / "actionlint", "-no-color", "-shellcheck", scripts / "shellcheck", *paths],
        cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def steps(path):
    workflow = yaml.safe_load(path.read_text("utf-8"))
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_there_is_a_workflow_for_each_purpose():
    assert [path.stem for path in WORKFLOWS] == ["site", "test", "weekly"]


def test_actionlint_finds_nothing():
    assert actionlint(*WORKFLOWS) == ""


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("path: _build/html", "folder: _build/html", 'input "folder" is not defined'),
        ("needs: build", "needs: bild", 'needs job "bild"'),
        ("github.ref ==", "github.reff ==", 'property "reff" is not defined'),
        ("run: make kits", "run: cp $KITS/* .", "SC2086"),
    ],
)
def test_actionlint_finds_a_planted_fault(tmp_path, old, new, finding):
    text = (ROOT / ".github" / "workflows" / "site.yml").read_text("utf-8")
    assert old in text
    planted = tmp_path / "planted.yml"
    planted.write_text(text.replace(old, new), "utf-8")
    assert finding in actionlint(planted)


@each_workflow
def test_actions_are_pinned_by_their_major_version(path):
    used = [step["uses"] for step in steps(path) if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", name) for name in used)


@each_workflow
def test_what_a_workflow_calls_is_there(path):
    """Targets of the Makefile, modules of the tools, files and folders that keys depend on."""
    rules = (ROOT / "Makefile").read_text("utf-8")
    said = "\n".join(step.get("run", "") for step in steps(path))
    for target in re.findall(r"^make ([\w-]+)", said, re.M):
        assert re.search(rf"^{target}:", rules, re.M), target
    for module in re.findall(r"-m (tools\.\w+)", said):
        assert (ROOT / f"{module.replace('.', '/')}.py").is_file(), module
    for names in re.findall(r"hashFiles\((.*?)\)", path.read_text("utf-8")):
        for pattern in re.findall(r"'([^']+)'", names):
            assert any(ROOT.glob(pattern)), pattern


@each_workflow
def test_a_workflow_may_only_read_unless_a_job_says_more(path):
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())
