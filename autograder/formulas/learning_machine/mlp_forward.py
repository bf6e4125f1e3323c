"""The output of a multi-layer perceptron: affine maps with a ReLU between them."""

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.learning_machine import Networks, passed, relu


def oracle(x, weights, biases):
    import torch

    layers = []
    for W, b in zip(weights, biases, strict=True):
        layer = torch.nn.Linear(*W.shape, dtype=torch.float64)
        layer.weight.data, layer.bias.data = torch.tensor(W.T.copy()), torch.tensor(b)
        layers += [layer, torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])(torch.tensor(x)).detach().numpy()


@formula(inputs=Networks(), oracle=oracle, returns=("y",))
def mlp_forward(x, weights, biases):
    """``h ← relu(hW + b)`` layer by layer, the last one without ReLU (Rumelhart, Hinton and
    Williams, 1986, with ReLU for the sigmoid)."""
    *hidden, last = zip(weights, biases, strict=True)
    for W, b in hidden:
        x = np.maximum(x @ W + b, 0)
    return x @ last[0] + last[1]


def _slip(name, hint, **parts):
    def way(x, weights, biases):
        return _run(x, weights, biases, **parts)

    way.__doc__ = hint
    mlp_forward.mistake(name)(way)


def _run(
    x,
    weights,
    biases,
    bend=relu,
    layer=lambda h, W, b: h @ W + b,
    bent=lambda i, count: i < count - 1,
):
    for i, (W, b) in enumerate(zip(weights, biases, strict=True)):
        x = layer(x, W, b)
        x = bend(x) if bent(i, len(weights)) else x
    return x


_slip(
    "put a ReLU on the output too",
    """The ReLU stands *between* layers. After the last there is none, or no output could be
    negative.""",
    bent=lambda i, count: True,
)
_slip(
    "leave out the ReLU",
    """Without a bend all layers together are one affine map: put `np.maximum(…, 0)` between
    them.""",
    bend=lambda z: z,
)
_slip(
    "read the weights as (outputs, inputs)",
    """Here each W is (inputs, outputs), so it is `h @ W`. With square weights `h @ W.T` has the
    right shape and is wrong.""",
    layer=lambda h, W, b: h @ W.reshape(W.shape[::-1]).T + b,
)
_slip(
    "leave out the biases",
    """Each layer adds its own bias: `h @ W + b`.""",
    layer=lambda h, W, b: h @ W,
)
_slip(
    "bend only after the first layer",
    """There is a ReLU after every layer but the last.""",
    bent=lambda i, count: i == 0 and count > 1,
)
_slip(
    "take the absolute value instead of a ReLU",
    """ReLU makes 0 of what is negative, it doesn't turn it over.""",
    bend=np.abs,
)
_slip(
    "cut off what is positive",
    """ReLU keeps what is above 0: it is a *maximum* with 0.""",
    bend=lambda z: np.minimum(z, 0),
)
_slip(
    "put a sigmoid in place of the ReLU",
    """The activation of this chapter is the ReLU, max(0, z).""",
    bend=lambda z: 1 / (1 + np.exp(-z)),
)

_slip(
    "put a tanh in place of the ReLU",
    """The activation of this chapter is the ReLU, max(0, z).""",
    bend=np.tanh,
)


@mlp_forward.mistake("bend before the bias is added")
def _(x, weights, biases):
    """The bias is there to move the bend: first `h @ W + b`, then the ReLU."""
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        x = relu(x @ W) + b
    return x @ weights[-1] + biases[-1]


@mlp_forward.mistake("put a ReLU on the inputs")
def _(x, weights, biases):
    """The inputs go into the first layer as they are."""
    return passed(relu(x), weights, biases)[0][-1]


@mlp_forward.mistake("return the last hidden layer through no bias")
def _(x, weights, biases):
    """The last layer has a bias as all others do."""
    return passed(x, weights, biases)[1][-1] @ weights[-1]


@mlp_forward.variant("the last layer peeled off")
def _(x, weights, biases):
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        z = x @ W + b
        x = z * (z > 0)
    return x @ weights[-1] + biases[-1]


@mlp_forward.variant("recursion")
def _(x, weights, biases):
    def out(h, depth):
        z = h @ weights[depth] + biases[depth]
        return z if depth + 1 == len(weights) else out(z.clip(min=0), depth + 1)

    return out(x, 0)


@mlp_forward.variant("one sample at a time, as a list")
def _(x, weights, biases):
    rows = []
    for h in x:
        for i, (W, b) in enumerate(zip(weights, biases, strict=True)):
            h = np.where(h > 0, h, 0) if i else h
            h = W.T @ h + b
        rows.append(h.tolist())
    return rows


@mlp_forward.variant("PyTorch")
def _(x, weights, biases):
    import torch

    h = torch.tensor(x)
    for i, (W, b) in enumerate(zip(weights, biases, strict=True)):
        h = torch.nn.functional.linear(h, torch.tensor(W).T, torch.tensor(b))
        h = torch.relu(h) if i < len(weights) - 1 else h
    return h
