"""The gradient of a quadratic."""

from dataclasses import dataclass

import numpy as np
from numpy import asarray, ndarray

from steepest.checks.callables import Described


@dataclass(frozen=True, eq=False)
class Quadratic(Described):
    """The gradient of ½ xᵀA x − bᵀx by its description: a callable x ↦ A x − b.

    ``A`` is ``(d, d)``, ``b`` is ``(d,)``. It returns one array of its own again and again, or,
    where it is ``fresh``, a new one at each call.
    """

    A: np.ndarray
    b: np.ndarray
    fresh: bool = False
    tag = "quadratic"

    def parts(self) -> list:
        return [self.A, self.b, *([True] if self.fresh else [])]

    @classmethod
    def of(cls, parts: list) -> "Quadratic":
        A, b, *fresh = parts
        if fresh not in ([], [True]):
            raise ValueError("a quadratic of too many parts")
        if not (type(A) is ndarray and type(b) is ndarray):
            raise ValueError("a quadratic without arrays")
        if b.ndim != 1 or A.shape != (b.size, b.size):
            raise ValueError(f"a quadratic of shapes {A.shape} and {b.shape}")
        return cls(A, b, bool(fresh))

    def build(self) -> "Gradient":
        return Gradient(self.A.astype(float), self.b.astype(float), self.fresh)

    def source(self, write) -> str:
        return f"lambda x: {write(self.A)} @ x - {write(self.b)}"


class Gradient:
    """The callable of a `Quadratic`: it returns one array of its own, written anew at each call.

    Where it is fresh, each call has a new array, which the caller may write into.
    """

    def __init__(self, A, b, fresh=False):
        self._fresh = fresh
        self._A, self._b, self._own, self._kept = A, b, np.empty(len(b)), None
        self._touched = False

    def __call__(self, x):
        self.is_touched()
        value = self._A @ asarray(x, dtype=float) - self._b
        if self._fresh or value.shape != self._own.shape:
            return value
        self._own[...] = value
        self._kept = value
        return self._own

    def is_touched(self) -> bool:
        """Whether somebody else has written into its array."""
        if self._kept is not None and self._own.tobytes() != self._kept.tobytes():
            self._touched = True
        return self._touched
