"""Code that students are given to repair: it takes the solution's place in what they get.

In the source it stands after the solution, where it is never reached:

    ### BEGIN SOLUTION
    return w - lr * g
    ### END SOLUTION
    ### BEGIN GIVEN
    return w + lr * g
    ### END GIVEN
"""

import re

BEGIN, END = "### BEGIN GIVEN", "### END GIVEN"
_BLOCK = re.compile(
    r"^[ \t]*# YOUR CODE HERE\n"  # what nbgrader has put in the solution's place
    r"[ \t]*raise NotImplementedError\(\)\n"
    rf"[ \t]*{BEGIN}[^\n]*\n(?P<given>.*?\n)[ \t]*{END}[^\n]*$",
    re.MULTILINE | re.DOTALL,
)

# A cell has one block at most, and it stands right after the solution.
_WELL_PLACED = re.compile(
    rf"(?:(?!{BEGIN}|{END}).)*"
    rf"(?:### END SOLUTION[ \t]*\n[ \t]*{BEGIN}[ \t]*\n(?:(?!{BEGIN}).)*{END})?"
    r"\s*",
    re.DOTALL,
)


def give(source: str) -> str:
    """A cleared answer cell with the given code, where it has some, in the solution's place."""
    return _BLOCK.sub(lambda found: found["given"].rstrip("\n"), source)


def is_well_placed(source: str) -> bool:
    """Whether an answer cell has no given code, or one block of it right after its solution."""
    return _WELL_PLACED.fullmatch(source) is not None


def given_blocks(source: str) -> list[str]:
    """The blocks of given code in a source, markers left out."""
    return re.findall(rf"{BEGIN}[^\n]*\n(.*?\n)[ \t]*{END}", source, re.DOTALL)
