"""The commands of `tools/`: one family of errors, one way to report them, one form of help."""

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.paths import ROOT
from tools.errors import NotInstalled, SiteError, ToolError, command

MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__main__")
    for path in Path(ROOT, "tools").rglob("*.py")
    if "command_line(" in path.read_text("utf-8") and path.name != "errors.py"
)


@pytest.mark.parametrize(
    ("error", "status"),
    [(ToolError("no"), 2), (NotInstalled("no"), 2), (SiteError("no"), 1), (OSError("no"), 2)],
)
def test_an_error_is_a_line_and_a_status(error, status, capsys):
    @command(failure=2, also=(OSError,))
    def main(arguments):
        raise error

    assert main([]) == status
    assert capsys.readouterr() == ("", "Error: no\n")


def test_ctrl_c_is_130_without_a_word(capsys):
    @command()
    def main():
        raise KeyboardInterrupt

    assert main() == 130
    assert capsys.readouterr() == ("", "")


def test_what_nobody_foresaw_keeps_its_traceback():
    @command()
    def main():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        main()


@pytest.mark.parametrize("module", MODULES)
def test_every_command_has_help(module):
    done = subprocess.run(
        [sys.executable, "-m", module, "--help"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"usage: python -m {module} ")
    assert f"\n    python -m {module}" in done.stdout, "the help begins with an example"


def test_no_command_reports_errors_in_a_way_of_its_own():
    tools = {path: path.read_text("utf-8") for path in Path(ROOT, "tools").rglob("*.py")}
    own = [path.name for path, text in tools.items() if 'f"Error: {' in text]
    assert own == ["errors.py"]
