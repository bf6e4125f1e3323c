"""What a kernel's history tells of an answer: whether what is judged is what its cell now says.

A kernel sees the text of each cell that was run, also of one that failed. It does not see what is
typed and not run. Without IPython nothing is known, and nothing is said.
"""

import ast
import re
from difflib import SequenceMatcher

from steepest.checks.shell import get_ipython

ALIKE = 0.6  # two cells of which one was made from the other


def past_cells(shell=None) -> list[str]:
    """The cells that were run before this one, by their execution count."""
    shell = shell or get_ipython()
    if shell is None:
        return []
    return [str(text) for text in shell.user_ns.get("In", [])][:-1]


def stale(name: str, function, shell=None) -> tuple[str, bool]:
    """What to say where a function is not what its cell now says, and whether that is certain.

    ('', False) where nothing speaks against it.
    """
    shell = shell or get_ipython()
    count = _defined_in(function, shell)
    cells = past_cells(shell)
    if not count or count >= len(cells):
        return "", False
    own, later = cells[count], cells[count + 1 :]
    for text in reversed(later):
        if _mentions(text, name):
            return f"{_why_not(text, name)} What is judged is the version before it.", True
        if (other := _renamed(own, text, name)) is not None:
            return (
                f"A later cell with nearly the same text defines `{other}`, not `{name}`. What is "
                f"judged is the `{name}` of before.",
                False,
            )
    return "", False


def missing(name: str, shell=None) -> str:
    """Why a name is not defined, as far as the history tells."""
    cells = past_cells(shell)
    for text in reversed(cells):
        if _mentions(text, name):
            return _why_not(text, name)
    for text in reversed(cells):
        for other in _defined(text):
            if SequenceMatcher(None, other, name).ratio() > ALIKE:
                return f"A cell that was run defines `{other}`, not `{name}`."
    return "Its cell has not been run: run the cell above, then this one."


def _why_not(text, name):
    """What became of a cell that says `def name` and did not define it."""
    try:
        ast.parse(_python(text))
    except SyntaxError as error:
        where = f", in its line {error.lineno}" if error.lineno else ""
        return f"Its cell was run with a {type(error).__name__}{where}: {error.msg}."
    return f"Its cell was run, but an error stopped it before `{name}` was defined."


def _mentions(text, name):
    return (
        re.search(rf"^[ \t]*(?:async[ \t]+)?def[ \t]+{re.escape(name)}\b", text, re.M) is not None
    )


def _renamed(own, text, name):
    """The function that a cell defines which was made from the cell `own`; None of another one."""
    known = set(_defined(own))
    new = [other for other in _defined(text) if other not in known]
    if not new or name in _defined(text):
        return None
    return new[0] if SequenceMatcher(None, own, text).ratio() > ALIKE else None


def _defined(text) -> list[str]:
    """The functions that a cell defines, as far as it can be read."""
    return re.findall(r"^(?:async[ \t]+)?def[ \t]+(\w+)", text, re.M)


def _python(text):
    """The cell without its magics."""
    return "\n".join("pass" if line.startswith(("%", "!")) else line for line in text.split("\n"))


def _defined_in(function, shell) -> int | None:
    """The execution count of the cell that defined a function; None where it was no cell."""
    code = getattr(function, "__code__", None)
    counts = getattr(getattr(shell, "compile", None), "_filename_map", None)
    return counts.get(code.co_filename) if code and isinstance(counts, dict) else None
