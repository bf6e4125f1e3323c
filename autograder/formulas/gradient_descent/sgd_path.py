"""Stochastic gradient descent: the loop itself, one step a batch."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.gradient_descent import halves, signed


def oracle(X, y, start, lr, batches):
    import torch

    X, y, w = (torch.tensor(array) for array in (X, y, start))
    optimizer = torch.optim.SGD([w.requires_grad_()], lr=lr)
    path = [start.copy()]
    for batch in batches:
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(X[torch.tensor(batch)] @ w, y[torch.tensor(batch)]).backward()
        optimizer.step()
        path.append(w.detach().numpy().copy())
    return np.stack(path)


@dataclass(frozen=True)
class Trainings:
    """Samples, a start, a learning rate, and the batches of an epoch.

    Distributions: 7 samples, 2 or 3 weights, all numbers with a magnitude uniform in [0.5, 2] and a
    random sign, to two digits; the learning rate is uniform in [0.05, 0.2]. The samples are
    shuffled and dealt out in batches of 3, 3 and 1.
    """

    def values(self, rng) -> list[dict]:
        return [self._training(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "two trainings in a row": lambda: [self._training(rng), self._training(rng)],
            "no batches": lambda: [self._training(rng) | {"batches": []}],
            "one batch of all samples": lambda: [
                self._training(rng) | {"batches": [rng.permutation(7)]}
            ],
            "batches of one": lambda: [self._training(rng, sizes=(1, 1, 1))],
            "one batch, of one sample": lambda: [self._training(rng, sizes=(1,))],
            "the same batch twice": lambda: [self._again(rng)],
            "batches that grow": lambda: [self._training(rng, sizes=(1, 2, 4))],
            "one weight": lambda: [self._training(rng, d=1)],
            "weights that fit already": lambda: [self._resting(rng)],
            "two epochs": lambda: [self._longer(rng)],
        }

    def _training(self, rng, d=None, sizes=(3, 3, 1)):
        d = int(rng.integers(2, 4)) if d is None else d
        batches = np.split(rng.permutation(7)[: sum(sizes)], np.cumsum(sizes)[:-1])
        return {
            "X": signed(rng, (7, d)),
            "y": signed(rng, 7),
            "start": signed(rng, d),
            "lr": round(float(rng.uniform(0.05, 0.2)), 2),
            "batches": batches,
        }

    def _again(self, rng):
        training = self._training(rng)
        return training | {"batches": training["batches"][:1] * 2}

    def _resting(self, rng):
        training = self._training(rng)
        X, w = halves(rng, training["X"].shape), halves(rng, training["start"].shape)
        return training | {"X": X, "y": X @ w, "start": w}

    def _longer(self, rng):
        training = self._training(rng)
        return training | {"batches": training["batches"] + self._training(rng)["batches"]}


@formula(inputs=Trainings(), oracle=oracle, returns=("path",))
def sgd_path(X, y, start, lr, batches):
    """``path[k + 1] = path[k] − lr·g``, g the gradient of ``mean((Xw − y)²)`` over the samples of
    batch k at ``w = path[k]`` (Robbins and Monro, 1951; Bottou, 2012)."""
    return _steps(start, lr, batches, lambda w, batch: _slope(X[batch], y[batch], w))


def _slope(X, y, w):
    return 2 * X.T @ (X @ w - y) / len(y)


def _steps(start, lr, batches, slope):
    path = [start]
    for batch in batches:
        path.append(path[-1] - lr * slope(path[-1], batch))
    return np.array(path)


@sgd_path.mistake("take the gradient over all samples in every step")
def _(X, y, start, lr, batches):
    """A step looks at the samples of its batch alone: `X[batch]` and `y[batch]`. That is what makes
    it cheap."""
    return _steps(start, lr, batches, lambda w, batch: _slope(X, y, w))


@sgd_path.mistake("take all gradients at the start")
def _(X, y, start, lr, batches):
    """Each batch is asked at the weights of the moment, which the batch before it has moved."""
    return _steps(start, lr, batches, lambda w, batch: _slope(X[batch], y[batch], start))


@sgd_path.mistake("take every step from the start")
def _(X, y, start, lr, batches):
    """The next step leads on from where the last one ended."""
    steps = [start - lr * _slope(X[batch], y[batch], start) for batch in batches]
    return np.array([start, *steps])


@sgd_path.mistake("divide by the number of all samples")
def _(X, y, start, lr, batches):
    """The mean goes over the batch: divide by how many samples are in it. A short batch has a
    smaller divisor."""
    return _steps(
        start, lr, batches, lambda w, batch: _slope(X[batch], y[batch], w) * (len(batch) / len(y))
    )


@sgd_path.mistake("divide by the size of the first batch in every step")
def _(X, y, start, lr, batches):
    """Batches need not be equally long, and the last is often short: the mean goes over the samples
    of this one."""
    return _steps(
        start,
        lr,
        batches,
        lambda w, batch: _slope(X[batch], y[batch], w) * (len(batch) / len(batches[0])),
    )


@sgd_path.mistake("add the gradients of the samples up, instead of averaging them")
def _(X, y, start, lr, batches):
    """The loss of a batch is a mean: its gradient is divided by the number of samples in it."""
    return _steps(start, lr, batches, lambda w, batch: _slope(X[batch], y[batch], w) * len(batch))


@sgd_path.mistake("lose the 2 of the derivative")
def _(X, y, start, lr, batches):
    """The derivative of a square has a factor 2, and here nothing cancels it."""
    return _steps(start, lr, batches, lambda w, batch: _slope(X[batch], y[batch], w) / 2)


@sgd_path.mistake("go uphill")
def _(X, y, start, lr, batches):
    """The gradient points to where the loss grows most. Down is the other way."""
    return _steps(start, -lr, batches, lambda w, batch: _slope(X[batch], y[batch], w))


@sgd_path.mistake("leave out the learning rate")
def _(X, y, start, lr, batches):
    """The gradient says which way; `lr` says how much of it to go."""
    return _steps(start, 1.0, batches, lambda w, batch: _slope(X[batch], y[batch], w))


@sgd_path.mistake("leave the start out of the path")
def _(X, y, start, lr, batches):
    """Row 0 is the start: with k batches the path has k + 1 rows."""
    return sgd_path.reference(X, y, start, lr, batches)[1:]


@sgd_path.mistake("skip the last batch")
def _(X, y, start, lr, batches):
    """Every batch is a step, the last and short one too."""
    return sgd_path.reference(X, y, start, lr, batches[:-1])


@sgd_path.mistake("return the last weights alone")
def _(X, y, start, lr, batches):
    """The whole path is asked for: keep the weights after each step."""
    return sgd_path.reference(X, y, start, lr, batches)[-1]


@sgd_path.mistake("take one step for every sample of a batch")
def _(X, y, start, lr, batches):
    """One batch is one step, with the mean of its samples' gradients: all of them are taken at the
    same weights."""
    path = [start]
    for batch in batches:
        w = path[-1]
        for i in batch:
            w = w - lr * _slope(X[[i]], y[[i]], w)
        path.append(w)
    return np.array(path)


@sgd_path.mistake("put the same array into the path again and again")
def _(X, y, start, lr, batches):
    """`w -= …` changes the array that is in the path already, so that all its points are the last
    one. A new array for each step, or a copy, keeps them apart."""
    last = sgd_path.reference(X, y, start, lr, batches)[-1:]
    return np.repeat(last, len(batches) + 1, axis=0)


@sgd_path.mistake("walk with `start` itself")
def _(X, y, start, lr, batches):
    """`w = start` makes no copy, and `w -= …` then moves the caller's start, and the first point of
    the path with it."""
    path = [start]
    for batch in batches:
        start -= lr * _slope(X[batch], y[batch], start)
        path.append(start.copy())
    return np.array(path)


@sgd_path.variant("a path that is made first and filled row by row")
def _(X, y, start, lr, batches):
    path = np.empty((len(batches) + 1, len(start)))
    path[0] = start
    for k, batch in enumerate(batches):
        error = X[batch] @ path[k] - y[batch]
        path[k + 1] = path[k] - lr * 2 * np.mean(error[:, None] * X[batch], axis=0)
    return path


@sgd_path.variant("loops over samples and weights, as lists")
def _(X, y, start, lr, batches):
    path = [start.tolist()]
    for batch in batches:
        w, g = path[-1], [0.0] * len(start)
        for i in batch.tolist():
            error = sum(a * b for a, b in zip(X[i], w, strict=True)) - y[i]
            g = [s + 2 * error * a / len(batch) for s, a in zip(g, X[i], strict=True)]
        path.append([a - lr * s for a, s in zip(w, g, strict=True)])
    return path


@sgd_path.variant("copies of one array that moves")
def _(X, y, start, lr, batches):
    w, path = start.copy(), [start.copy()]
    for batch in batches:
        w -= 2 * lr / len(batch) * (X[batch].T @ (X[batch] @ w - y[batch]))
        path.append(w.copy())
    return np.vstack(path)


@sgd_path.variant("samples that are left out by a weight of 0")
def _(X, y, start, lr, batches):
    path = [start]
    for batch in batches:
        share = np.zeros(len(y))
        share[batch] = 1 / len(batch)
        path.append(path[-1] - lr * 2 * X.T @ (share * (X @ path[-1] - y)))
    return tuple(path)


@sgd_path.variant("PyTorch and autograd")
def _(X, y, start, lr, batches):
    import torch

    X, y = torch.as_tensor(X), torch.as_tensor(y)
    w = torch.tensor(start, requires_grad=True)
    path = [w.detach().clone()]
    for batch in batches:
        rows = torch.as_tensor(batch)
        (slope,) = torch.autograd.grad(((X[rows] @ w - y[rows]) ** 2).mean(), w)
        with torch.no_grad():
            w -= lr * slope
        path.append(w.detach().clone())
    return torch.stack(path)
