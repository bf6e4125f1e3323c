"""The guides name pictures that are there, and commands and options that exist."""

import re
import shlex

import click
import pytest
from PIL import Image

from autograder.assignments.repository import Repository
from autograder.cli.main import main
from autograder.paths import ROOT
from tools.errors import ToolError
from tools.screens.saving import MOST_BYTES, save_screenshot, save_terminal

GUIDES = ROOT / "book" / "guide"
TEXT = "\n".join(path.read_text("utf-8") for path in sorted(GUIDES.glob("*.md")))
FIGURE = re.compile(r"```\{figure\} (?P<path>\S+)\n(?P<options>(?::.*\n)+)\n(?P<caption>.+)")
FIGURES = {match["path"]: match for match in FIGURE.finditer(TEXT)}
COMMANDS = re.findall(r"python -m autograder ((?:[^`\n\\]|\\\n)+)", TEXT)


def test_each_picture_that_a_guide_names_is_there_and_no_other():
    there = {f"pictures/{path.name}" for path in (GUIDES / "pictures").iterdir()}
    assert set(FIGURES) == there
    assert set(re.findall(r"pictures/[\w.]+", TEXT)) == there


@pytest.mark.parametrize("path", FIGURES)
def test_a_picture_is_small_and_said_in_words(path):
    figure, file = FIGURES[path], GUIDES / path
    alt = re.search(r":alt: (.+)", figure["options"])[1]
    assert len(alt.split()) > 20
    assert ":figclass: screen" in figure["options"]
    assert file.stat().st_size <= MOST_BYTES
    if file.suffix == ".svg":
        text = file.read_text("utf-8")
        assert set(re.findall(r"https?://[^\"\s]+", text)) <= {"http://www.w3.org/2000/svg"}
    else:
        with Image.open(file) as picture:
            width = int(re.search(r":width: (\d+)px", figure["options"])[1])
            assert (picture.mode, picture.width) == ("P", width * 3 // 2)


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_guide_exists_with_its_options(line):
    name, *arguments = shlex.split(line.replace("\\\n", " "), comments=True)
    command = main.commands[name]
    with click.Context(command, info_name=name) as context:
        command.make_parser(context).parse_args(arguments)
    for argument in arguments:
        if re.match(r"\d\d_", argument):
            assert argument in Repository().assignments()


def test_a_screenshot_gets_as_many_colours_as_its_size_allows(tmp_path):
    plain, noise = tmp_path / "plain.png", tmp_path / "noise.png"
    Image.linear_gradient("L").convert("RGB").save(plain)
    save_screenshot(plain.read_bytes(), tmp_path / "kept.png")
    with Image.open(tmp_path / "kept.png") as kept:
        assert (kept.size, len(kept.getcolors())) == ((256, 256), 128)
    Image.effect_noise((600, 600), 200).convert("RGB").save(noise)
    with pytest.raises(ToolError, match="show less"):
        save_screenshot(noise.read_bytes(), tmp_path / "not.png")
    assert not (tmp_path / "not.png").exists()


def test_a_terminal_keeps_its_colours_and_asks_for_no_font(tmp_path):
    path = tmp_path / "class.svg"
    save_terminal("do it", "\x1b[32mgreen\x1b[0m words\n", path, width=40)
    text = path.read_text("utf-8")
    assert "green" in text
    assert "do&#160;it" in text
    assert "url(" not in re.sub(r"url\(#[\w-]+\)", "", text)
    assert len(set(re.findall(r"fill: (#\w{6})", text))) >= 2
