"""Plain values as JSON and back: the one form in which a case is shipped, sent and returned.

Never pickle: what comes from a student's process is data, and reading it can run nothing.
A number, bool, None or string is itself, a list is a JSON list, and everything else is an
object with one tag: ``float`` (not finite), ``tuple``, ``dict``, ``array`` (raw bytes),
``generator`` (its seed), ``quadratic`` (a callable by its description) and ``raised`` (an
exception by its class names).
"""

import base64
import binascii
import json
import math
from dataclasses import dataclass, field

import numpy as np

MAX_DEPTH = 16
MAX_TEXT = 64 * 1024 * 1024
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


@dataclass(frozen=True, eq=False)
class Quadratic:
    """The gradient of ½ xᵀA x − bᵀx by its description: a callable x ↦ A x − b.

    ``A`` is ``(d, d)``, ``b`` is ``(d,)``.
    """

    A: np.ndarray
    b: np.ndarray

    def build(self):
        A, b = np.array(self.A, dtype=float), np.array(self.b, dtype=float)
        return lambda x: A @ np.asarray(x, dtype=float) - b


@dataclass(frozen=True)
class Raised:
    """An exception: its class names from the most derived up, and, for people, what it said."""

    kinds: tuple[str, ...]
    message: str = field(default="", compare=False)
    line: str = field(default="", compare=False)

    @classmethod
    def of(cls, error, line=""):
        kinds = tuple(k.__name__ for k in type(error).__mro__ if issubclass(k, Exception))
        return cls(kinds or (type(error).__name__,), text_of(error), line[:200])

    def __str__(self):
        return f"{self.kinds[0]}: {self.message}" if self.message else self.kinds[0]


def text_of(error: BaseException) -> str:
    """What an exception says, cut to a readable length; '' where it can't say it."""
    try:
        return str(error)[:500]
    except Exception:
        return ""


def dumps(value) -> str:
    """The JSON text of a plain value."""
    return json.dumps(encode(value), allow_nan=False, separators=(",", ":"))


def loads(text: str | bytes, limit: int = MAX_TEXT):
    """The plain value of a JSON text of at most `limit` characters; `WireError` otherwise."""
    if len(text) > limit:
        raise WireError(f"{len(text):,} characters of data, more than the {limit:,} allowed")
    try:
        return decode(json.loads(text))
    except (RecursionError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise WireError(f"not readable: {error}") from None


def encode(value, depth=0):
    """A plain value as what `json` can write."""
    if depth > MAX_DEPTH:
        raise WireError(f"nested more than {MAX_DEPTH} deep")
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, np.ndarray | np.generic):
        return _encode_array(np.asarray(value))
    if isinstance(value, int):
        return _encode_int(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else {"float": repr(value)}
    if isinstance(value, list):
        return [encode(item, depth + 1) for item in value]
    if isinstance(value, tuple):
        return {"tuple": [encode(item, depth + 1) for item in value]}
    if isinstance(value, dict):
        return {"dict": [[encode(k, depth + 1), encode(v, depth + 1)] for k, v in value.items()]}
    if isinstance(value, Rng):
        return {"generator": [value.seed, value.stream]}
    if isinstance(value, Quadratic):
        return {"quadratic": [_encode_array(value.A), _encode_array(value.b)]}
    if isinstance(value, Raised):
        return {"raised": [list(value.kinds), value.message, value.line]}
    raise WireError(f"{type(value).__name__} is not plain data")


def _encode_int(value):
    if not -(2**63) <= value < 2**63:
        raise WireError("an integer of more than 64 bits")
    return int(value)


def _encode_array(array):
    code = _KINDS.get(array.dtype.kind)
    if code is None:
        raise WireError(f"an array of dtype {array.dtype} is not an array of real numbers")
    raw = np.ascontiguousarray(array, dtype=_DTYPES[code]).tobytes()
    return {"array": [code, list(array.shape), base64.b64encode(raw).decode("ascii")]}


def decode(data, depth=0):
    """The plain value of what `encode` made; `WireError` for anything else."""
    if depth > MAX_DEPTH:
        raise WireError(f"nested more than {MAX_DEPTH} deep")
    if isinstance(data, list):
        return [decode(item, depth + 1) for item in data]
    if not isinstance(data, dict):
        return data
    if len(data) != 1:
        raise WireError("an object on the wire has exactly one tag")
    (tag, body), *_ = data.items()
    reader = _READERS.get(tag)
    if reader is None:
        raise WireError(f"unknown tag {tag!r}")
    try:
        return reader(body, depth + 1)
    except (TypeError, ValueError, KeyError, AttributeError, binascii.Error) as error:
        raise (
            error if isinstance(error, WireError) else WireError(f"bad {tag}: {error}")
        ) from None


def _read_float(body, _):
    if body not in ("nan", "inf", "-inf"):
        raise WireError(f"bad float: {body!r}")
    return float(body)


def _read_array(body, _):
    code, shape, text = body
    if any(not isinstance(n, int) or isinstance(n, bool) or n < 0 for n in shape):
        raise WireError(f"bad shape {shape!r}")
    raw = base64.b64decode(text, validate=True)
    dtype = _DTYPES[code]
    if len(shape) > 32 or len(raw) != dtype.itemsize * math.prod(shape):
        raise WireError(f"{len(raw)} bytes do not fill shape {tuple(shape)}")
    return np.frombuffer(raw, dtype=dtype).reshape(shape).copy()


def _read_dict(body, depth):
    return {decode(key, depth): decode(item, depth) for key, item in body}


def _read_generator(body, _):
    seed, stream = body
    return Rng(int(seed), str(stream))


def _read_quadratic(body, _):
    A, b = (_read_array(part["array"], 0) for part in body)
    if b.ndim != 1 or A.shape != (b.size, b.size):
        raise WireError(f"a quadratic of shapes {A.shape} and {b.shape}")
    return Quadratic(A, b)


def _read_raised(body, _):
    kinds, message, line = body
    return Raised(tuple(str(k) for k in kinds), str(message), str(line))


_READERS = {
    "float": _read_float,
    "tuple": lambda body, depth: tuple(decode(item, depth) for item in body),
    "dict": _read_dict,
    "array": _read_array,
    "generator": _read_generator,
    "quadratic": _read_quadratic,
    "raised": _read_raised,
}
