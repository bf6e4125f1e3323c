"""Chapter 10's references beyond their own inputs: what the chapter says of them."""

import numpy as np
import pytest

from autograder.checks.formula import load, names
from autograder.formulas.convolution.receptive_field import ALEXNET, VGG16

rng = np.random.default_rng(10)


def test_every_function_of_the_chapter_is_there():
    assert set(names("convolution")) == {
        "conv_output_size",
        "conv2d",
        "max_pool2d",
        "conv_parameters",
        "receptive_field",
        "separable_conv2d",
        "transposed_output_size",
        "conv_transpose2d",
        "upsample_nearest",
    }


@pytest.mark.parametrize(
    ("arguments", "count"),
    [((128, 64, 3, 1, False), 73_728), ((128, 64, 3), 73_792), ((128, 32, 1, 1, False), 4_096)],
)
def test_the_lectures_layers(arguments, count):
    assert load("conv_parameters")(*arguments) == count


@pytest.mark.parametrize(("layers", "field"), [(VGG16, 212), (ALEXNET, 195)])
def test_fields_of_published_networks(layers, field):
    assert load("receptive_field")(layers) == field


@pytest.mark.parametrize("settings", [(2, 2, 0, 0), (3, 2, 1, 1), (4, 2, 1, 0)])
def test_14_to_28_and_back(settings):
    kernel, stride, padding, _ = settings
    assert load("transposed_output_size")(14, *settings) == 28
    assert load("conv_output_size")(28, kernel, stride, padding) == 14


def test_the_transposed_convolution_is_the_transpose():
    """⟨conv(x), y⟩ = ⟨x, transposed(y)⟩ with one and the same weight."""
    x, y = rng.standard_normal((1, 2, 7, 6)), rng.standard_normal((1, 3, 4, 3))
    weight = rng.standard_normal((3, 2, 3, 4))
    there = load("conv2d")(x, weight, np.zeros(3), 2, 1)
    back = load("conv_transpose2d")(y, weight, np.zeros(2), 2, 1)
    assert there.shape == y.shape
    rows, columns = back.shape[2:]  # what the stride leaves over is reached by no window
    assert (there * y).sum() == pytest.approx((x[:, :, :rows, :columns] * back).sum())


@pytest.mark.parametrize(("kernel", "counts"), [(3, {1, 2, 4}), (4, {4}), (2, {1})])
def test_stamps_meet_equally_often_where_the_stride_divides_the_kernel(kernel, counts):
    ones = np.ones((1, 1, kernel, kernel))
    y = load("conv_transpose2d")(np.ones((1, 1, 6, 6)), ones, np.zeros(1), 2)
    assert set(y[0, 0, 2:-2, 2:-2].ravel()) == counts


def test_a_blur_in_two_parts_is_the_blur():
    x, blur = rng.standard_normal((1, 1, 6, 6)), np.outer([1, 2, 1], [1, 2, 1])[None, None] / 16
    one, none = np.ones((1, 1, 1, 1)), np.zeros(1)
    whole = load("conv2d")(x, blur, none)
    assert load("separable_conv2d")(x, blur, one, none) == pytest.approx(whole)
