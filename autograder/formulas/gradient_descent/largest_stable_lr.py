"""The curvature's limit: the learning rate above which gradient descent flies apart."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.gradient_descent import curvature, signed


def oracle(hessian):
    import torch

    # That 2 / λmax is the limit is shown by descending, in tests/formulas/test_gradient_descent.py.
    return 2 / torch.linalg.eigvalsh(torch.tensor(hessian)).max()


@dataclass(frozen=True)
class Hessians:
    """Symmetric positive definite matrices.

    Distributions: 2 or 3 dimensions, as `curvature` draws them, to two digits.
    """

    def values(self, rng) -> list[dict]:
        return [self._of(curvature(rng, int(rng.integers(2, 4))))]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "two calls in a row": lambda: [*self.values(rng), *self.values(rng)],
            "one dimension": lambda: [self._of(np.abs(signed(rng, (1, 1))))],
            "a diagonal": lambda: [self._of(np.diag(np.abs(signed(rng, 3))))],
            "the same curvature all round": lambda: [self._of(3.0 * np.eye(2))],
            "a steep and a flat direction": lambda: [self._of(self._turned(rng, 0.25, 20.0))],
            "hardly any curvature": lambda: [self._of(curvature(rng, 2) / 1000)],
            "much curvature": lambda: [self._of(100 * curvature(rng, 3))],
            "five dimensions": lambda: [self._of(curvature(rng, 5))],
        }

    def _of(self, hessian):
        return {"hessian": hessian}

    def _turned(self, rng, low, high):
        turn = rng.uniform(0.2, 1.3)
        along = np.array([np.cos(turn), np.sin(turn)])
        A = low * np.eye(2) + (high - low) * np.outer(along, along)
        return np.triu(A) + np.triu(A, 1).T


@formula(inputs=Hessians(), oracle=oracle, returns=("lr",))
def largest_stable_lr(hessian):
    """``2 / λmax``: along an eigenvector the error shrinks by ``|1 − lr·λ|`` a step, which is
    below 1 for every λ as long as ``lr < 2 / λmax`` (Goh, 2017)."""
    return 2 / np.linalg.eigvalsh(hessian)[-1]


@largest_stable_lr.mistake("take 1 over the largest eigenvalue")
def _(hessian):
    """With 1/λ the steepest direction is solved in one step. It diverges only from 2/λ on."""
    return 1 / np.linalg.eigvalsh(hessian)[-1]


@largest_stable_lr.mistake("take the smallest eigenvalue")
def _(hessian):
    """The steepest direction diverges first. The flat ones only make the walk slow."""
    return 2 / np.linalg.eigvalsh(hessian)[0]


@largest_stable_lr.mistake("turn the fraction upside down")
def _(hessian):
    """The more curvature, the shorter the steps must be."""
    return np.linalg.eigvalsh(hessian)[-1] / 2


@largest_stable_lr.mistake("return the largest eigenvalue")
def _(hessian):
    """The eigenvalue is the curvature: the learning rate that it allows is yet to be found."""
    return np.linalg.eigvalsh(hessian)[-1]


@largest_stable_lr.mistake(
    "take the fastest rate, 2 over the sum of the largest and the smallest eigenvalue"
)
def _(hessian):
    """That one makes the slowest direction as fast as it can be. The limit of stability is higher,
    and only the steepest direction sets it."""
    size = np.linalg.eigvalsh(hessian)
    return 2 / (size[0] + size[-1])


@largest_stable_lr.mistake("divide by the root of the sum of all squared elements")
def _(hessian):
    """`np.linalg.norm` of a matrix is that root, unless it is told otherwise. It is larger than the
    largest eigenvalue."""
    return 2 / np.sqrt((hessian**2).sum())


@largest_stable_lr.mistake("divide by the trace")
def _(hessian):
    """The trace adds up all the eigenvalues. Only the largest counts."""
    return 2 / np.trace(hessian)


@largest_stable_lr.mistake("divide by the determinant")
def _(hessian):
    """The determinant is the product of all eigenvalues. Only the largest counts."""
    return 2 / np.linalg.det(hessian)


@largest_stable_lr.mistake("divide by the largest element")
def _(hessian):
    """Because of elements off the diagonal the largest eigenvalue can be larger than every
    element.
    """
    return 2 / hessian.max()


@largest_stable_lr.mistake("divide by the largest sum of a row")
def _(hessian):
    """No eigenvalue is larger than that, so the rate is safe, but it is not the largest."""
    return 2 / np.abs(hessian).sum(1).max()


@largest_stable_lr.mistake("take the root of the largest eigenvalue")
def _(hessian):
    """The eigenvalue of the Hessian is the curvature itself. (Singular values of X are the roots of
    those of XᵀX.)"""
    return 2 / np.sqrt(np.linalg.eigvalsh(hessian)[-1])


@largest_stable_lr.mistake("average the eigenvalues")
def _(hessian):
    """One direction that diverges is enough: the mean of the curvatures says nothing of it."""
    return 2 * len(hessian) / np.trace(hessian)


@largest_stable_lr.variant("eigenvalues in any order, real parts")
def _(hessian):
    return 2 / max(np.linalg.eigvals(hessian).real)


@largest_stable_lr.variant("the spectral norm")
def _(hessian):
    return 2 / np.linalg.norm(hessian, 2)


@largest_stable_lr.variant("singular values in float32")
def _(hessian):
    return 2 / np.linalg.svd(hessian.astype(np.float32), compute_uv=False)[0]


@largest_stable_lr.variant("the smallest eigenvalue of the inverse")
def _(hessian):
    return 2 * np.linalg.eigvalsh(np.linalg.inv(hessian))[0]


@largest_stable_lr.variant("the trace of a high power, in which only the largest is left")
def _(hessian):
    power, log_size = hessian, 0.0
    for k in range(20):
        size = math.fsum(power[i, i] for i in range(len(power)))
        log_size += math.log(size) / 2**k
        power = (power / size) @ (power / size)
    return 2 / math.exp(log_size)


@largest_stable_lr.variant("PyTorch, as a tensor of one number")
def _(hessian):
    import torch

    return 2 / torch.linalg.eigvalsh(torch.as_tensor(hessian)).max()
