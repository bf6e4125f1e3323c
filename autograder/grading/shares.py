"""`grading.toml` in the course folder: how points are shared among groups of cases.

    [shares]               # for every function
    values = 0.6
    edges = 0.3
    purity = 0.1

    [shares.adam_step]     # for this one instead
    values = 1.0

A group that is left out has no share. Without the file, or for a function that it says nothing
of, all points go to what is right in every case.
"""

import tomllib
from pathlib import Path

from autograder.checks.formula import names
from autograder.checks.judge import Shares
from autograder.errors import BadConfig
from steepest.checks.report import GROUPS

FILE = "grading.toml"


def read_shares(folder: Path) -> dict[str, Shares]:
    """Read the shares, by function.

    Raises
    ------
    BadConfig
        where the file can't be read, or says what can't be: one line, with the file and the key.
    """
    path = folder / FILE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadConfig(f"{path} can't be read: {error.strerror}") from None
    except ValueError as error:  # TOMLDecodeError and UnicodeDecodeError
        raise BadConfig(f"{path} is no TOML: {str(error).splitlines()[0]}") from None
    try:
        return _read(data)
    except _Wrong as wrong:
        raise BadConfig(f"{path}: {wrong}") from None


class _Wrong(ValueError):
    pass


def _read(data):
    if other := sorted(data.keys() - {"shares"}):
        raise _Wrong(f"{other[0]} is not known here; there is [shares]")
    table = data.get("shares", {})
    if not isinstance(table, dict):
        raise _Wrong("shares is no table; write [shares]")
    own = {key: value for key, value in table.items() if key not in GROUPS}
    if other := sorted(own.keys() - set(names())):
        known = f"there are the groups {', '.join(GROUPS)} and the functions {', '.join(names())}"
        raise _Wrong(f"shares.{other[0]} is not known; {known}")
    common = {key: value for key, value in table.items() if key in GROUPS}
    everyone = dict.fromkeys(names(), _shares("shares", common)) if common else {}
    return everyone | {name: _shares(f"shares.{name}", value) for name, value in own.items()}


def _shares(where, table):
    if not isinstance(table, dict):
        raise _Wrong(f"{where} is no table; write [{where}]")
    if other := sorted(table.keys() - set(GROUPS)):
        raise _Wrong(f"{where}.{other[0]} is not known; there are {', '.join(GROUPS)}")
    for group, share in table.items():
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
            raise _Wrong(f"{where}.{group} is {share!r}; a share is a number from 0 to 1")
    shares = Shares(**{group: float(table.get(group, 0)) for group in GROUPS})
    total = shares.values + shares.edges + shares.purity
    if abs(total - 1) > 1e-9:
        raise _Wrong(f"{where} adds up to {total:g}; shares add up to 1")
    if not shares.values:
        raise _Wrong(f"{where}.values is 0; edge cases and purity pay only beside right values")
    return shares
