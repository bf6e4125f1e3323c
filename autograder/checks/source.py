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

import numpy as np

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
        defaults = [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
        for value in filter(callable, defaults):
            self._need_of_value(value)
        source = self._need(function, source)
        source = re.sub(r"\A.*?^def \w+\(", f"def {name}(", source, flags=re.DOTALL | re.MULTILINE)
        return self._bound(function, source, name) if function.__closure__ else source

    def _need(self, function, source):
        """Note what a function's code reads; return its source with the names that this has."""
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
        return source

    def _bound(self, function, source, name):
        """The source of a function that was made by another one, which bound some names in it."""
        cells = zip(function.__code__.co_freevars, function.__closure__, strict=True)
        bound = {free: cell.cell_contents for free, cell in cells}
        return (
            f"def make_{name}({', '.join(bound)}):\n{textwrap.indent(source.rstrip(), '    ')}\n\n"
            f"    return {name}\n\n\n"
            f"{name} = make_{name}({', '.join(map(self._value, bound.values()))})\n"
        )

    def _value(self, value):
        """Python that makes a bound value, once what it needs is among the parts."""
        if isinstance(value, dict):
            return "{" + ", ".join(f"{k!r}: {self._value(v)}" for k, v in value.items()) + "}"
        if isinstance(value, list | tuple):
            items = ", ".join(map(self._value, value))
            return f"[{items}]" if isinstance(value, list) else f"({items},)"
        if isinstance(value, np.ufunc):
            return f"np.{value.__name__}"
        if isinstance(value, float) and not np.isfinite(value):
            return f"float({str(value)!r})"
        return self._need_of_value(value) if callable(value) else repr(value)

    def _need_of_value(self, value):
        if isinstance(value, Formula):
            self._help(value.reference, f"right_{value.name}")
            return f"right_{value.name}"
        if getattr(value, "__name__", "") == "<lambda>":
            return self._need(value, _source_of_lambda(value))
        if isinstance(value, types.FunctionType) and value.__module__.startswith(_OURS):
            self._help(value, value.__name__)
        return value.__name__

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
    function = ast.parse(source).body[0]
    if ast.get_docstring(function) is None:
        return source
    docstring = function.body[0]
    rest = "".join(lines[docstring.end_lineno :]).removeprefix("\n")
    return "".join(lines[: docstring.lineno - 1]) + rest


def _source_of_lambda(function):
    """Its source alone, whatever the statement is that it stands in."""
    line = function.__code__.co_firstlineno
    module = ast.parse(inspect.getsource(inspect.getmodule(function)))
    found = [n for n in ast.walk(module) if isinstance(n, ast.Lambda) and n.lineno == line]
    if len(found) > 1:
        found = [node for node in found if _same_code(_code_of(node), function.__code__)]
    return ast.unparse(found[0])


def _code_of(node):
    consts = compile(ast.Expression(node), "", "eval").co_consts
    return next(const for const in consts if isinstance(const, types.CodeType))


def _same_code(a, b):
    """Whether two pieces of code do the same to the same names."""
    parts = ("co_code", "co_names", "co_varnames", "co_freevars")
    plain = [[c for c in x.co_consts if not isinstance(c, types.CodeType)] for x in (a, b)]
    return all(getattr(a, p) == getattr(b, p) for p in parts) and plain[0] == plain[1]


def _module(value):
    return getattr(value, "__module__", None) or "builtins"


def _names(code) -> Iterator[str]:
    """The globals that it reads, and those that the functions within it read."""
    yield from (i.argval for i in dis.get_instructions(code) if i.opname == "LOAD_GLOBAL")
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            yield from _names(inner)
