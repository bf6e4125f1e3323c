"""Live objects from plain values, and plain values from what a function returned.

A plain value is what `steepest.checks.wire` can write. Like `steepest.checks.calls`, this uses
what it bound when it was imported.
"""

from builtins import all, isinstance, len, map, type  # noqa: UP029

import numpy as np
from numpy import asarray, generic, ndarray
from numpy.random import default_rng

from steepest.checks.callables import Described
from steepest.checks.wire import Rng
from steepest.checks.words import text_of

MAX_ELEMENTS = 1_000_000
MAX_DEPTH = 8
_NUMBERS = "fiub"
CONSTANTS = (float, int, str, bool, type(None))


def build(value, generators):
    """A live argument: arrays are copied, generators and callables are made."""
    if type(value) is ndarray:
        return value.copy()
    if type(value) in CONSTANTS:
        return value
    if isinstance(value, Rng):
        if value not in generators:
            generators[value] = default_rng(value.seed)
        return generators[value]
    if isinstance(value, Described):
        return value.build()
    if isinstance(value, (list, tuple)):
        return type(value)(build(item, generators) for item in value)
    if isinstance(value, dict):
        return {key: build(item, generators) for key, item in value.items()}
    return value


class Unusable(Exception):
    """A result that is no plain data; its text says what it is."""


def plain(result, depth=0):
    """A copy of a result as plain data; `Unusable` says what it is where it can't be one."""
    if type(result) is ndarray and result.dtype.kind in _NUMBERS:
        return result.copy() if result.size <= MAX_ELEMENTS else _small(result)
    if isinstance(result, (list, tuple, dict)):
        return _plain_items(result, depth)
    if isinstance(result, CONSTANTS):
        return _plain_constant(result)
    kind = type(result).__name__
    try:
        array = asarray(result)
    except Exception as error:
        array = _of_tensor(result)
        if array is None:
            raise Unusable(f"a value of type {kind}, which is no array: {text_of(error)}") from None
    _small(array)
    if array.dtype == object:
        try:
            return array.astype(float)  # Decimal, Fraction and the like
        except Exception:
            raise Unusable(f"a value of type {kind}, which is no number and no array") from None
    if array.dtype.kind not in _NUMBERS:
        raise Unusable(
            f"an array of dtype {array.dtype}" if array.ndim else f"a value of type {kind}"
        )
    return array.copy()


def _of_tensor(result):
    """The numbers of a tensor that NumPy does not take by itself: one with a gradient, or bfloat16.

    None of anything else.
    """
    try:
        bare = result.detach().cpu()
        return None if bare.is_complex() else asarray(bare.double())
    except Exception:
        return None


def _plain_constant(result):
    """The constant in Python's own type, whatever a subclass makes of it, or as `numpy.float64`."""
    if type(result) in (float, bool, np.float64) or result is None:
        return result
    if isinstance(result, float):
        return float.__float__(result)
    if isinstance(result, str):
        return str.encode(result, "utf-8", "replace").decode()
    number = int.__int__(result)
    if not -(2**63) <= number < 2**63:
        raise Unusable("an integer of more than 64 bits")
    return number


def _plain_items(result, depth):
    if depth == MAX_DEPTH:
        raise Unusable(f"lists nested more than {MAX_DEPTH} deep")
    if len(result) > MAX_ELEMENTS:
        raise Unusable(f"a value of {len(result):,} elements")
    if isinstance(result, dict):
        if not all(isinstance(key, (str, int)) for key in result):
            raise Unusable("a dict whose keys are no texts or numbers")
        return {plain(key): plain(item, depth + 1) for key, item in result.items()}
    items = [plain(item, depth + 1) for item in result]
    return tuple(items) if isinstance(result, tuple) else items


def _small(array):
    if array.size > MAX_ELEMENTS:
        raise Unusable(f"an array of {array.size:,} elements")
    return array


def same(now, then):
    """Whether plain data is `then` still, in type, shape and every bit that counts.

    What is no data, such as a generator that was built from its seed, is passed over.
    """
    kind = type(then)
    if kind is ndarray:
        return (
            type(now) is ndarray
            and now.shape == then.shape
            and now.dtype == then.dtype
            and now.tobytes() == then.tobytes()
        )
    if kind is Rng or issubclass(kind, Described):
        return True
    if type(now) is not kind:
        return False
    if kind is list or kind is tuple:
        return len(now) == len(then) and all(map(same, now, then))
    if kind is dict:
        return list(now) == list(then) and all(same(now[k], then[k]) for k in then)
    return now == then or (now != now and then != then)


def is_plain(value) -> bool:
    """Whether a value that was read is plain data all through, and not what stands for more."""
    if isinstance(value, (list, tuple)):
        return all(map(is_plain, value))
    if isinstance(value, dict):
        return all(map(is_plain, value.values()))
    return isinstance(value, (*CONSTANTS, ndarray, generic))
