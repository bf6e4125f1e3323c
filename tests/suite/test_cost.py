"""The table of what the suite costs: what grows is told from what is fixed."""

import pytest

from benchmarks import suite
from benchmarks.suite import Names, kind_of, read, table

COURSE = Names(
    frozenset({"05_optimizers", "02_fitting"}), frozenset({"adam_step"}), frozenset({"fit"})
)
RUN = """<?xml version="1.0"?><testsuites><testsuite>
<testcase classname="tests.site.test_pages" name="test_whole[book/05_optimizers-390]" time="8"/>
<testcase classname="tests.site.test_pages" name="test_slash" time="2"/>
<testcase classname="tests.checks.test_audit" name="test_it[adam_step]" time="3"/>
<testcase classname="tests.grading.test_class.TestAClass" name="test_it" time="5"/>
<testcase classname="tests.widgets.test_fit_page" name="test_keys" time="4"/>
</testsuite></testsuites>"""


@pytest.mark.parametrize(
    ("file", "name", "what"),
    [
        ("site/test_pages", "test_page_is_whole[book/05_optimizers-390-dark]", "chapter"),
        ("site/test_pages", "test_page_is_whole[exercises/02_fitting/02_fitting-1280]", "chapter"),
        ("site/test_pages", "test_page_is_whole[book/glossary-390-dark]", ""),
        ("engine/test_audit_engine", "test_it[every_variant_wins-optimizers]", "chapter"),
        ("formulas/test_formulas", "test_it[adam_step]", "formula"),
        ("formulas/test_fitting", "test_it", "chapter"),
        ("widgets/test_fit_simulation", "test_it", "widget"),
        ("widgets/test_fitting", "test_it", ""),
        ("widgets/test_every_widget", "test_it[fit-390]", "widget"),
        ("widgets/test_bundles", "test_it", "widget"),
        ("site/test_files", "test_ids_are_unique", "chapter"),
        ("attacks/test_walls", "test_it[adam]", ""),
    ],
)
def test_what_a_test_grows_with(file, name, what):
    assert COURSE.grows_with(file, name) == what


def test_the_names_are_those_of_the_course():
    course = Names.of_course()
    assert "05_optimizers" in course.chapter
    assert "adam_step" in course.formula
    assert "optimizer_race" in course.widget
    assert not course.widget & {"base", "__init__"}


def test_the_table_adds_up_and_projects(tmp_path, monkeypatch):
    monkeypatch.setattr(suite, "LATER", {"chapter": 20, "formula": 170, "widget": 30})
    path = tmp_path / "run.xml"
    path.write_text(RUN)
    tests = read(path)
    assert ("grading/test_class", "test_it", 5.0) in tests
    assert {kind_of(file) for file, _, _ in tests} == {"site", "core", "grading", "widgets"}
    lines = table(tests, COURSE, build=10, wall=30).splitlines()
    assert lines[1].split() == ["site", "2", "10", "2", "8", "0", "0"]
    assert ["all", "5", "22", "7", "8", "3", "4"] in [line.split() for line in lines]
    # 7 fixed, 8 for 2 chapters, 3 a formula, 4 a widget; 9 s of 30 nobody works
    then = 10 * 10 + (7 + 8 * 10 + 3 * 170 + 4 * 30) / 2 + 9
    assert f"{30 / 60:.1f} min now, {then / 60:.1f} then (of which 9 s" in lines[-1]


def test_a_file_that_is_no_run_is_an_error(tmp_path, capsys):
    (tmp_path / "bad.xml").write_text("<")
    for name in ("bad.xml", "none.xml"):
        assert suite.main(["--read", str(tmp_path / name)]) == 2
        assert "can't read" in capsys.readouterr().err
