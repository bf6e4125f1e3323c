"""What to say beside the errors that beginners meet most, whose own words say little."""

from steepest.checks.wire import Raised

_ANY_SHAPE = (
    "Arrays come in any shape; one may even be a single number, with no axis to walk along. "
    "Work on whole arrays, `w - lr * g`, and not on one element after another."
)
_ARGUMENTS = "Take all the arguments that the assignment's `def` line lists, in that order."

# Part of the error's message → the advice.
_ADVICE = {
    "{name}() takes": _ARGUMENTS,
    "{name}() missing": _ARGUMENTS,
    "can be converted to Python scalars": "`math.sqrt` and `float` take one number. For arrays "
    "there is `np.sqrt`.",
    "'bitwise_xor'": "In Python `^` is not a power: the square of g is `g**2`.",
    "operand type(s) for ^": "In Python `^` is not a power: the square of g is `g**2`.",
    "truth value of an array": "`if` needs one yes or no, and an array has one for each element. "
    "To choose element by element there is `np.where`.",
    "must be Tensor, not numpy.ndarray": "The arrays are NumPy's: take `np.sqrt`, or turn them "
    "into tensors first with `torch.as_tensor`.",
    "of unsized object": _ANY_SHAPE,
    "iteration over a 0-d": _ANY_SHAPE,
    "array is 0-dimensional": _ANY_SHAPE,
    "invalid index to scalar variable": _ANY_SHAPE,
}


def advice(name: str, raised: Raised) -> str:
    """A sentence or two on the error of the function `name`, or '' if its message is enough."""
    said = raised.message
    return next((text for part, text in _ADVICE.items() if part.format(name=name) in said), "")
