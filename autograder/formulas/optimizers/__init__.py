"""Chapter 05, optimizers: what the seven update rules have in common.

One contract for all of them. A step takes the weights `w` and their gradient `g`, float64
arrays of one shape (any shape, 0-d too), then what the rule remembers from step to step
(arrays of that shape), then its constants (Python numbers). It returns the new weights, and
after them the new memory. It changes none of its arguments.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

SHAPES = ((1,), (2,), (3,), (4,), (2, 2), (2, 1, 2))


@dataclass(frozen=True)
class States:
    """Random states of an optimizer, as a formula's inputs.

    memory : name → ``"signed"`` (a velocity) or ``"square"`` (an average of squares)
    constants : name → (low, high), drawn uniformly, or log-uniformly where high ≥ 100 low
    steps : whether the rule takes the number `t` of the step

    Distributions: weights are standard normal; gradients and velocities have a magnitude
    uniform in [0.5, 2] and a random sign; averages of squares are uniform in [0.05, 3], so
    that every root is at least 0.1 and the place of a tiny eps beside it does not count; t is
    uniform in 2 … 50. All are rounded to two digits, so that a failing example can be read.
    """

    memory: dict[str, str]
    constants: dict[str, tuple[float, float]]
    steps: bool = False

    def values(self, rng) -> list[dict]:
        """Two unrelated calls, so that a rule that keeps its own state is found out."""
        return [self._state(rng), self._state(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        zeros = np.zeros(3)
        return {
            "a single number (0-d)": lambda: [self._state(rng, ())],
            "a batch of matrices": lambda: [self._state(rng, (2, 3, 2))],
            "the first step": lambda: [self._fresh(rng)],
            "three steps in a row": lambda: self._run(rng, reference),
            "a gradient of zero": lambda: [self._state(rng, (3,)) | {"g": zeros}],
            "nothing has moved yet": lambda: [self._fresh(rng) | {"g": zeros}],
            "a sudden steep gradient": lambda: [self._cliff(rng)],
        }

    def _state(self, rng, shape=None):
        shape = SHAPES[rng.integers(len(SHAPES))] if shape is None else shape
        state = {"w": np.round(rng.standard_normal(shape), 2), "g": _signed(rng, shape)}
        for name, kind in self.memory.items():
            state[name] = (
                _signed(rng, shape)
                if kind == "signed"
                else np.round(rng.uniform(0.05, 3, shape), 2)
            )
        if self.steps:
            state["t"] = int(rng.integers(2, 51))
        arrays = {k: np.asarray(v) if k != "t" else v for k, v in state.items()}
        return arrays | {name: _constant(rng, *span) for name, span in self.constants.items()}

    def _fresh(self, rng):
        """The first step: nothing is remembered yet."""
        state = self._state(rng, (3,)) | {name: np.zeros(3) for name in self.memory}
        return state | ({"t": 1} if self.steps else {})

    def _cliff(self, rng):
        """A gradient ten times as large as those remembered."""
        state = self._state(rng, (3,))
        return state | {"g": 10 * state["g"]}

    def _run(self, rng, reference):
        """Three steps, each from where the one before ended."""
        calls = [self._fresh(rng)]
        for _ in range(2):
            result = reference(*calls[-1].values())
            parts = result if isinstance(result, tuple) else (result,)
            moved = dict(zip(["w", *self.memory], parts, strict=True))
            later = {"t": calls[-1]["t"] + 1} if self.steps else {}
            calls.append(calls[-1] | moved | {"g": _signed(rng, (3,))} | later)
        return calls


def _signed(rng, shape):
    return np.round(rng.choice([-1.0, 1.0], shape) * rng.uniform(0.5, 2, shape), 2)


def _constant(rng, low, high):
    log = low > 0 and high >= 100 * low
    drawn = np.exp(rng.uniform(np.log(low), np.log(high))) if log else rng.uniform(low, high)
    return float(f"{drawn:.2g}")


RATE = (0.1, 1.0)
DECAY = (0.6, 0.95)
# Inside or outside a square root, an eps this small beside a root of 0.1 makes no difference.
TINY = (1e-12, 1e-9)


def torch_step(optimizer_class, w, g, state=None, **options):
    """One step of a `torch.optim` optimizer from a given state: (new weights, new state).

    ``state`` maps torch's own names (``exp_avg`` …) to arrays or numbers.
    """
    import torch

    weight = torch.tensor(np.asarray(w), dtype=torch.float64, requires_grad=True)
    weight.grad = torch.tensor(np.asarray(g), dtype=torch.float64)
    optimizer = optimizer_class([weight], **options)
    if state is not None:
        optimizer.state[weight] = {
            k: torch.tensor(np.asarray(v), dtype=torch.float64) for k, v in state.items()
        }
    optimizer.step()
    new = {k: v.numpy() for k, v in optimizer.state[weight].items() if torch.is_tensor(v)}
    return weight.detach().numpy(), new
