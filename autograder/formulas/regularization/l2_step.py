"""L2: a step on the loss and on half the squared length of the weights."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.optimizers import torch_step
from autograder.formulas.regularization import constant, signed

SHAPES = ((2,), (3,), (4,), (2, 2), (2, 1, 2))


@dataclass(frozen=True)
class Penalised:
    """Weights and their gradient, a learning rate and the strength of the penalty.

    Distributions: `w` and `g` have a magnitude uniform in [0.5, 2] and a random sign; `lr` is
    uniform in [0.1, 0.6], `penalty` in [0.2, 0.9]. All are rounded to two digits. A case is two
    unrelated calls.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng), self._call(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one weight": lambda: [self._call(rng, (1,))],
            "a batch of matrices": lambda: [self._call(rng, (2, 3, 2))],
            "no penalty": lambda: [self._call(rng) | {"penalty": 0.0}],
            "a learning rate of 0": lambda: [self._call(rng) | {"lr": 0.0}],
            "a gradient of zero": lambda: [self._call(rng, (3,)) | {"g": np.zeros(3)}],
            "weights of zero": lambda: [self._call(rng, (3,)) | {"w": np.zeros(3)}],
            "a penalty that takes all of the weights": lambda: [
                self._call(rng, (3,)) | {"lr": 0.5, "penalty": 2.0}
            ],
            "a penalty that takes them across 0": lambda: [
                self._call(rng, (3,)) | {"lr": 0.5, "penalty": 3.0}
            ],
            "three steps in a row": lambda: self._run(rng, reference),
        }

    def _call(self, rng, shape=None):
        shape = SHAPES[rng.integers(len(SHAPES))] if shape is None else shape
        w, g = signed(rng, shape), signed(rng, shape)
        return {"w": w, "g": g, "lr": constant(rng, 0.1, 0.6), "penalty": constant(rng, 0.2, 0.9)}

    def _run(self, rng, reference):
        calls = [self._call(rng, (3,))]
        for _ in range(2):
            new = np.asarray(reference(*calls[-1].values()), dtype=float)
            calls.append(calls[-1] | {"w": new, "g": signed(rng, (3,))})
        return calls


def oracle(w, g, lr, penalty):
    from torch.optim import SGD

    return torch_step(SGD, w, g, lr=lr, weight_decay=penalty)[0]


@formula(inputs=Penalised(), oracle=oracle, returns=("w",))
def l2_step(w, g, lr, penalty):
    """``w − lr·(g + penalty·w)``, a step on ``loss + ½·penalty·‖w‖²`` (Krogh and Hertz, 1992)."""
    return w - lr * (g + penalty * w)


@l2_step.mistake("leave the penalty out")
def _(w, g, lr, penalty):
    """`g` is the gradient of the loss alone. The penalty has a gradient too: add it."""
    return w - lr * g


@l2_step.mistake("lose the ½: count the penalty twice")
def _(w, g, lr, penalty):
    """The derivative of `½·penalty·w²` is `penalty·w`: the 2 of the square meets the ½. (Ridge in
    chapter 02 has no ½, so its penalty of the same strength is half as large a number.)"""
    return w - lr * (g + 2 * penalty * w)


@l2_step.mistake("take half of the penalty's gradient")
def _(w, g, lr, penalty):
    """The ½ is there to meet the 2 of the square's derivative: what is left is `penalty·w`."""
    return w - lr * (g + penalty * w / 2)


@l2_step.mistake("let the decay go without the learning rate")
def _(w, g, lr, penalty):
    """The penalty is a part of what is descended, so its gradient is multiplied by `lr` as that of
    the loss is."""
    return (1 - penalty) * w - lr * g


@l2_step.mistake("shrink after the step")
def _(w, g, lr, penalty):
    """Both gradients are taken at the old weights. If you shrink what the step has made, you shrink
    the step too."""
    return (1 - lr * penalty) * (w - lr * g)


@l2_step.mistake("divide by 1 + lr·penalty")
def _(w, g, lr, penalty):
    """That is the proximal step, which takes the penalty's gradient at the *new* weights. Here both
    gradients are taken at the old ones."""
    return (w - lr * g) / (1 + lr * penalty)


@l2_step.mistake("add the same amount to every gradient: the derivative without w")
def _(w, g, lr, penalty):
    """The derivative of `w²` is proportional to `w`: a large weight is pulled more than a small
    one."""
    return w - lr * (g + penalty)


@l2_step.mistake("pull each weight by the same amount: the penalty of L1")
def _(w, g, lr, penalty):
    """`sign(w)` is the derivative of `|w|`. That of `½·w²` is `w` itself."""
    return w - lr * (g + penalty * np.sign(w))


@l2_step.mistake("use the length of the weights in place of each weight")
def _(w, g, lr, penalty):
    """The gradient has an element for each weight, and in it stands that weight alone: the squares
    of the others are constants."""
    return w - lr * (g + penalty * np.linalg.norm(w))


@l2_step.mistake("penalise the length instead of its square")
def _(w, g, lr, penalty):
    """The gradient of `‖w‖` is `w / ‖w‖`, that of `½·‖w‖²` is `w`: do not divide by the length."""
    return w - lr * (g + penalty * w / max(np.linalg.norm(w), 1e-300))


@l2_step.mistake("add the penalty itself in place of its gradient")
def _(w, g, lr, penalty):
    """`½·penalty·‖w‖²` is one number, the price. A step goes against its gradient, which has an
    element for each weight: `penalty·w`."""
    return w - lr * (g + penalty * np.sum(w**2) / 2)


@l2_step.mistake("let the weights grow")
def _(w, g, lr, penalty):
    """The penalty is something to be made smaller: its gradient is subtracted, as that of the loss
    is."""
    return w - lr * (g - penalty * w)


@l2_step.mistake("go uphill on the loss")
def _(w, g, lr, penalty):
    """The gradient of the loss points uphill: subtract it."""
    return w + lr * g - lr * penalty * w


@l2_step.mistake("scale the gradient by 1 − lr·penalty")
def _(w, g, lr, penalty):
    """What shrinks is the weight: `(1 − lr·penalty)·w − lr·g`."""
    return w - (1 - lr * penalty) * lr * g


@l2_step.mistake("return the gradient in place of the new weights")
def _(w, g, lr, penalty):
    """`g + penalty·w` is the whole gradient. The function returns where a step against it leads."""
    return g + penalty * w


@l2_step.mistake("write into w itself")
def _(w, g, lr, penalty):
    """`w -= …` and `w *= …` change the caller's array: make a new one, `w = w - …`."""
    w -= lr * (g + penalty * w)
    return w


@l2_step.variant("a shrink and a step")
def _(w, g, lr, penalty):
    return (1 - lr * penalty) * w - lr * g


@l2_step.variant("a loop over the elements")
def _(w, g, lr, penalty):
    new = np.empty_like(w)
    for index in np.ndindex(w.shape):
        new[index] = w[index] - lr * g[index] - lr * penalty * w[index]
    return new


@l2_step.variant("PyTorch's derivative of the penalty")
def _(w, g, lr, penalty):
    import torch

    weight = torch.tensor(w, requires_grad=True)
    (0.5 * penalty * (weight**2).sum()).backward()
    return weight.detach() - lr * (torch.as_tensor(g) + weight.grad)


@l2_step.variant("a copy, changed in place")
def _(w, g, lr, penalty):
    new = w.copy()
    new *= 1 - lr * penalty
    new -= lr * g
    return new.tolist()
