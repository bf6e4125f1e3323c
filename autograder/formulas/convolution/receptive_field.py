"""The receptive field: how many inputs along an axis reach one output of a stack of layers."""

from collections.abc import Callable
from dataclasses import dataclass

from autograder.checks.formula import formula

VGG16 = [layer for n in (2, 2, 3, 3, 3) for layer in [(3, 1, 1)] * n + [(2, 2, 1)]]
ALEXNET = [(11, 4, 1), (3, 2, 1), (5, 1, 1), (3, 2, 1), *[(3, 1, 1)] * 3, (3, 2, 1)]


@dataclass(frozen=True)
class Stacks:
    """A list of layers from the input on, each a tuple (kernel, stride, dilation).

    Distributions: three to five layers with kernels of 2 to 4, strides of 2 or 3 and dilations of
    1 or 2; the first two and the last layer have a stride of 2 or 3, the second a dilation of 2,
    and the kernels of the first and last differ. Fields are 20 or more.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng), self._call(rng)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        k = int(rng.integers(2, 8))
        return {
            "no layer": lambda: _of([]),
            "one layer": lambda: _of([(k, 1, 1)]),
            "one layer with a stride": lambda: _of([(k, 2, 1)]),
            "one dilated layer": lambda: _of([(3, 1, k)]),
            "1 by 1 after 1 by 1": lambda: _of([(1, 1, 1), (1, 1, 1)]),
            "two 3 by 3, as one 5 by 5": lambda: _of([(3, 1, 1), (3, 1, 1)]),
            "a stride in the first layer": lambda: _of([(3, 2, 1), (3, 1, 1)]),
            "a stride in the last layer": lambda: _of([(3, 1, 1), (3, 2, 1)]),
            "1 by 1 with a stride": lambda: _of([(1, 3, 1), (k, 1, 1)]),
            "dilation in the first layer": lambda: _of([(3, 1, 2), (3, 1, 1)]),
            "dilations that double": lambda: _of([(3, 1, 1), (3, 1, 2), (3, 1, 4), (3, 1, 8)]),
            "a stride longer than the kernel": lambda: _of([(2, 3, 1), (2, 2, 1)]),
            "stride and dilation in one layer": lambda: _of([(3, 2, 2), (2, 3, 2), (3, 1, 1)]),
            "VGG-16 up to its last pool": lambda: _of(VGG16),
            "AlexNet up to its last pool": lambda: _of(ALEXNET),
        }

    def _call(self, rng):
        number = int(rng.integers(3, 6))
        while True:
            kernels = rng.integers(2, 5, number)
            strides = rng.choice([2, 3], number)
            dilations = rng.integers(1, 3, number)
            dilations[1] = 2
            strides[2:-1] = 1
            layers = list(zip(kernels.tolist(), strides.tolist(), dilations.tolist(), strict=True))
            if kernels[0] != kernels[-1] and receptive_field(layers) >= 20:
                return {"layers": layers}


def _of(layers):
    return [{"layers": list(layers)}]


def oracle(layers):
    import torch
    from torch.nn.functional import conv1d

    size = 1
    for kernel, stride, dilation in reversed(layers):
        size = (size - 1) * stride + dilation * (kernel - 1) + 1
    x = torch.ones(1, 1, size, dtype=torch.float64, requires_grad=True)
    y = x
    for kernel, stride, dilation in layers:
        weight = torch.ones(1, 1, kernel, dtype=torch.float64)
        y = conv1d(y, weight / kernel, stride=stride, dilation=dilation)
    y[0, 0, 0].backward()
    reached = x.grad[0, 0].nonzero()
    return int(reached[-1] - reached[0]) + 1


@formula(inputs=Stacks(), oracle=oracle, returns=("field",), kinds={"field": "int"})
def receptive_field(layers):
    """``r ← r + (kernel − 1)·dilation·j``, ``j ← j·stride`` from ``r = j = 1`` on (Araujo, Norris
    and Sim, 2019, equation 2)."""
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return field


@receptive_field.mistake("multiply by the layer's own stride as well")
def _(layers):
    """Within a layer the places of its kernel lie as far apart as its *inputs* do: those come from
    the strides of the layers before it. Its own stride counts from the next layer on."""
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        jump *= stride
        field += (kernel - 1) * dilation * jump
    return field


@receptive_field.mistake("use the layer's own stride alone")
def _(layers):
    """The strides of *all* earlier layers multiply: after two of them with stride 2, neighbours lie
    four inputs apart."""
    field = 1
    for kernel, stride, dilation in layers:
        field += (kernel - 1) * dilation * stride
    return field


@receptive_field.mistake("use the stride of the layer before alone")
def _(layers):
    """The strides of *all* earlier layers multiply: after two of them with stride 2, neighbours lie
    four inputs apart."""
    field, before = 1, 1
    for kernel, stride, dilation in layers:
        field += (kernel - 1) * dilation * before
        before = stride
    return field


@receptive_field.mistake("leave the strides out")
def _(layers):
    """After a stride of 2 neighbours lie two inputs apart, and every kernel behind it reaches twice
    as far."""
    return 1 + sum((kernel - 1) * dilation for kernel, _, dilation in layers)


@receptive_field.mistake("leave the dilations out")
def _(layers):
    """The places of a dilated kernel lie `dilation` apart: it reaches over `(kernel − 1)·dilation`
    of its inputs."""
    field, jump = 1, 1
    for kernel, stride, _ in layers:
        field += (kernel - 1) * jump
        jump *= stride
    return field


@receptive_field.mistake("let earlier dilations multiply, as strides do")
def _(layers):
    """A dilation spreads the kernel of its own layer. It leaves no input out, so that the outputs
    lie no further apart."""
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        field += (kernel - 1) * dilation * jump
        jump *= stride * dilation
    return field


@receptive_field.mistake("add kernel instead of kernel − 1")
def _(layers):
    """A kernel of 3 adds two places, one on each side: its middle was there before."""
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        field += kernel * dilation * jump
        jump *= stride
    return field


@receptive_field.mistake("add the strides instead of multiplying them")
def _(layers):
    """Each stride picks among what the one before has left: the distances multiply."""
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        field += (kernel - 1) * dilation * jump
        jump += stride - 1
    return field


@receptive_field.mistake("read the list from the output on")
def _(layers):
    """The first layer of the list is the one at the input."""
    field, jump = 1, 1
    for kernel, stride, dilation in reversed(layers):
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return field


@receptive_field.slip("begin with a field of 0")
def _(layers):
    """Without any layer an output is one input: begin with 1."""
    field, jump = 0, 1
    for kernel, stride, dilation in layers:
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return field


@receptive_field.mistake("multiply the kernels")
def _(layers):
    """Kernels of neighbours overlap: two of 3 after each other reach over 5, not over 9."""
    field = 1
    for kernel, _, dilation in layers:
        field *= (kernel - 1) * dilation + 1
    return field


@receptive_field.mistake("read the tuple as (kernel, dilation, stride)")
def _(layers):
    """A layer is (kernel, stride, dilation), in this order."""
    field, jump = 1, 1
    for kernel, dilation, stride in layers:
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return field


@receptive_field.mistake("return how far apart the outputs lie")
def _(layers):
    """That is the jump, the product of all strides. The field is how far one output reaches."""
    jump = 1
    for _, stride, _ in layers:
        jump *= stride
    return jump


@receptive_field.mistake("take the layers out of the list")
def _(layers):
    """`pop` empties the caller's list: go through it with `for`."""
    field, jump = 1, 1
    while layers:
        kernel, stride, dilation = layers.pop(0)
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return field


