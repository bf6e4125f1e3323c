"""Plain values as JSON and back: the one form in which a case is shipped, sent and returned.

Never pickle: what comes from a student's process is data, and reading it can run nothing.
A number, bool, None or string is itself, a list is a JSON list, and everything else is an
object with one tag: ``float`` (not finite), ``tuple``, ``dict``, ``array`` (raw bytes),
``generator`` (its seed), ``raised`` (an exception by its class names) and, for each kind of
callable, its own (see `steepest.checks.callables`).

Like `steepest.checks.calls`, it uses what it bound when it was imported.
"""

import json
from base64 import b64decode, b64encode
from builtins import all, isinstance, len, map, type  # noqa: UP029
from dataclasses import dataclass, field
from math import isfinite, prod
from typing import NamedTuple

import numpy as np
from numpy import asarray, ascontiguousarray, frombuffer

from steepest.checks.callables import KINDS, Described
from steepest.checks.words import readable, text_of

MAX_DEPTH = 16
MAX_TEXT = 64 * 1024 * 1024
MAX_AXES, MAX_AXIS = 32, 10**9
MAX_KEYS = 1000
_DTYPES = {"f8": np.dtype("<f8"), "i8": np.dtype("<i8"), "b1": np.dtype("?")}
_KINDS = {"f": "f8", "i": "i8", "u": "i8", "b": "b1"}


class WireError(ValueError):
    """A value that may not travel, or text that is not a value."""


@dataclass(frozen=True)
class Rng:
    """A `numpy.random.Generator` by its seed.

    Within one case, equal `Rng`s stand for one generator, which the calls share and advance;
    another `stream` with the same seed is a second generator that starts afresh.
    """

    seed: int
    stream: str = ""


@dataclass(frozen=True)
class Raised:
    """An exception: its class names from the most derived up, and, for people, what it said."""

    kinds: tuple[str, ...]
    message: str = field(default="", compare=False)
    line: str = field(default="", compare=False)

    @classmethod
    def of(cls, error: BaseException, line: str = "") -> "Raised":
        # Not `class.__name__`: a metaclass can make of that what it likes.
        kinds = [k for k in _MRO(type(error)) if issubclass(k, Exception)] or [type(error)]
        return cls(tuple(readable(_NAME(k)) for k in kinds), text_of(error), readable(line, 200))

    def __str__(self):
        return f"{self.kinds[0]}: {self.message}" if self.message else self.kinds[0]


_NAME = type.__dict__["__name__"].__get__
_MRO = type.__dict__["__mro__"].__get__


def dumps(value) -> str:
    """The JSON text of a plain value."""
    return _write(encode(value))


_write = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode


def loads(text: str | bytes, limit: int = MAX_TEXT):
    """The plain value of a JSON text of at most `limit` characters; `WireError` otherwise."""
    if len(text) > limit:
        raise WireError(f"{len(text):,} characters of data, more than the {limit:,} allowed")
    try:
        return decode(json.loads(text, object_pairs_hook=_Tagged.of, parse_constant=_refuse))
    except WireError:
        raise
    except (RecursionError, ValueError) as error:  # UnicodeDecodeError and JSONDecodeError too
        raise WireError(f"not readable: {error}") from None


class _Tagged(NamedTuple):
    """An object on the wire."""

    tag: str
    body: object

    @classmethod
    def of(cls, pairs):
        if len(pairs) != 1:
            raise WireError("an object on the wire has exactly one tag")
        return cls(*pairs[0])


def _refuse(constant):
    raise WireError(f"{constant} is not JSON")


def encode(value, depth=0):
    """A plain value as what `json` can write."""
    if depth > MAX_DEPTH:
        raise WireError(f"nested more than {MAX_DEPTH} deep")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _encode_text(value)
    if isinstance(value, np.ndarray | np.generic):
        return _encode_array(asarray(value))
    if isinstance(value, int):
        return _encode_int(value)
    if isinstance(value, float):
        return value if isfinite(value) else {"float": repr(value)}
    if isinstance(value, list):
        return [encode(item, depth + 1) for item in value]
    if isinstance(value, tuple):
        return {"tuple": [encode(item, depth + 1) for item in value]}
    if isinstance(value, dict):
        return {"dict": [[encode(k, depth + 1), encode(v, depth + 1)] for k, v in value.items()]}
    if isinstance(value, Rng):
        return {"generator": [value.seed, value.stream]}
    if isinstance(value, Described):
        return {value.tag: [encode(part, depth + 1) for part in value.parts()]}
    if isinstance(value, Raised):
        return {"raised": [list(value.kinds), value.message, value.line]}
    raise WireError(f"{type(value).__name__} is not plain data")


