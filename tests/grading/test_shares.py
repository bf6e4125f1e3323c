"""`grading.toml`: how points are shared among groups of cases."""

import pytest

from autograder.checks.formula import names
from autograder.checks.judge import Shares
from autograder.errors import AutograderError
from autograder.grading.shares import read_shares


def read(folder, text):
    (folder / "grading.toml").write_text(text, encoding="utf-8")
    return read_shares(folder)


def test_without_a_file_nothing_is_shared(tmp_path):
    assert read_shares(tmp_path) == {}


@pytest.mark.parametrize("text", ["", "[shares]\n", "# nothing\n"])
def test_a_file_that_says_nothing_shares_nothing(tmp_path, text):
    assert read(tmp_path, text) == {}


def test_shares_of_every_function(tmp_path):
    shares = read(tmp_path, "[shares]\nvalues = 0.6\nedges = 0.3\npurity = 0.1\n")
    assert shares == dict.fromkeys(names(), Shares(0.6, 0.3, 0.1))


def test_a_function_has_its_own(tmp_path):
    shares = read(tmp_path, "[shares]\nvalues = 1\n[shares.adam_step]\nvalues=0.5\nedges=0.5\n")
    assert shares["adam_step"] == Shares(0.5, 0.5, 0.0)
    assert shares["sgd_step"] == Shares(1.0, 0.0, 0.0)


def test_one_function_alone(tmp_path):
    assert read(tmp_path, "[shares.sgd_step]\nvalues = 0.9\npurity = 0.1\n") == {
        "sgd_step": Shares(0.9, 0.0, 0.1)
    }


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[shares\n", "is no TOML"),
        ("[share]\nvalues = 1\n", "share is not known"),
        ("shares = 1\n", "shares is no table"),
        ("[shares]\nvalues = 1\nbonus = 0\n", "shares.bonus is not known"),
        ("[shares.no_such_step]\nvalues = 1\n", "shares.no_such_step is not known"),
        ("[shares]\nadam_step = 1\n", "shares.adam_step is no table"),
        ("[shares.adam_step]\nvalues = 1\nspeed = 0\n", "shares.adam_step.speed is not known"),
        ("[shares]\nvalues = 1.5\n", "shares.values is 1.5"),
        ("[shares]\nvalues = -0.5\nedges = 1.5\n", "shares.values is -0.5"),
        ("[shares]\nvalues = nan\n", "shares.values is nan"),
        ("[shares]\nvalues = true\n", "shares.values is True"),
        ('[shares]\nvalues = "1"\n', "shares.values is '1'"),
        ("[shares]\nvalues = 0.6\nedges = 0.3\n", "shares adds up to 0.9"),
        ("[shares.adam_step]\n", "shares.adam_step adds up to 0"),
        ("[shares]\nedges = 1\n", "shares.values is 0"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(tmp_path, text, key):
    with pytest.raises(AutograderError) as told:
        read(tmp_path, text)
    assert str(told.value).startswith(str(tmp_path / "grading.toml"))
    assert key in str(told.value)
    assert "\n" not in str(told.value)


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "grading.toml").mkdir()
    with pytest.raises(AutograderError, match="can't be read"):
        read_shares(tmp_path)
    (tmp_path / "grading.toml").rmdir()
    (tmp_path / "grading.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(AutograderError, match="is no TOML"):
        read_shares(tmp_path)
