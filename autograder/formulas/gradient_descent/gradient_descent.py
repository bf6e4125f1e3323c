"""Gradient descent: the path that many small steps against the gradient make."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.gradient_descent import curvature, halves, signed
from steepest.checks.callables.quadratic import Quadratic


def oracle(gradient, start, lr, steps):
    import torch

    w = torch.tensor(start, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=lr)
    path = [start.copy()]
    for _ in range(steps):
        w.grad = torch.tensor(gradient(w.detach().numpy().copy()))
        optimizer.step()
        path.append(w.detach().numpy().copy())
    return np.stack(path)


@dataclass(frozen=True)
class Descents:
    """A quadratic bowl by its gradient ``A x − b``, a start, a learning rate and 3 or 4 steps.

    Distributions: 2 or 3 dimensions; A as `curvature` draws it; the parts of b and of start have
    a magnitude uniform in [0.5, 2] and a random sign; the learning rate is uniform in
    [0.1, 0.4]. All are rounded to two digits.
    """

    def values(self, rng) -> list[dict]:
        return [self._descent(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "two descents in a row": lambda: [self._descent(rng), self._descent(rng)],
            "no step": lambda: [self._descent(rng) | {"steps": 0}],
            "one step": lambda: [self._descent(rng) | {"steps": 1}],
            "one dimension": lambda: [self._descent(rng, 1)],
            "one dimension, no step": lambda: [self._descent(rng, 1) | {"steps": 0}],
            "from the minimum": lambda: [self._resting(rng)],
            "a slope that is the same everywhere": lambda: [self._slope(rng)],
            "a learning rate that is too large": lambda: [self._descent(rng) | {"lr": 6.5}],
            "a long way": lambda: [self._descent(rng, 2) | {"steps": 12}],
        }

    def _descent(self, rng, d=None):
        d = int(rng.integers(2, 4)) if d is None else d
        return {
            "gradient": Quadratic(curvature(rng, d), signed(rng, d)),
            "start": signed(rng, d),
            "lr": round(float(rng.uniform(0.1, 0.4)), 2),
            "steps": int(rng.integers(3, 5)),
        }

    def _resting(self, rng):
        A, start = np.array([[2.0, 0.5], [0.5, 1.0]]), halves(rng, 2)
        return self._descent(rng, 2) | {"gradient": Quadratic(A, A @ start), "start": start}

    def _slope(self, rng):
        return self._descent(rng, 2) | {"gradient": Quadratic(np.zeros((2, 2)), signed(rng, 2))}


@formula(inputs=Descents(), oracle=oracle, returns=("path",))
def gradient_descent(gradient, start, lr, steps):
    """``path[0]`` is start, ``path[k + 1] = path[k] − lr·gradient(path[k])`` (Cauchy, 1847)."""
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - lr * gradient(path[-1]))
    return np.array(path)


def _walk(start, steps, step):
    """The path of ``w ← w − step(w, k)``."""
    path = [start]
    for k in range(steps):
        path.append(path[-1] - step(path[-1], k))
    return np.array(path)


@gradient_descent.mistake("go uphill")
def _(gradient, start, lr, steps):
    """The gradient points to where the function grows most. Down is the other way."""
    return _walk(start, steps, lambda w, k: -lr * gradient(w))


@gradient_descent.mistake("leave the start out of the path")
def _(gradient, start, lr, steps):
    """The path begins where the walk begins: with `steps` steps it has `steps + 1` points."""
    return gradient_descent.reference(gradient, start, lr, steps)[1:]


@gradient_descent.mistake("take one step too few")
def _(gradient, start, lr, steps):
    """The path has `steps + 1` points: the start, and one for every step."""
    return gradient_descent.reference(gradient, start, lr, max(steps - 1, 0))


@gradient_descent.mistake("take one step too many")
def _(gradient, start, lr, steps):
    """The path has `steps + 1` points, and the start is one of them."""
    return gradient_descent.reference(gradient, start, lr, steps + 1)


@gradient_descent.mistake("return the last point alone")
def _(gradient, start, lr, steps):
    """The whole path is asked for: keep each point."""
    return gradient_descent.reference(gradient, start, lr, steps)[-1]


@gradient_descent.mistake("take the gradient once, at the start")
def _(gradient, start, lr, steps):
    """Further on the slope is another one: ask for the gradient at each new point."""
    slope = gradient(start)
    return _walk(start, steps, lambda w, k: lr * slope)


@gradient_descent.mistake("take the gradient once, at the start (one more fault is left: the path)")
def _(gradient, start, lr, steps):
    """Further on the slope is another one: ask for the gradient at each new point."""
    slope = gradient(start)
    return _walk(start, steps, lambda w, k: lr * slope)[1:]


@gradient_descent.mistake("take every step from the start")
def _(gradient, start, lr, steps):
    """Each step starts where the last one ended."""
    path = [start]
    for _ in range(steps):
        path.append(start - lr * gradient(path[-1]))
    return np.array(path)


@gradient_descent.mistake("put the same array into the path again and again")
def _(gradient, start, lr, steps):
    """`w -= …` changes the array that is in the path already, so that all its points are the last
    one. A new array for each point, or a copy, keeps them apart."""
    return np.repeat(gradient_descent.reference(gradient, start, lr, steps)[-1:], steps + 1, axis=0)


@gradient_descent.mistake("walk with `start` itself")
def _(gradient, start, lr, steps):
    """`w = start` makes no copy, and `w -= …` then moves the caller's start, and the first point of
    the path with it."""
    path = [start]
    for _ in range(steps):
        start -= lr * gradient(start)
        path.append(start.copy())
    return np.array(path)


@gradient_descent.mistake("leave out the learning rate")
def _(gradient, start, lr, steps):
    """The gradient says which way; `lr` says how much of it to go."""
    return _walk(start, steps, lambda w, k: gradient(w))


@gradient_descent.mistake("make the learning rate smaller from step to step")
def _(gradient, start, lr, steps):
    """The learning rate stays as it is. The steps get shorter by themselves, as the slope gets
    gentler."""
    return _walk(start, steps, lambda w, k: lr / (k + 1) * gradient(w))


@gradient_descent.mistake("make all steps of one length")
def _(gradient, start, lr, steps):
    """A steep slope takes a longer step than a gentle one: the gradient is not divided by its
    length."""

    def step(w, _):
        slope = gradient(w)
        return lr * slope / max(np.linalg.norm(slope), 1e-300)

    return _walk(start, steps, step)


@gradient_descent.mistake("make a column of each point")
def _(gradient, start, lr, steps):
    """Each point is a row: the shape is `(steps + 1, d)`."""
    return gradient_descent.reference(gradient, start, lr, steps).T


@gradient_descent.variant("a path that is made first and filled row by row")
def _(gradient, start, lr, steps):
    path = np.empty((steps + 1, start.size))
    path[0] = start
    for k in range(steps):
        path[k + 1] = path[k] - lr * gradient(path[k])
    return path


@gradient_descent.variant("a list of copies of one array that moves")
def _(gradient, start, lr, steps):
    w = start.copy()
    path = [w.copy()]
    for _ in range(steps):
        w -= lr * gradient(w)
        path.append(w.copy())
    return path


@gradient_descent.variant("recursion")
def _(gradient, start, lr, steps):
    def path_from(w, left):
        return [w] if left == 0 else [w, *path_from(w - lr * gradient(w), left - 1)]

    return np.vstack(path_from(start, steps))


@gradient_descent.variant("PyTorch tensors")
def _(gradient, start, lr, steps):
    import torch

    path = [torch.as_tensor(start)]
    for _ in range(steps):
        path.append(path[-1] - lr * torch.as_tensor(gradient(path[-1].numpy())))
    return torch.stack(path)


@gradient_descent.variant("points as lists of Python numbers")
def _(gradient, start, lr, steps):
    path = [start.tolist()]
    for _ in range(steps):
        slope = gradient(path[-1])
        path.append([float(a - lr * g) for a, g in zip(path[-1], slope, strict=True)])
    return tuple(path)
