"""The backward pass: the gradient of the squared error for every weight and bias."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.learning_machine import (
    Networks,
    gradients,
    handed_back,
    passed,
    torch_gradients,
)


def oracle(x, y, weights, biases):
    from torch.nn.functional import mse_loss

    def summed(prediction, y):
        return mse_loss(prediction, y, reduction="sum")

    _, *both = torch_gradients(x, y, weights, biases, summed)
    return tuple([g.numpy() for g in part] for part in both)


@formula(
    inputs=Networks(targets=True),
    oracle=oracle,
    returns=("weight gradients", "bias gradients"),
)
def mlp_gradients(x, y, weights, biases):
    """``δ = 2(ŷ − y)/n``; then from the last layer to the first ``∂W = hᵀδ``, ``∂b = Σ δ`` and
    ``δ ← (δWᵀ)·[z > 0]`` (Rumelhart, Hinton and Williams, 1986)."""
    inputs, h = [], x
    for layer, (W, b) in enumerate(zip(weights, biases, strict=True)):
        inputs.append(np.maximum(h, 0) if layer else h)
        h = inputs[-1] @ W + b
    delta, dW, db = 2 * (h - y) / len(x), [], []
    for W, into in zip(reversed(weights), reversed(inputs), strict=True):
        dW.insert(0, into.T @ delta)
        db.insert(0, delta.sum(axis=0))
        delta = delta @ W.T * (into > 0)
    return dW, db


def _factor(name, hint, factor):
    def way(x, y, weights, biases):
        f = factor(x, y)
        return tuple([f * g for g in part] for part in gradients(x, y, weights, biases))

    way.__doc__ = hint
    mlp_gradients.mistake(name)(way)


_factor(
    "average over the outputs too",
    """The squares are *summed* over the outputs and averaged over the samples alone: divide by
    `len(y)`. PyTorch's `MSELoss` divides by the outputs too.""",
    lambda x, y: 1 / y.shape[1],
)
_factor("leave out the 2", """The derivative of (ŷ − y)² is 2(ŷ − y).""", lambda x, y: 0.5)
_factor(
    "sum over the samples instead of averaging",
    """The loss is a mean over the n samples, so its gradient has a factor 1/n.""",
    lambda x, y: len(x),
)
_factor(
    "turn the sign round",
    """The gradient points uphill: it starts with ŷ − y, the prediction less the truth.""",
    lambda x, y: -1,
)


def _pass(name, hint, on):
    def way(x, y, weights, biases):
        before, into = passed(x, weights, biases)
        return handed_back(before, into, weights, 2 * (before[-1] - y) / len(x), on)

    way.__doc__ = hint
    mlp_gradients.mistake(name)(way)


_pass(
    "leave out the slope of the ReLU",
    """A unit that is off passes nothing on, backward as forward: multiply by 1 where its input was
    above 0, and by 0 elsewhere.""",
    lambda before, layer: 1.0,
)
_pass(
    "take the slope of ReLU at 0 as 1",
    """Here the slope at exactly 0 is 0, as in PyTorch: ask for `> 0`, not `>= 0`.""",
    lambda before, layer: before[layer] >= 0,
)
_pass(
    "take the slope of ReLU at 0 as a half",
    """A central difference finds ½ there, halfway between both sides. Here the slope at exactly 0
    is 0, as in PyTorch.""",
    lambda before, layer: np.heaviside(before[layer], 0.5),
)
_pass(
    "take the slope from the output of the next layer",
    """Each ReLU has the slope of its own input. What it sends forward comes out of the layer
    *before* the weights that you have just gone back through.""",
    lambda before, layer: np.resize((before[layer + 1] > 0).T, before[layer].T.shape).T,
)
_pass(
    "multiply by the ReLU's output instead of its slope",
    """The slope of ReLU is 1 or 0. Its output, max(0, z), is something else.""",
    lambda before, layer: np.maximum(before[layer], 0),
)


