"""The pictures of the instructor's guide can be made again."""

import pytest

from tools.screens.__main__ import PICTURES, main

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("lab")]


def test_every_picture_of_the_guide_is_made_from_the_real_screens(tmp_path, capsys):
    assert main(["--into", str(tmp_path)]) == 0, capsys.readouterr().err
    assert {p.name for p in tmp_path.iterdir()} == {p.name for p in PICTURES.iterdir()}
