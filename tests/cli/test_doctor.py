"""`autograder doctor` tries what grading needs, and says in one line what is missing."""

import json
import subprocess
import sys

import pytest

from autograder.cli import doctor
from autograder.engine import host, mounts
from autograder.engine.host import Finding
from autograder.engine.zygote_client import sandbox_command
from autograder.errors import NoSandbox
from autograder.paths import ROOT

pytestmark = pytest.mark.xdist_group("engine")


def run(*args):
    return subprocess.run(
        [sys.executable, "-m", "autograder", "doctor", *args], capture_output=True, text=True
    )


def test_where_all_is_there_it_says_so():
    done = run()
    assert done.returncode == 0, done.stdout
    assert "Ready to grade." in done.stdout
    for part in ("user namespace", "system call filter", "jail", "warm process", "nbgrader"):
        assert part in done.stdout


def test_what_is_missing_is_named_and_the_exit_status_says_it(monkeypatch, capsys):
    lacks = [Finding("network namespace", False, "operation not permitted")]
    monkeypatch.setattr(host, "walls", lambda: lacks)
    monkeypatch.setattr(doctor, "_zygote", lambda walled: Finding("warm process", True, ""))
    assert doctor.main() == 1
    said = capsys.readouterr().out
    assert "operation not permitted" in said
    assert "Missing: network namespace." in said


def test_grading_does_not_start_without_a_wall(monkeypatch):
    monkeypatch.setattr(host, "walls", lambda: [Finding("jail", False, "no")])
    with pytest.raises(NoSandbox, match=r"jail: no\); see python -m autograder doctor"):
        host.require_walls()


def test_a_wall_that_fails_is_found_by_trying_it(tmp_path):
    """A jail that shows the checkout is not one: the probe says so."""
    view = {
        "shown": [*mounts.view().shown, str(ROOT)],
        "hidden": [str(ROOT)],
        "links": mounts.view().links,
        "user": 300_000,
    }
    done = subprocess.run(
        [*sandbox_command("probe"), json.dumps(view)],
        capture_output=True,
        text=True,
        cwd="/",
    )
    found = {name: (ok, said) for name, ok, said in map(json.loads, done.stdout.splitlines())}
    assert found["pid namespace"][0]
    assert found["jail"] == (False, "the course's sources are in sight")
