"""Write one way of a formula as the source of an answer cell that needs nothing else."""

import ast
import dis
import inspect
import re
import textwrap
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module

from autograder.checks.formula import Formula

_OURS = "autograder."


def answer_source(formula: Formula, function: Callable, name: str | None = None) -> str:
    """The source of `function` under a name, by default the formula's, with all that it needs.

    NumPy is there as ``np``, as in every assignment. A mistake goes without its hint.
    """
    parts = _Parts()
    body = parts.source_of(function, name or formula.name)
    if any(function is way.function for way in formula.mistakes):
        body = _without_docstring(body)
    return "\n\n".join([*sorted(parts.imports), *parts.constants, *parts.helpers.values(), body])


@dataclass
class _Parts:
    """What a function needs before it, found in the module where it stands."""

    imports: set[str] = field(default_factory=set)
    constants: list[str] = field(default_factory=list)
    helpers: dict[str, str] = field(default_factory=dict)

    def source_of(self, function, name) -> str:
        """Its source as a function called `name`, once what it needs is among the parts."""
        function = inspect.unwrap(function)  # of decorators, which are left out
        source = textwrap.dedent(inspect.getsource(function))
        for used in dict.fromkeys(_names(function.__code__)):
            if used == "np" or used not in function.__globals__:
                continue
            value = function.__globals__[used]
            if isinstance(value, Formula):  # the right way, beside one that has its name
                source = re.sub(rf"(?<![.\w]){used}(\.reference)?\(", f"right_{used}(", source)
                self._help(value.reference, f"right_{used}")
            elif isinstance(value, types.FunctionType) and value.__module__.startswith(_OURS):
                self._help(value, used)
            else:
                self._give(value, used)
        return re.sub(r"\A.*?^def \w+\(", f"def {name}(", source, flags=re.DOTALL | re.MULTILINE)

    def _help(self, function, name):
        if name not in self.helpers:
            source = self.source_of(function, name)
            self.helpers[name] = source  # after what it needs itself

    def _give(self, value, name):
        if isinstance(value, types.ModuleType):
            line = f"import {value.__name__} as {name}".replace(f" {name} as {name}", f" {name}")
            self.imports.add(f"{line}\n")
        elif getattr(import_module(_module(value)), name, None) is value:
            self.imports.add(f"from {_module(value)} import {name}\n")
        elif (line := f"{name} = {value!r}\n") not in self.constants:
            self.constants.append(line)


def _without_docstring(source):
    """The source of a function without its docstring and the blank line that may follow it."""
    lines = source.splitlines(keepends=True)
    docstring = ast.parse(source).body[0].body[0]
    rest = "".join(lines[docstring.end_lineno :]).removeprefix("\n")
    return "".join(lines[: docstring.lineno - 1]) + rest


def _module(value):
    return getattr(value, "__module__", None) or "builtins"


def _names(code) -> Iterator[str]:
    """The globals that it reads, and those that the functions within it read."""
    yield from (i.argval for i in dis.get_instructions(code) if i.opname == "LOAD_GLOBAL")
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            yield from _names(inner)
