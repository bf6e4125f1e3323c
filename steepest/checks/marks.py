"""What a result is known by, in a few numbers: enough to tell one slip from all others.

The named mistakes come with all their outcomes. Of the many further slips of a formula only marks
are kept: of each part of a result its numbers, weighted and added up. Two results that differ
have, over a handful of random inputs, not the same marks.
"""

import numpy as np

from steepest.checks.calls import Outcome
from steepest.checks.compare import ABSOLUTE, RELATIVE, is_numbers

DIGITS = 6
_GOLDEN = 0.6180339887498949


def marks(outcome: Outcome, want) -> list:
    """The marks of one outcome, one a part of `want`: a number, or a text of what is none."""
    return [_mark(part, wanted)[0] for part, wanted in _parts(outcome, want)]


def agree(outcome: Outcome, want, other: list) -> list[bool]:
    """Whether the outcome has the marks `other`, part by part."""
    found = [_mark(part, wanted) for part, wanted in _parts(outcome, want)]
    if len(found) != len(other):
        return [False] * len(found)
    return [_near(*pair, theirs) for pair, theirs in zip(found, other, strict=True)]


def _near(mark, room, theirs):
    if isinstance(mark, str) or isinstance(theirs, str):
        return mark == theirs
    return abs(mark - theirs) <= room


def _parts(outcome, want):
    """Pairs of a part of the result and what is wanted of it."""
    wanted = want if isinstance(want, list | tuple) and want else [want]
    value = outcome.value
    if outcome.raised:
        return [(f"raised {outcome.raised.kinds[0]}", w) for w in wanted]
    if outcome.unusable:
        return [("unusable", w) for w in wanted]
    if not isinstance(want, list | tuple) or not want:
        return [(value, want)]
    if not isinstance(value, list | tuple) or len(value) != len(wanted):
        return [(f"not {len(wanted)}", w) for w in wanted]
    return list(zip(value, wanted, strict=True))


def _mark(value, want):
    """The mark of one part, and how far another may be from it and count as the same."""
    if isinstance(value, list | tuple) and isinstance(want, list | tuple):
        if len(value) != len(want):
            return f"{len(value)} items", 0.0
        pairs = [_mark(v, w) for v, w in zip(value, want, strict=True)]
        if odd := next((mark for mark, _ in pairs if isinstance(mark, str)), ""):
            return odd, 0.0
        weights = _weights(len(pairs))
        return tuple(float(weights @ [p[i] for p in pairs]) if pairs else 0.0 for i in (0, 1))
    if isinstance(want, list | tuple) and not isinstance(value, str):
        return "no list", 0.0
    if isinstance(value, str | dict) or value is None or not is_numbers(value):
        return value if isinstance(value, str) else "none", 0.0
    try:
        array = np.asarray(value, dtype=float)
    except ValueError:  # a ragged list
        return "ragged", 0.0
    flat = array.ravel()
    if not (finite := np.isfinite(flat)).all():
        return f"{flat.size - finite.sum()} not finite", 0.0
    weights = _weights(flat.size)
    size = np.abs(flat)
    most = ABSOLUTE * max(1.0, size.max(initial=0.0))
    with np.errstate(over="ignore"):
        total, room = float(weights @ flat), float(weights @ (RELATIVE * size + most))
    if array.shape != np.shape(want):
        return f"{array.shape} {total:.3g}", 0.0
    return float(f"{total:.{DIGITS}g}"), room


def _weights(n):
    """Weights between 1 and 2, no two alike, so that order counts as well."""
    return 1 + (np.arange(1, n + 1) * _GOLDEN) % 1
