"""`make course`: what it serves, that it never loses work, and that it ends cleanly."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

import psutil
import pytest

from autograder.paths import ROOT
from tools import website, workfolder

posix = pytest.mark.skipif(os.name == "nt", reason="signals as on POSIX")


@contextmanager
def course(*options):
    """A running course: the process, its children once it serves, and its two addresses."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tools.course", *options],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    watch = threading.Timer(300, process.kill)
    watch.start()
    said = []
    try:
        for line in process.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                break
        text = "".join(said)
        site = re.search(r"^Site +(\S+)$", text, re.M)
        lab = re.search(r"^JupyterLab +(\S+)/lab/tree/Start%20here.md\?token=(\S+)$", text, re.M)
        assert site, text
        assert lab, text
        yield process, site[1], lab[1], lab[2], text
    finally:
        watch.cancel()
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def get(url, data=None):
    """The body of an answer on this machine."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(url, data, timeout=20) as answer:
        return answer.read().decode()


@posix
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "kill"])
def test_course_serves_both_and_ends_both(site, tmp_path, how):
    """The site, the working copies, a kernel in which `check` is at hand; then nothing is left."""
    work = tmp_path / "work"
    with course("--work", str(work), "--site-port", "0", "--lab-port", "0") as started:
        process, address, lab, token, _ = started
        assert "book/index.html" in get(address)
        assert "OptimizerRace" in get(address + "_downloads/05_optimizers_chapter.ipynb")
        path = "exercises/05_optimizers/05_optimizers.ipynb"
        page = get(address + "exercises/05_optimizers/05_optimizers.html")
        assert f'href="{lab}/lab/tree/{path}?token={token}"' in page
        assert "mybinder.org" not in page
        assert f"]({path})" in (work / "Start here.md").read_text("utf-8")
        notebook = json.loads(get(f"{lab}/api/contents/{path}?token={token}"))
        assert notebook["type"] == "notebook"
        kernel = json.loads(get(f"{lab}/api/kernels?token={token}", b'{"name": "python3"}'))
        assert kernel["id"]
        family = psutil.Process(process.pid).children(recursive=True)
        assert len(family) >= 2
        process.send_signal(how)
        assert process.wait(30) == 0
        _, alive = psutil.wait_procs(family, timeout=5)
        assert alive == []
        for url in (address, lab):
            with pytest.raises(OSError, match="refused"):
                get(url)


@posix
def test_course_takes_other_ports_and_keeps_work(site, tmp_path):
    """Where its ports are taken; and a notebook that was worked in is the student's."""
    mine = tmp_path / "work" / "exercises" / "05_optimizers" / "05_optimizers.ipynb"
    mine.parent.mkdir(parents=True)
    mine.write_text("my own work")
    with (
        socket.create_server(("127.0.0.1", 0)) as one,
        socket.create_server(("127.0.0.1", 0)) as two,
    ):
        ports = [s.getsockname()[1] for s in (one, two)]
        options = ("--site-port", str(ports[0]), "--lab-port", str(ports[1]))
        with course("--work", str(mine.parents[2]), *options) as (_, address, lab, token, text):
            assert not any(f":{port}" in address + lab for port in ports)
            assert "book/index.html" in get(address)
            assert json.loads(get(f"{lab}/api/contents?token={token}"))["type"] == "directory"
    assert mine.read_text() == "my own work"
    assert "yours stays" in text
    assert (mine.parent / "05_optimizers.new.ipynb").exists()


@posix
def test_course_stops_while_it_builds(tmp_path):
    """Ctrl-C before the site is there stops the build too."""
    slow = (
        "import sys, time; from tools import website; website._build = lambda root: time.sleep(60)"
    )
    code = f"{slow}; website.is_built = lambda root=None: False; from tools import course; "
    code += f"sys.argv = ['course', '--work', {str(tmp_path)!r}]; sys.exit(course.main())"
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert "Building" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0


def run(module, *options, **environment):
    """The outcome of a command."""
    return subprocess.run(
        [sys.executable, "-m", f"tools.{module}", *options],
        cwd=ROOT, capture_output=True, text=True, timeout=60, env={**os.environ, **environment},
    )  # fmt: skip


@pytest.mark.parametrize("module", ["course", "website", "browser"])
def test_commands_say_what_they_do(module):
    """With --help, and status 0; an unknown option is status 2."""
    assert "usage: python -m tools." in run(module, "--help").stdout
    wrong = run(module, "--nonsense")
    assert wrong.returncode == 2
    assert "--nonsense" in wrong.stderr


@pytest.mark.parametrize("port", ["-1", "65536", "eight"])
def test_course_wants_a_port(port):
    """A number from 0 to 65535."""
    done = run("course", f"--site-port={port}")
    assert done.returncode == 2
    assert "--site-port" in done.stderr.splitlines()[-1]


def test_course_says_that_it_cannot_write(site, tmp_path):
    """In one line, with status 2."""
    (tmp_path / "file").write_text("")
    done = run("course", "--work", str(tmp_path / "file" / "work"))
    assert done.returncode == 2
    assert done.stderr.startswith("Error: can't write in ")
    assert len(done.stderr.splitlines()) == 1


