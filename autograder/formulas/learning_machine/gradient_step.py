"""One step of gradient descent for a whole network."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.learning_machine import (
    Networks,
    gradients,
    handed_back,
    passed,
    torch_gradients,
)


def oracle(x, y, weights, biases, lr):
    import torch

    W, b = ([torch.tensor(a, requires_grad=True) for a in arrays] for arrays in (weights, biases))
    rule = torch.optim.SGD([*W, *b], lr=lr)
    h = torch.tensor(x)
    for layer, (w, c) in enumerate(zip(W, b, strict=True)):
        h = (torch.relu(h) if layer else h) @ w + c
    loss = torch.nn.functional.mse_loss(h, torch.tensor(y), reduction="sum") / len(x)
    loss.backward()
    rule.step()
    return [w.detach().numpy() for w in W], [c.detach().numpy() for c in b], loss.item()


@formula(
    inputs=Networks(targets=True, rate=True),
    oracle=oracle,
    returns=("weights", "biases", "loss"),
)
def gradient_step(x, y, weights, biases, lr):
    """``W ← W − lr·∂W``, ``b ← b − lr·∂b``, every gradient at the old parameters; the loss is the
    old one (Cauchy, 1847)."""
    dW, db = gradients(x, y, weights, biases)
    new = [W - lr * g for W, g in zip(weights, dW, strict=True)]
    return new, [b - lr * g for b, g in zip(biases, db, strict=True)], _loss(x, y, weights, biases)


def _loss(x, y, weights, biases):
    return ((passed(x, weights, biases)[0][-1] - y) ** 2).sum() / len(x)


def _moved(arrays, slopes, lr):
    return [a - lr * g for a, g in zip(arrays, slopes, strict=True)]


def _step(x, y, weights, biases, lr):
    dW, db = gradients(x, y, weights, biases)
    return _moved(weights, dW, lr), _moved(biases, db, lr)


@gradient_step.mistake("go uphill")
def _(x, y, weights, biases, lr):
    """The gradient points uphill: subtract the step."""
    return *_step(x, y, weights, biases, -lr), _loss(x, y, weights, biases)


@gradient_step.mistake("return the loss after the step")
def _(x, y, weights, biases, lr):
    """The loss is that of the parameters that came in: take it before the step."""
    new = _step(x, y, weights, biases, lr)
    return *new, _loss(x, y, *new)


@gradient_step.mistake("go backward through weights that were just updated")
def _(x, y, weights, biases, lr):
    """Every gradient is taken at the *old* parameters: first all gradients, then the step."""
    return *_on_the_way_back(x, y, weights, biases, lr), _loss(x, y, weights, biases)


@gradient_step.mistake("average over the outputs in the loss, and go back through updated weights")
def _(x, y, weights, biases, lr):
    """Two faults. The loss is the *sum* over the outputs, averaged over the samples alone. And
    every gradient is taken at the *old* parameters: δ goes back through the W that came in."""
    moved = _on_the_way_back(x, y, weights, biases, lr)
    return *moved, _loss(x, y, weights, biases) / y.shape[1]


def _on_the_way_back(x, y, weights, biases, lr):
    before, into = passed(x, weights, biases)
    W, b, delta = list(weights), list(biases), 2 * (before[-1] - y) / len(x)
    for layer in reversed(range(len(W))):
        W[layer] = W[layer] - lr * into[layer].T @ delta
        b[layer] = b[layer] - lr * delta.sum(axis=0)
        if layer:
            delta = (delta @ W[layer].T) * (before[layer - 1] > 0)
    return W, b


@gradient_step.mistake("take the slope of ReLU at 0 as 1")
def _(x, y, weights, biases, lr):
    """Here the slope at exactly 0 is 0. PyTorch's `relu` has it so; its `clamp` has 1 there."""
    before, into = passed(x, weights, biases)
    delta = 2 * (before[-1] - y) / len(x)
    dW, db = handed_back(before, into, weights, delta, lambda before, layer: before[layer] >= 0)
    return _moved(weights, dW, lr), _moved(biases, db, lr), _loss(x, y, weights, biases)


