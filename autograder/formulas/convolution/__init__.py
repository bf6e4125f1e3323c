"""Chapter 10, convolution: what it computes, and the arithmetic of its sizes and weights.

One contract for all. Images are ``(n, c, h, w)`` in float64. A weight of a convolution is
``(outputs, inputs, kh, kw)``, that of a transposed one ``(inputs, outputs, kh, kw)``; a bias has
one number an output channel. Stride and padding are the same for both axes, and padding lies on
both sides. Sizes, kernels, strides, dilations and groups are Python ints of 1 or more, paddings
of 0 or more. Where an int is asked for, a whole float is refused. No function changes an
argument.
"""

import numpy as np

# Numbers of images and kernels: a magnitude of 0.1 to 2, so that none can hide.
LOW, HIGH = 0.1, 2.0


def numbers(rng, shape):
    """A magnitude uniform in [0.1, 2] and a random sign, to one digit."""
    return np.round(rng.choice([-1.0, 1.0], shape) * rng.uniform(LOW, HIGH, shape), 1)


def kernel(rng, shape):
    """A weight without symmetry: mirrored along an axis of 2 or more it is plainly another one."""
    weight = numbers(rng, shape)
    axes = [axis for axis in (2, 3) if shape[axis] > 1]
    if any(np.abs(weight - np.flip(weight, axis)).max() < 0.5 for axis in axes):
        return kernel(rng, shape)
    return weight


def layer(rng, x, weight, *settings):
    """A call: image, weight and bias of these shapes; stride and padding, if any."""
    call = {"x": numbers(rng, x), "weight": kernel(rng, weight), "bias": numbers(rng, weight[0])}
    return call | dict(zip(("stride", "padding"), settings, strict=False))