@mlp_gradients.mistake("average the bias gradient")
def _(x, y, weights, biases):
    """The 1/n is in δ already. A bias is used by every sample, so its gradient is the *sum* of δ
    over the samples."""
    dW, db = gradients(x, y, weights, biases)
    return dW, [g / len(x) for g in db]


@mlp_gradients.mistake("go back through W instead of its transpose")
def _(x, y, weights, biases):
    """On the way back each unit collects from those that it fed: `δ @ W.T`. With square weights
    `δ @ W` has the right shape and is wrong."""
    before, into = passed(x, weights, biases)
    turned = [W.reshape(W.shape[::-1]).T for W in weights]
    return handed_back(before, into, turned, 2 * (before[-1] - y) / len(x))


@mlp_gradients.mistake("put the slope of a ReLU on the output")
def _(x, y, weights, biases):
    """There is no ReLU after the last layer, so δ starts as 2(ŷ − y)/n without a slope."""
    before, into = passed(x, weights, biases)
    delta = 2 * (before[-1] - y) / len(x) * (before[-1] > 0)
    return handed_back(before, into, weights, delta)


@mlp_gradients.mistake("take what a layer gets before the ReLU, not after it")
def _(x, y, weights, biases):
    """The gradient of W is hᵀδ with the h that went into that layer: *after* the ReLU."""
    before, _ = passed(x, weights, biases)
    return handed_back(before, [x, *before[:-1]], weights, 2 * (before[-1] - y) / len(x))


@mlp_gradients.mistake("return the lists from the last layer to the first")
def _(x, y, weights, biases):
    """You go from the last layer to the first, but the lists are in the order of the parameters:
    first layer first."""
    dW, db = gradients(x, y, weights, biases)
    return dW[::-1], db[::-1]


@mlp_gradients.mistake("return the bias gradients first")
def _(x, y, weights, biases):
    """The order is `(weight_gradients, bias_gradients)`."""
    return gradients(x, y, weights, biases)[::-1]


@mlp_gradients.mistake("put a ReLU on the output of the forward pass")
def _(x, y, weights, biases):
    """After the last layer there is no ReLU: the prediction is hW + b as it is."""
    before, into = passed(x, weights, biases)
    return handed_back(before, into, weights, 2 * (np.maximum(before[-1], 0) - y) / len(x))


@mlp_gradients.variant("PyTorch's autograd")
def _(x, y, weights, biases):
    return torch_gradients(x, y, weights, biases)[1:]


@mlp_gradients.variant("one sample at a time")
def _(x, y, weights, biases):
    dW, db = [np.zeros_like(W) for W in weights], [np.zeros_like(b) for b in biases]
    for i in range(len(x)):
        h, kept = x[i], []
        for layer, W in enumerate(weights):
            kept.append(h)
            z = W.T @ h + biases[layer]
            h = np.where(z > 0, z, 0.0)
        delta = 2 * (z - y[i])
        for layer in range(len(weights) - 1, -1, -1):
            dW[layer] += np.outer(kept[layer], delta) / len(x)
            db[layer] += delta / len(x)
            delta = (weights[layer] @ delta) * (kept[layer] > 0)
    return dW, db


@mlp_gradients.variant("the 1/n at the end")
def _(x, y, weights, biases):
    before, into = passed(x, weights, biases)
    dW, db = handed_back(before, into, weights, 2.0 * (before[-1] - y))
    return [g / len(y) for g in dW], [g / len(y) for g in db]


@mlp_gradients.variant("lists of lists, built backwards")
def _(x, y, weights, biases):
    before, into = passed(x, weights, biases)
    delta, dW, db = (before[-1] - y) * (2 / len(x)), [], []
    for layer in range(len(weights))[::-1]:
        dW.append(np.einsum("ni,nj->ij", into[layer], delta).tolist())
        db.append((np.ones(len(x)) @ delta).tolist())
        delta = np.where(into[layer] > 0, delta @ weights[layer].T, 0)
    return list(reversed(dW)), list(reversed(db))
