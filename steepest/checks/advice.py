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


# Part of what a result is that NumPy can't take → the advice.
_ON_KIND = {
    "type generator": "A generator gives nothing until it is walked through: return "
    "`list(…)` of it, or use `[…]` in place of `(…)`.",
    "type map": "`map` gives nothing until it is walked through: return `list(…)` of it.",
    "type zip": "`zip` gives nothing until it is walked through: return `list(…)` of it.",
    "type set": "A set has no order and no positions: return a list or an array.",
    "type dict_": "Return `list(…)` of it.",
    "type function": "It is a function, not its result: call it, with its brackets.",
    "type builtin_function": "It is a function, not its result: call it, with its brackets.",
    "type method": "It is a method, not its result: call it, with its brackets.",
    "complex": "Complex numbers come from the root of a negative number or from `np.linalg.eig`; "
    "for a symmetric matrix there is `np.linalg.eigh`.",
    "requires grad": "Return `result.detach()`.",
    "<U": "It holds texts: return numbers.",
}


def advice_on_kind(unusable: str) -> str:
    """What to do with a result that is no numbers, from what it is said to be."""
    found = next((text for part, text in _ON_KIND.items() if part in unusable), "")
    return found or ("Return numbers, or what `np.asarray` makes an array of numbers of.")