def _encode_int(value):
    if not -(2**63) <= value < 2**63:
        raise WireError("an integer of more than 64 bits")
    return int(value)


def _encode_text(value):
    try:
        value.encode()
    except UnicodeEncodeError:
        raise WireError("a text with half a character") from None
    return value


def _encode_array(array):
    code = _KINDS.get(array.dtype.kind)
    if code is None:
        raise WireError(f"an array of dtype {array.dtype} is not an array of real numbers")
    if array.dtype.kind == "u" and (array > 2**63 - 1).any():
        raise WireError("an array of integers of more than 64 bits")
    raw = ascontiguousarray(array, dtype=_DTYPES[code]).tobytes()
    return {"array": [code, list(array.shape), b64encode(raw).decode("ascii")]}


def decode(data, depth=0):
    """The plain value of what `loads` found in a text; `WireError` for what `encode` never made."""
    if depth > MAX_DEPTH:
        raise WireError(f"nested more than {MAX_DEPTH} deep")
    if type(data) is list:
        return [decode(item, depth + 1) for item in data]
    if type(data) is not _Tagged:
        return _read_constant(data)
    reader = _READERS.get(data.tag)
    if reader is None:
        raise WireError(f"unknown tag {data.tag[:20]!r}")
    try:
        return reader(data.body, depth + 1)
    except WireError:
        raise
    except (TypeError, ValueError, KeyError) as error:
        raise WireError(f"bad {data.tag}: {error}") from None


def _read_constant(value):
    if type(value) is float and not isfinite(value):  # 1e999
        raise WireError("a number that is too large")
    if type(value) is int:
        return _encode_int(value)
    return _encode_text(value) if type(value) is str else value


def _read_float(body, _):
    if body not in ("nan", "inf", "-inf"):
        raise WireError("a float that is none")
    return float(body)


def _read_items(body, depth):
    return tuple(decode(item, depth) for item in _list(body))


def _read_array(body, _):
    code, shape, text = _list(body)
    if len(shape) > MAX_AXES or any(type(n) is not int or not 0 <= n <= MAX_AXIS for n in shape):
        raise WireError("an array of a shape that is none")
    raw = b64decode(text, validate=True)
    dtype = _DTYPES[code]
    if len(raw) != dtype.itemsize * prod(shape):
        raise WireError(f"{len(raw)} bytes do not fill shape {tuple(shape)}")
    # A byte that is neither 0 nor 1 would make a bool that is neither True nor False.
    array = frombuffer(raw, "u1") != 0 if code == "b1" else frombuffer(raw, dtype).copy()
    return array.reshape(shape)


def _read_dict(body, depth):
    pairs = [(decode(key, depth), decode(item, depth)) for key, item in map(_list, _list(body))]
    if not all(type(key) in (str, int) for key, _ in pairs):
        raise WireError("a dict whose keys are no texts or numbers")
    # Ints can be chosen so that all fall into one place of a dict; a few do no harm.
    if len(pairs) > MAX_KEYS or len(dict(pairs)) < len(pairs):
        raise WireError("a dict of too many keys, or of one key twice")
    return dict(pairs)


def _read_generator(body, _):
    seed, stream = _list(body)
    if type(seed) is not int or seed < 0 or type(stream) is not str:
        raise WireError("a generator without a seed")
    return Rng(seed, stream)


def _reader_of(kind):
    return lambda body, depth: kind.of([decode(part, depth) for part in _list(body)])


def _read_raised(body, _):
    kinds, message, line = _list(body)
    if not kinds or len(_list(kinds)) > MAX_KEYS:
        raise WireError("an exception of no class")
    return Raised(tuple(map(readable, kinds)), readable(message), readable(line, 200))


def _list(body):
    if type(body) is not list:
        raise WireError("no list where one belongs")
    return body


_READERS = {
    "float": _read_float,
    "tuple": _read_items,
    "dict": _read_dict,
    "array": _read_array,
    "generator": _read_generator,
    "raised": _read_raised,
    **{tag: _reader_of(kind) for tag, kind in KINDS.items()},
}