@gradient_step.mistake("take the bias gradients after the weights have moved")
def _(x, y, weights, biases, lr):
    """Every gradient is taken at the *old* parameters: one backward pass gives all of them."""
    W, _ = _step(x, y, weights, biases, lr)
    _, b = _step(x, y, W, biases, lr)
    return W, b, _loss(x, y, weights, biases)


@gradient_step.mistake("leave the biases as they are")
def _(x, y, weights, biases, lr):
    """Biases are parameters too, and have a gradient of their own."""
    return _step(x, y, weights, biases, lr)[0], biases, _loss(x, y, weights, biases)


@gradient_step.mistake("move the last layer alone")
def _(x, y, weights, biases, lr):
    """All layers take the step: the gradient is handed back to the first."""
    W, b = _step(x, y, weights, biases, lr)
    return [*weights[:-1], W[-1]], [*biases[:-1], b[-1]], _loss(x, y, weights, biases)


@gradient_step.mistake("average over the outputs too")
def _(x, y, weights, biases, lr):
    """The squares are summed over the outputs and averaged over the samples alone, in the loss and
    in its gradient."""
    k = y.shape[1]
    return *_step(x, y, weights, biases, lr / k), _loss(x, y, weights, biases) / k


@gradient_step.mistake("average the loss over the outputs too")
def _(x, y, weights, biases, lr):
    """The step is right. The loss is the *sum* over the outputs, averaged over the samples
    alone."""
    return *_step(x, y, weights, biases, lr), _loss(x, y, weights, biases) / y.shape[1]


@gradient_step.mistake("leave out the 2")
def _(x, y, weights, biases, lr):
    """The derivative of (ŷ − y)² is 2(ŷ − y), and the loss has no ½."""
    return *_step(x, y, weights, biases, lr / 2), _loss(x, y, weights, biases)


@gradient_step.mistake("sum the gradient over the samples")
def _(x, y, weights, biases, lr):
    """The loss is a mean over the n samples, and so is its gradient."""
    return *_step(x, y, weights, biases, lr * len(x)), _loss(x, y, weights, biases)


@gradient_step.mistake("sum the loss over the samples")
def _(x, y, weights, biases, lr):
    """The step is right. The loss is the mean over the samples."""
    return *_step(x, y, weights, biases, lr), _loss(x, y, weights, biases) * len(x)


@gradient_step.mistake("return the gradients instead of the new parameters")
def _(x, y, weights, biases, lr):
    """After the gradients comes the step: `W - lr * dW`, `b - lr * db`."""
    return *gradients(x, y, weights, biases), _loss(x, y, weights, biases)


@gradient_step.variant("PyTorch's autograd")
def _(x, y, weights, biases, lr):
    import torch

    loss, dW, db = torch_gradients(x, y, weights, biases)
    moved = [torch.tensor(w) - lr * g for w, g in zip(weights, dW, strict=True)]
    return moved, [torch.tensor(b) - lr * g for b, g in zip(biases, db, strict=True)], loss


@gradient_step.variant("copies, moved in place")
def _(x, y, weights, biases, lr):
    W, b = [w.copy() for w in weights], [c.copy() for c in biases]
    dW, db = gradients(x, y, weights, biases)
    for layer in range(len(W)):
        W[layer] -= lr * dW[layer]
        b[layer] -= lr * db[layer]
    return W, b, np.mean(((passed(x, weights, biases)[0][-1] - y) ** 2).sum(axis=1))


@gradient_step.variant("updated on the way back, the old weights used first")
def _(x, y, weights, biases, lr):
    before, into = passed(x, weights, biases)
    error = before[-1] - y
    delta, W, b = 2 / len(x) * error, [], []
    for layer in reversed(range(len(weights))):
        W.insert(0, weights[layer] - lr * (into[layer].T @ delta))
        b.insert(0, biases[layer] - lr * delta.sum(0))
        delta = (delta @ weights[layer].T) * (into[layer] > 0)
    return W, b, (error * error).sum() / len(x)


@gradient_step.variant("lists of lists, and a loss by a loop")
def _(x, y, weights, biases, lr):
    W, b = _step(x, y, weights, biases, lr)
    loss = 0.0
    for says, true in zip(passed(x, weights, biases)[0][-1], y, strict=True):
        loss += sum((s - t) ** 2 for s, t in zip(says, true, strict=True))
    return [w.tolist() for w in W], [c.tolist() for c in b], loss / len(y)