@receptive_field.slip("add the length of the dilated kernel, its first place too")
def _(layers):
    """One place of each kernel was there before: a kernel adds `kernel − 1` steps of its
    dilation."""
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        field += (dilation * (kernel - 1) + 1) * jump
        jump *= stride
    return field


@receptive_field.slip("multiply the field itself by the stride")
def _(layers):
    """From the input on a stride changes how far apart the *next* layer's inputs lie. The field so
    far stays as long as it is. (From the output back it is the other way about.)"""
    field = 1
    for kernel, stride, dilation in layers:
        field = field * stride + (kernel - 1) * dilation
    return field


@receptive_field.slip("go from the input on with the rule for the way back")
def _(layers):
    """`(r − 1)·stride + …` holds if you start at the output. Turn the list about, or keep the
    distance of neighbours beside the field."""
    field = 1
    for kernel, stride, dilation in layers:
        field = (field - 1) * stride + dilation * (kernel - 1) + 1
    return field


@receptive_field.slip("count only the inputs that a kernel touches")
def _(layers):
    """Places that are skipped in between count too: the field is the distance from the first input
    to the last."""
    reached = {0}
    for kernel, stride, dilation in reversed(layers):
        reached = {r * stride + i * dilation for r in reached for i in range(kernel)}
    return len(reached)


@receptive_field.variant("from the output back to the input")
def _(layers):
    size = 1
    for kernel, stride, dilation in layers[::-1]:
        size = (size - 1) * stride + dilation * (kernel - 1) + 1
    return size


@receptive_field.variant("the first and the last input that are reached")
def _(layers):
    first = last = 0
    for kernel, stride, dilation in reversed(layers):
        first, last = first * stride, last * stride + (kernel - 1) * dilation
    return last - first + 1


@receptive_field.variant("a sum of products")
def _(layers):
    import math

    def jump(index):
        return math.prod(stride for _, stride, _ in layers[:index])

    return 1 + sum((k - 1) * d * jump(i) for i, (k, _, d) in enumerate(layers))


@receptive_field.variant("NumPy's running product")
def _(layers):
    import numpy as np

    if len(layers) == 0:
        return 1
    kernels, strides, dilations = np.array(layers).T
    jumps = np.concatenate([[1], np.cumprod(strides)[:-1]])
    return np.sum((kernels - 1) * dilations * jumps) + 1


@receptive_field.variant("recursion")
def _(layers):
    if not layers:
        return 1
    kernel, stride, dilation = layers[0]
    return (kernel - 1) * dilation + 1 + stride * (receptive_field_of(layers[1:]) - 1)


def receptive_field_of(layers):
    """The field of a part of the stack."""
    if not layers:
        return 1
    kernel, stride, dilation = layers[0]
    return (kernel - 1) * dilation + 1 + stride * (receptive_field_of(layers[1:]) - 1)
