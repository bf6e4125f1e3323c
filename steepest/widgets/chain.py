"""A chain of layers: sizes, what an output sees, and what all of it costs."""

from collections.abc import Mapping
from typing import ClassVar

from traitlets import TraitError

from steepest.widgets.base import Widget


def _layers(name, value, state, data):
    most = data["most"]
    if not isinstance(value, list | tuple) or not 1 <= len(value) <= most:
        raise TraitError(f"{name} is {value!r}; it is a list of one to {most} layers")
    return [_layer(f"{name}[{at}]", one, data) for at, one in enumerate(value)]


def _layer(name, value, data):
    parts = data["fresh"]
    if not isinstance(value, Mapping) or value.keys() != parts.keys():
        raise TraitError(f"{name} is {value!r}; it is a dict of {', '.join(parts)}")
    allowed = {"kind": list(data["kinds"]), "channels": data["channels"], "groups": data["groups"]}
    allowed |= {part: range(low, high + 1) for part, (low, high) in data["bounds"].items()}
    for part in parts:
        if isinstance(value[part], bool) or value[part] not in allowed[part]:
            among = ", ".join(map(str, allowed[part]))
            raise TraitError(f"{name}[{part!r}] is {value[part]!r}; it is one of {among}")
    return {part: value[part] for part in parts}


class Chain(Widget):
    """Up to six layers over a row of 32 pixels, and the cone through which one output sees them.

    >>> Chain(net="dilated", output=16)

    The reader chooses an output, and adds, removes and changes layers. Groups that do not divide
    both numbers of channels are lowered to the largest number that does. In JupyterLab whatever
    the reader changes can be read from the traits below, and what is set there is shown at once.
    """

    kinds: ClassVar = {"layers": _layers}
