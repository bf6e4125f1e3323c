"""Each wall, seen from inside: as root, and as an ordinary user."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder import sandbox

from . import inside

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is made of Linux namespaces"),
    pytest.mark.xdist_group("walls"),
]
PYTHON = "/usr/bin/python3"  # one that every user of a machine can run
SYSTEM = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/usr")
ORDINARY = ["setpriv", "--reuid=65533", "--regid=65533", "--clear-groups"]


@pytest.fixture(scope="module")
def folder():
    """A folder that every user can read: the package `sandbox`, what it imports, and a canary."""
    pyseccomp = pytest.importorskip("pyseccomp")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(Path(sandbox.__file__).parent, folder / "sandbox")
        for file in (pyseccomp.__file__, inside.__file__):
            shutil.copy(file, folder)
        (folder / "canary").write_text("a secret")
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755)
        yield folder


@pytest.fixture(scope="module", params=["this user", "an ordinary user"])
def cells(request, folder):
    """What two cells of one room have seen, one after the other."""
    prefix = []
    if request.param == "an ordinary user":
        if os.geteuid() != 0:
            pytest.skip("this user is an ordinary one")
        if not shutil.which("setpriv"):
            pytest.skip("no setpriv, which starts a program as another user")
        prefix = ORDINARY
    if not os.path.exists(PYTHON):
        pytest.skip(f"no {PYTHON} that another user could run")
    view = {
        "shown": [path for path in SYSTEM if os.path.isdir(path) and not os.path.islink(path)],
        "hidden": ["/usr/share"],
        "links": [[path, os.readlink(path)] for path in SYSTEM if os.path.islink(path)],
        "user": 234_567,
    }
    command = [PYTHON, "-I", str(folder / Path(inside.__file__).name)]
    done = subprocess.run(
        [*prefix, *command, str(folder), json.dumps(view), str(folder / "canary")],
        capture_output=True,
        text=True,
        timeout=60,
        cwd="/",
    )
    assert done.returncode == 0, done.stderr
    seen = [json.loads(line) for line in done.stdout.splitlines()]
    assert not any("error" in cell for cell in seen), seen
    assert len(seen) == 2
    return seen


def each(cells, name):
    """What both cells say, which must be the same."""
    first, second = (cell[name] for cell in cells)
    assert first == second
    return first


def test_no_rights(cells):
    assert each(cells, "uid") == 1000
    assert each(cells, "capabilities") == [0, 0, 0, 0]
    assert each(cells, "no new privileges") == "1"
    assert each(cells, "filter") == "2"
    assert each(cells, "setuid") == []


def test_no_other_process(cells):
    assert each(cells, "pid") == 1
    assert each(cells, "parent") == 0
    assert each(cells, "processes") == [1]


def test_no_descriptor_but_its_own(cells):
    assert each(cells, "descriptors") == 4  # the three standard ones, and the one that is kept


def test_nothing_of_the_host_but_what_is_shown(cells, folder):
    root = set(each(cells, "root"))
    assert root <= {"dev", "etc", "proc", "tmp", *(path.strip("/") for path in SYSTEM)}
    assert each(cells, "hidden") == {"/usr/share": []}
    assert each(cells, "canary") is False
    assert (folder / "canary").exists()
    assert each(cells, "host name") == "course"


def test_nothing_can_be_written_but_private_folders(cells):
    assert each(cells, "writable") == ["/dev/shm", "/tmp"]


def test_nothing_of_an_earlier_submission(cells):
    assert each(cells, "left by another") == []


def test_no_network(cells):
    assert each(cells, "interfaces") == ["lo"]
    sockets = each(cells, "sockets")
    assert sockets["families"] == [1, 2, 10]  # Unix, IPv4, IPv6: programs ask for them
    assert sockets["reached"] == []


@pytest.mark.parametrize("call", [*inside.CALLS, *inside.CLONES])
def test_what_a_notebook_never_needs_is_refused(cells, call):
    error = each(cells, "refused")[call]
    absent = call in ("clone3", "memfd_create", "shmget", "msgget", "semget")
    assert error == ("ENOSYS" if absent else "EPERM")


def test_limits(cells):
    assert 5 < each(cells, "forks") < inside.PROCESSES  # some are kept back
    assert each(cells, "largest file") == inside.FILE
    folder = each(cells, "folder")
    assert 1_500_000 < folder["bytes"] <= inside.FOLDER
    assert folder["files"] < 20_000
    allocated = each(cells, "allocated")
    assert 50 < allocated["private"] <= inside.MEMORY / 1e6
    assert allocated["shared"] == 0


def test_nothing_outlives_its_cell(cells):
    """Had a daemon lived on, the pipe that it inherits would not have ended in time."""
    assert each(cells, "daemon") == "started"
