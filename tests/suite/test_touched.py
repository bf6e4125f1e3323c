"""What a change touches is found by git, and nothing where git can't tell."""

import subprocess

import pytest

from tests import touched
from tests.remember import imported
from tests.touched import changed, closely, is_touched, seeds, touches, touches_chapter

HERE = "autograder/formulas/chapter"


@pytest.fixture
def repository(tmp_path):
    """`git(*words)` in a repository of three formulas and a commit; the second uses the first."""

    def git(*words):
        who = ("-c", "user.name=a", "-c", "user.email=a@b")
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    sources = {
        "__init__": "",
        "_shared": "",
        "one": "from autograder.formulas.chapter import _shared",
        "two": "from autograder.formulas.chapter.one import one",
        "three": "import numpy",
    }
    for name, text in sources.items():
        path = tmp_path / HERE / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    git("init", "-b", "main")
    git("add", ".")
    git("commit", "-m", "first")
    return tmp_path, git


def now(root):
    """The formulas that a change touches."""
    changed.cache_clear()
    imported.cache_clear()
    return {
        name
        for name in ("one", "two", "three")
        if is_touched(root / HERE / f"{name}.py", None, root)
    }


def write(root, name, text="# changed"):
    path = root / HERE / name
    path.write_text((path.read_text() if path.exists() else "") + "\n" + text)


def test_what_is_not_committed_counts(repository):
    root, git = repository
    assert now(root) == set()
    write(root, "three.py")
    assert now(root) == {"three"}
    git("add", ".")
    assert now(root) == {"three"}
    git("checkout", "HEAD", ".")
    write(root, "two.py")
    assert now(root) == {"two"}


def test_what_a_formula_imports_touches_it(repository):
    root, git = repository
    write(root, "one.py")
    assert now(root) == {"one", "two"}
    git("checkout", ".")
    write(root, "_shared.py")
    assert now(root) == {"one", "two"}
    git("checkout", ".")
    write(root, "__init__.py")
    assert now(root) == {"one", "two", "three"}


def test_the_last_commit_counts_and_on_a_branch_all_of_it(repository):
    root, git = repository
    for name in ("one.py", "three.py"):
        write(root, name)
        git("commit", "-am", name)
    assert now(root) == {"three"}
    git("checkout", "-b", "branch", "HEAD~2")
    assert now(root) == set()
    write(root, "two.py")
    git("commit", "-am", "two")
    (root / "README.md").write_text("")
    git("add", ".")
    git("commit", "-m", "another")
    assert now(root) == {"two"}


def test_nothing_counts_where_git_can_not_tell(tmp_path, monkeypatch):
    changed.cache_clear()
    assert changed(tmp_path / "no" / "repository") == frozenset()
    (tmp_path / "plain").mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert changed(tmp_path / "plain") == frozenset()
    monkeypatch.setenv("PATH", "")
    changed.cache_clear()
    assert changed(tmp_path) == frozenset()


def test_seeds_are_many_where_a_change_touches_the_formula(monkeypatch):
    for touch, count in ((False, 2), (True, 12)):
        monkeypatch.setattr(touched, "is_touched", lambda path, touch=touch: touch)
        assert list(seeds("adam_step", 2, range(12))) == list(range(count))


@pytest.mark.parametrize(
    ("path", "touched_places"),
    [
        ("a/b.py", {"a", "a/b.py"}),
        ("a/bc.py", {"a"}),
        ("ab/b.py", set()),
        ("README.md", set()),
    ],
)
def test_a_file_touches_itself_and_its_folders(monkeypatch, path, touched_places):
    monkeypatch.setattr(touched, "changed", lambda: frozenset({path}))
    assert {place for place in ("a", "a/b.py", "b.py") if touches(place)} == touched_places
    assert touches("nowhere", path)


@pytest.mark.parametrize(
    ("path", "chapter"),
    [
        ("solutions/05_optimizers/05_optimizers.md", "optimizers"),
        ("exercises/02_fitting/02_fitting.ipynb", "fitting"),
        ("autograder/formulas/losses/__init__.py", "losses"),
        ("autograder/checks/judge.py", None),
    ],
)
def test_what_touches_a_chapter(monkeypatch, path, chapter):
    monkeypatch.setattr(touched, "changed", lambda *_: frozenset({path}))
    slugs = ("optimizers", "fitting", "losses")
    assert [slug for slug in slugs if touches_chapter(slug)] == [chapter] * bool(chapter)


def test_what_is_neither_touched_nor_kept_waits():
    made = closely(["a", "b", "c"], lambda name: name == "b", "c")
    assert [(one.id, bool(one.marks)) for one in made] == [("a", True), ("b", False), ("c", False)]
