"""Noise: a random number is added to every input, or to every weight."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.regularization import signed
from steepest.checks.wire import Rng

SHAPES = ((2, 2), (3,), (4,), (2, 3), (1, 2, 2))


@dataclass(frozen=True)
class Arrays:
    """A list of arrays, the spread of the noise, and a generator.

    Distributions: two or three arrays of unlike shapes, numbers of a magnitude uniform in
    [0.5, 2] and a random sign; `sigma` is uniform in [0.2, 0.6] or in [1.5, 3], to two digits;
    seeds are below 10⁶. A case is two calls with one generator, so that the second tells how many
    numbers the first has drawn.
    """

    def values(self, rng) -> list[dict]:
        generator = _seeded(rng)
        return [self._call(rng, generator), self._call(rng, generator)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one array": lambda: [self._call(rng, _seeded(rng), [(2, 3)])],
            "numbers without axes": lambda: [self._call(rng, _seeded(rng), [(), (2,), ()])],
            "three calls in a row": lambda: self._repeated(rng),
            "two generators of one seed, by turns": lambda: [
                self._call(rng, Rng(7, stream)) for stream in ("", "again", "", "again")
            ],
            "arrays of zeros": lambda: [self._call(rng, _seeded(rng)) | {"arrays": _zeros()}],
            "a weight matrix and its bias": lambda: [self._call(rng, _seeded(rng), [(3, 2), (2,)])],
            "a sigma of 1": lambda: [self._call(rng, _seeded(rng)) | {"sigma": 1.0}],
            "one and the same array twice": lambda: [self._twice(rng)],
        }

    def _call(self, rng, generator, shapes=None):
        if shapes is None:
            count = int(rng.integers(2, 4))
            shapes = [SHAPES[i] for i in rng.permutation(len(SHAPES))[:count]]
        low, high = ((0.2, 0.6), (1.5, 3.0))[rng.integers(2)]
        arrays = [np.asarray(signed(rng, shape)) for shape in shapes]
        sigma = round(float(rng.uniform(low, high)), 2)
        return {"arrays": arrays, "sigma": sigma, "rng": generator}

    def _repeated(self, rng):
        return [self._call(rng, _seeded(rng))] * 3

    def _twice(self, rng):
        array = signed(rng, 3)
        return self._call(rng, _seeded(rng)) | {"arrays": [array, array.copy()]}


def _seeded(rng):
    return Rng(int(rng.integers(10**6)))


def _zeros():
    return [np.zeros((2, 2)), np.zeros(3)]


def oracle(arrays, sigma, rng):
    return [rng.normal(a, sigma) for a in arrays]


@formula(
    inputs=Arrays(),
    oracle=oracle,
    returns=("arrays",),
    wide="the generator draws numbers in float64",
)
def add_noise(arrays, sigma, rng):
    """``a + sigma·z`` for each array in turn, z standard normal (Bishop, 1995)."""
    return [a + sigma * rng.standard_normal(a.shape) for a in arrays]


@add_noise.mistake("add one and the same number to a whole array")
def _(arrays, sigma, rng):
    """Each element gets noise of its own: draw as many numbers as the array has."""
    return [a + sigma * rng.standard_normal() for a in arrays]


@add_noise.mistake("add the same noise to every array")
def _(arrays, sigma, rng):
    """The noise of one array says nothing about that of the next: draw anew for each."""
    z = rng.standard_normal(max(a.size for a in arrays))
    return [a + sigma * z[: a.size].reshape(a.shape) for a in arrays]


@add_noise.mistake("add the same noise to every row")
def _(arrays, sigma, rng):
    """Each element gets noise of its own, in every row: draw with the whole shape."""
    return [a + sigma * rng.standard_normal(a.shape[-1:]) for a in arrays]


@add_noise.mistake("take sigma for the variance")
def _(arrays, sigma, rng):
    """sigma is the spread, the standard deviation: it multiplies the noise as it is."""
    return [a + np.sqrt(sigma) * rng.standard_normal(a.shape) for a in arrays]


@add_noise.mistake("square sigma")
def _(arrays, sigma, rng):
    """The second argument of `normal` is the standard deviation, not the variance."""
    return [a + sigma**2 * rng.standard_normal(a.shape) for a in arrays]


@add_noise.mistake("leave sigma out")
def _(arrays, sigma, rng):
    """A standard normal number has the spread 1. Multiply it by sigma."""
    return [a + rng.standard_normal(a.shape) for a in arrays]


@add_noise.mistake("add uniform noise")
def _(arrays, sigma, rng):
    """The noise is normal, with the standard deviation sigma: `rng.standard_normal`."""
    return [a + rng.uniform(-sigma, sigma, a.shape) for a in arrays]


@add_noise.mistake("add numbers between 0 and sigma")
def _(arrays, sigma, rng):
    """`rng.random` is uniform between 0 and 1, and on average it moves all inputs up. The noise is
    normal, with a mean of 0: `rng.standard_normal`."""
    return [a + sigma * rng.random(a.shape) for a in arrays]


@add_noise.mistake("make the noise proportional to the value")
def _(arrays, sigma, rng):
    """The noise is added, and as large at a small value as at a large one."""
    return [a * (1 + sigma * rng.standard_normal(a.shape)) for a in arrays]


@add_noise.mistake("subtract the noise")
def _(arrays, sigma, rng):
    """As noise it is as good. But here `a + sigma·z` is asked for, so that results can be
    compared."""
    return [a - sigma * rng.standard_normal(a.shape) for a in arrays]


@add_noise.mistake("return the noise alone")
def _(arrays, sigma, rng):
    """Add it to the array."""
    return [sigma * rng.standard_normal(a.shape) for a in arrays]


@add_noise.mistake("begin with the last array")
def _(arrays, sigma, rng):
    """The numbers are drawn in the order of the list, so that one seed gives one result."""
    return [a + sigma * rng.standard_normal(a.shape) for a in arrays[::-1]][::-1]


@add_noise.mistake("make a generator of your own")
def _(arrays, sigma, rng):
    """All chance comes from `rng`: what is seeded inside gives the same noise at every step."""
    rng = np.random.default_rng(0)
    return [a + sigma * rng.standard_normal(a.shape) for a in arrays]


@add_noise.slip("make a generator of your own, seeded with 42")
def _(arrays, sigma, rng):
    """All chance comes from `rng`: what is seeded inside gives the same noise at every step."""
    rng = np.random.default_rng(42)
    return [a + sigma * rng.standard_normal(a.shape) for a in arrays]


@add_noise.mistake("draw more numbers than there are elements")
def _(arrays, sigma, rng):
    """One number for each element and none beside: what is drawn in vain shifts all that is drawn
    later."""
    noisy = [a + sigma * rng.standard_normal(a.shape) for a in arrays]
    rng.standard_normal()
    return noisy


@add_noise.mistake("write into the arrays themselves")
def _(arrays, sigma, rng):
    """`a += …` changes the caller's array, and the noise of all steps would pile up in it: make a
    new one, `a + …`."""
    for a in arrays:
        a += sigma * rng.standard_normal(a.shape)
    return list(arrays)


@add_noise.variant("normal about the array itself")
def _(arrays, sigma, rng):
    return tuple(rng.normal(a, sigma, size=a.shape) for a in arrays)


@add_noise.variant("one long draw, cut up")
def _(arrays, sigma, rng):
    z = rng.normal(0.0, sigma, sum(a.size for a in arrays))
    ends = np.cumsum([a.size for a in arrays])
    parts = np.split(z, ends[:-1])
    return [a + part.reshape(a.shape) for a, part in zip(arrays, parts, strict=True)]


@add_noise.variant("number by number")
def _(arrays, sigma, rng):
    noisy = []
    for a in arrays:
        new = a.copy()
        for index in np.ndindex(a.shape):
            new[index] += sigma * rng.standard_normal()
        noisy.append(new)
    return noisy


@add_noise.variant("PyTorch tensors")
def _(arrays, sigma, rng):
    import torch

    return [torch.as_tensor(a) + torch.as_tensor(rng.normal(0, sigma, a.shape)) for a in arrays]


@add_noise.variant("the result in float32")
def _(arrays, sigma, rng):
    return [(a + rng.normal(size=a.shape) * sigma).astype(np.float32) for a in arrays]