def test_browser_that_is_no_program_is_refused():
    """In one line, with status 1."""
    done = run("browser", STEEPEST_CHROMIUM="/no/such/browser")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Error: STEEPEST_CHROMIUM names /no/such/browser, which is no program"
    ]


def test_browser_is_found():
    """The one that these tests use."""
    done = run("browser")
    assert done.returncode == 0
    assert Path(done.stdout.strip()).exists()


@pytest.fixture
def checkout(tmp_path):
    """A repository with two files for students."""
    for name in ("notebooks/01.ipynb", "exercises/01/01.ipynb"):
        path = tmp_path / "repository" / name
        path.parent.mkdir(parents=True)
        path.write_text("first")
    return tmp_path / "repository"


def test_working_copies_follow_the_repository_until_they_are_changed(checkout, tmp_path):
    """Then they stay, and each new version is laid beside, once."""
    work = tmp_path / "work"
    assert workfolder.lay_out(checkout, work) == []
    copy, source = work / "exercises/01/01.ipynb", checkout / "exercises/01/01.ipynb"
    assert copy.read_text() == "first"

    source.write_text("second")
    assert workfolder.lay_out(checkout, work) == []
    assert copy.read_text() == "second"

    copy.write_text("mine")
    assert workfolder.lay_out(checkout, work) == []
    assert copy.read_text() == "mine"

    source.write_text("third")
    (line,) = workfolder.lay_out(checkout, work)
    assert "01.new.ipynb" in line
    assert copy.read_text() == "mine"
    assert (copy.parent / "01.new.ipynb").read_text() == "third"
    assert workfolder.lay_out(checkout, work) == []

    source.write_text("fourth")
    workfolder.lay_out(checkout, work)
    assert (copy.parent / "01.new.ipynb").read_text() == "third"
    assert (copy.parent / "01.new2.ipynb").read_text() == "fourth"
    assert copy.read_text() == "mine"


def test_lost_record_loses_no_work(checkout, tmp_path):
    """Without the record, what differs counts as the student's; what is gone comes back."""
    work = tmp_path / "work"
    workfolder.lay_out(checkout, work)
    (work / "exercises/01/01.ipynb").write_text("mine")
    (work / "notebooks/01.ipynb").unlink()
    (work / workfolder.RECORD).write_text("{ not json")
    (line,) = workfolder.lay_out(checkout, work)
    assert "yours stays" in line
    assert (work / "exercises/01/01.ipynb").read_text() == "mine"
    assert (work / "notebooks/01.ipynb").read_text() == "first"


def test_site_is_built_again_only_when_something_changed(tmp_path, monkeypatch):
    """By contents, whatever the times of the files are."""
    builds = []

    def build(root):
        builds.append(website.digest(root))
        (root / website.SITE).mkdir(parents=True, exist_ok=True)
        (root / website.SITE / "index.html").write_text("")
        (root / website.STAMP).write_text(builds[-1])

    monkeypatch.setattr(website, "_build", build)
    page = tmp_path / "book" / "page.md"
    page.parent.mkdir()
    page.write_text("one")
    website.build(tmp_path)
    website.build(tmp_path)
    os.utime(page, (time.time() + 100,) * 2)
    website.build(tmp_path)
    assert len(builds) == 1
    page.write_text("two")
    website.build(tmp_path)
    (tmp_path / "steepest").mkdir()
    (tmp_path / "steepest" / "new.py").write_text("")
    website.build(tmp_path)
    assert len(builds) == 3
    website.build(tmp_path, force=True)
    assert len(builds) == 4


def test_failed_build_is_an_error_that_names_the_trouble(tmp_path):
    """It leaves no stamp, so that the next run builds, and nothing that would hide a warning."""
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: page\n")
    (tmp_path / "_config.yml").write_text("title: t\n")
    (tmp_path / "page.md").write_text("# T\n\n{nosuchrole}`x`\n")
    for _ in range(2):
        with pytest.raises(website.SiteError, match="nosuchrole"):
            website.build(tmp_path)
        assert not website.is_built(tmp_path)


def test_in_the_folder_an_exercise_leads_to_the_section_of_its_chapter(tmp_path):
    """Of this repository: to a notebook that is there, at a heading that it has."""
    workfolder.lay_out(ROOT, tmp_path)
    exercises = sorted(tmp_path.glob("exercises/*/*.ipynb"))
    sections = 0
    for path in exercises:
        text = path.read_text("utf-8")
        assert not re.search(r"\]\(https?://[^)\s]*/notebooks/\w+\.ipynb\)", text)
        links = re.findall(r"\]\((\.\./[^)]*)\)", text)
        assert links
        for place, _, section in (link.partition("#") for link in links):
            chapter = json.loads((path.parent / place).read_text("utf-8"))
            lines = "\n".join("".join(cell["source"]) for cell in chapter["cells"])
            headings = [
                line[3:].replace(" ", "-") for line in lines.split("\n") if line[:3] == "## "
            ]
            assert section == "" or unquote(section) in headings
            sections += section != ""
    assert sections > len(exercises)
