"""The chapters' sources: their form, and the works that they cite."""

import re
from pathlib import Path

import jupytext
import pytest
import yaml

from autograder.paths import ROOT
from tools.chapters import chapters
from tools.plain import Bibliography

BIBLIOGRAPHY = Bibliography.read(ROOT / "book" / "references.bib")
CITED = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")

ANSWER = re.compile(r"^:::\{dropdown\} ([A-E])\. [^\n]+\n(.+?)^:::$", re.M | re.S)

each_chapter = pytest.mark.parametrize(
    "source", [ROOT / chapter.source for chapter in chapters()], ids=lambda path: path.stem
)


@each_chapter
def test_lines_have_at_most_78_columns(source: Path):
    lines = source.read_text("utf-8").splitlines()
    assert [f"{n}: {line}" for n, line in enumerate(lines, 1) if len(line) > 78] == []


@each_chapter
def test_the_landing_page_has_a_promise_of_each_chapter(source: Path):
    front = yaml.safe_load(source.read_text("utf-8").split("---\n")[1])
    assert 40 < len(front["promise"]) < 180
    assert front["promise"].endswith(".")


@each_chapter
def test_every_work_that_is_cited_is_in_the_bibliography(source: Path):
    cited = {
        key.strip() for keys in CITED.findall(source.read_text("utf-8")) for key in keys.split(",")
    }
    assert cited, "a chapter cites its sources"
    assert cited - BIBLIOGRAPHY.entries.keys() == set()


@pytest.mark.parametrize("key", list(BIBLIOGRAPHY.entries))
def test_a_work_can_be_found(key: str):
    entry = BIBLIOGRAPHY.entries[key]
    assert BIBLIOGRAPHY.authors(key)
    assert re.fullmatch(r"\d{4}", BIBLIOGRAPHY.year(key))
    assert entry.fields["title"]
    assert re.fullmatch(r"https://\S+", BIBLIOGRAPHY.url(key))
    if doi := entry.fields.get("doi"):
        assert re.fullmatch(r"10\.\d{4,9}/[-._;()/:\w]+", doi), "a DOI is given without its address"
        assert doi.startswith("10.48550/arXiv.") or "arxiv" not in doi.lower()
        said = entry.fields.get("howpublished", "")
        assert not said.startswith("arXiv:") or doi == f"10.48550/arXiv.{said[6:]}"
    else:
        assert "arxiv.org" not in BIBLIOGRAPHY.url(key), "a report of arXiv has a DOI"


@each_chapter
def test_every_figure_has_a_name_and_a_caption_and_says_what_it_shows(source: Path):
    for cell in jupytext.read(source, fmt="md:myst").cells:
        if cell.cell_type == "code" and "show(" in cell.source:
            figure = cell.metadata["mystnb"]["figure"]
            assert figure["name"].startswith("fig-")
            assert figure["caption"].strip().endswith((".", ")"))
            assert re.search(r"\balt=", cell.source), figure["name"]


@each_chapter
def test_the_text_uses_every_figure_and_equation_label_once(source: Path):
    text = source.read_text("utf-8")
    labels = re.findall(r"^\$\$ \(([\w-]+)\)$", text, re.M) + re.findall(
        r"^ +name: (fig-[\w-]+)$", text, re.M
    )
    assert sorted(set(labels)) == sorted(labels)


@each_chapter
def test_no_exercise_is_solved_in_the_text(source: Path):
    cells = jupytext.read(source, fmt="md:myst").cells
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    assert not re.search(r"def \w+_step\b", code)
    assert "autograder" not in code


@each_chapter
def test_every_question_gives_a_reason_for_each_of_its_answers(source: Path):
    text = source.read_text("utf-8")
    questions = re.findall(r"^::::\{admonition\} Question \d+\n(.+?)^::::$", text, re.M | re.S)
    assert 5 <= len(questions) <= 8
    for question in questions:
        answers = re.findall(
            r"^:::\{dropdown\} ([A-E])\. [^\n]+\n(.+?)^:::$", question, re.M | re.S
        )
        assert [letter for letter, _ in answers] == list("ABCDE")[: len(answers)]
        verdicts = [re.match(r"\*\*(Right|No)\.\*\* \S+", reason) for _, reason in answers]
        assert all(verdicts), question
        assert [found[1] for found in verdicts].count("Right") == 1, question
