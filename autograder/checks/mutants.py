"""The usual slips, made in the reference by machine: a term left out, a sign, a root, an axis.

Each is the reference with one place of its source changed, and a name that says what was changed.
A name may mention arguments, which are in the assignment; it never shows the formula.
"""

import ast
import copy
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache

from autograder.checks.argument_slips import argument_slips, default_slips
from autograder.checks.formula import Formula, Way

MOST = 160  # of one formula


def mutants(formula: Formula) -> list[Way]:
    """Ways to write the reference with one slip each; none where a slip might never end."""
    if may_not_end(formula.reference):
        return []
    return [*default_slips(formula), *_source_slips(formula), *argument_slips(formula)][:MOST]


@cache
def may_not_end(reference) -> bool:
    """Whether a function has a loop that other code, or other arguments, could make endless."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(reference)))
    except (OSError, TypeError):
        return False
    return any(isinstance(node, ast.While | ast.Yield) for node in ast.walk(tree))


def _source_slips(formula) -> Iterator[Way]:
    tree, names = _tree(formula.reference)
    if tree is None:
        return
    # What is mistaken for another argument first: only so many slips are kept.
    nodes = sorted(enumerate(ast.walk(tree)), key=lambda pair: not isinstance(pair[1], ast.Name))
    for number, node in nodes:
        for what, hint, change in _slips_of(node, names):
            mutant = copy.deepcopy(tree)
            place = next(n for i, n in enumerate(ast.walk(mutant)) if i == number)
            function = _compiled(formula, mutant, place, change)
            if function is not None:
                yield Way(what, function, hint)


@cache
def _tree(reference):
    try:
        source = textwrap.dedent(inspect.getsource(reference))
    except (OSError, TypeError):
        return None, ()
    tree = ast.parse(source).body[0]
    tree.decorator_list = []
    return tree, _Names.of(tree, inspect.signature(reference).parameters)


def _compiled(formula, tree, place, change):
    try:
        new = change(place)
    except (AttributeError, IndexError, TypeError):
        return None
    if new is not None and new is not place:
        tree = _Swap(place, new).visit(tree)
    module = ast.fix_missing_locations(ast.Module([tree], []))
    space = dict(formula.reference.__globals__)
    try:
        exec(compile(module, f"<mutant of {formula.name}>", "exec"), space)
    except (SyntaxError, ValueError, TypeError):
        return None
    return space[tree.name]


class _Swap(ast.NodeTransformer):
    def __init__(self, old, new):
        self.old, self.new = old, new

    def visit(self, node):
        return self.new if node is self.old else super().generic_visit(node)


class _Names(tuple):
    """A function's parameters, with the parameters on which each of its own variables depends."""

    variables: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, tree, parameters):
        names = cls(parameters)
        names.variables = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign):
                used = tuple(names.in_(node.value))
                for target in ast.walk(ast.Tuple(node.targets, ast.Store())):
                    if isinstance(target, ast.Name) and target.id not in names:
                        names.variables[target.id] = used
        return names

    def in_(self, node):
        """The parameters on which an expression depends, in order."""
        found = {}
        for part in ast.walk(node):
            if isinstance(part, ast.Name):
                known = (part.id,) if part.id in self else self.variables.get(part.id, ())
                found |= dict.fromkeys(known)
        return [*found]


def _about(node, names) -> str:
    """The arguments in an expression, to say which of several places is meant."""
    used = names.in_(node)
    return " and ".join(f"`{name}`" for name in used) if len(used) <= 2 else ""


def _term(node, names, word="term"):
    if isinstance(node, ast.Constant):
        return f"the {node.value}"
    if isinstance(node, ast.Name) and node.id in names:
        return f"`{node.id}`"
    about = _about(node, names)
    article = "an" if word[0] in "aeiou" else "a"
    return f"the {word} with {about}" if about else f"{article} {word}"


_HINT = {
    "sign": "Look at the sign of each term.",
    "term": "Hold your line against the formula, term by term.",
    "factor": "Hold your line against the formula, factor by factor.",
    "order": "What is divided by what, and what is taken from what?",
    "root": "Count the square roots: one under each root sign, and no other.",
    "square": "Count the squares: one where the formula has a ², and no other.",
    "axis": "`axis` is the one that disappears: along which one is the sum to run?",
    "mean": "Is it a sum, a mean, or the largest that is asked for?",
    "variance": "NumPy's `var` divides by n, with `ddof=1` by n − 1.",
    "extreme": "The larger or the smaller of the two?",
    "comparison": "What is to happen where the two are equal, and on which side?",
    "edge": "An edge case has its own rule here. What does the assignment say of it?",
    "count": "Count from where to where it runs.",
    "old": "What is used: the value before its update, or after it?",
    "return": "Compare the order of what is returned with the assignment.",
    "exponent": "Look at the sign in the exponent.",
}


def _slips_of(node, names):
    """(name, hint, change) of each slip that can be made at a node."""
    makers = {
        ast.BinOp: _binary,
        ast.UnaryOp: _unary,
        ast.Call: _call,
        ast.Compare: _compare,
        ast.IfExp: _choice,
        ast.If: _guard,
        ast.Constant: _constant,
        ast.Return: _returned,
        ast.Subscript: _sliced,
        ast.Attribute: _attribute,
        ast.Assign: _assigned,
        ast.Name: _taken_for_another,
    }
    maker = makers.get(type(node))
    return maker(node, names) if maker else ()


def _binary(node, names):
    left, right, op = node.left, node.right, type(node.op)
    one, two = (_term(side, names) for side in (left, right))
    lf, rf = (_term(side, names, "factor") for side in (left, right))
    if op is ast.Add:
        yield f"subtract {two} where it should be added", _HINT["sign"], _op(ast.Sub)
        yield f"leave out {two}", _HINT["term"], lambda n: n.left
        yield f"leave out {one}", _HINT["term"], lambda n: n.right
    elif op is ast.Sub:
        yield f"add {two} where it should be subtracted", _HINT["sign"], _op(ast.Add)
        yield f"leave out {two}, which should be subtracted", _HINT["term"], lambda n: n.left
        yield (
            f"leave out {one}, from which the rest is subtracted",
            _HINT["term"],
            lambda n: n.right,
        )
        yield f"subtract the wrong way round, {one} from {two}", _HINT["order"], _swap
        yield (
            f"take the magnitude of the difference of {one} and {two}",
            _HINT["sign"],
            lambda n: _wrapped("abs", n),
        )
    elif op is ast.Mult:
        yield f"leave out {_as_factor(lf)}", _HINT["factor"], lambda n: n.right
        yield f"leave out {_as_factor(rf)}", _HINT["factor"], lambda n: n.left
        yield f"divide by {rf} where it should multiply", _HINT["factor"], _op(ast.Div)
        for side, words in ((left, lf), (right, rf)):
            if isinstance(side, ast.Name):
                yield (
                    f"multiply by {words} twice",
                    _HINT["factor"],
                    lambda n, side=side: ast.BinOp(n, ast.Mult(), copy.deepcopy(side)),
                )
    elif op in (ast.Div, ast.FloorDiv):
        yield (
            f"leave out the division by {_term(right, names, 'expression')}",
            _HINT["factor"],
            lambda n: n.left,
        )
        yield f"multiply by {rf} where it should divide", _HINT["factor"], _op(ast.Mult)
        about = _about(node, names)
        fraction = f"the fraction with {about}" if about else "a fraction"
        yield f"turn {fraction} upside down", _HINT["order"], _swap
        yield (
            f"leave out {one} above the line",
            _HINT["factor"],
            lambda n: ast.BinOp(ast.Constant(1), ast.Div(), n.right),
        )
        if isinstance(right, ast.Call | ast.Attribute | ast.Subscript | ast.Name):
            yield from _miscounted()
    elif op is ast.Pow:
        about = _term(left, names, "expression")
        if isinstance(right, ast.Constant) and right.value == 2:
            yield f"leave out the square of {about}", _HINT["square"], lambda n: n.left
            yield (
                f"take the magnitude of {about} in place of its square",
                _HINT["square"],
                lambda n: _wrapped("abs", n.left),
            )
            yield f"double {about} in place of squaring it", _HINT["square"], _op(ast.Mult)
        else:
            yield f"leave out the power of {about}", _HINT["square"], lambda n: n.left
            yield f"multiply {about} where a power is meant", _HINT["square"], _op(ast.Mult)
            yield f"exchange the base {one} and the exponent {two}", _HINT["order"], _swap
    elif op is ast.MatMult:
        yield f"exchange the two factors of the product of {one} and {two}", _HINT["order"], _swap
        yield (
            f"multiply {one} and {two} element by element, not as matrices",
            _HINT["factor"],
            _op(ast.Mult),
        )
        yield f"leave out the product with {two}", _HINT["factor"], lambda n: n.left
        yield f"leave out the product with {one}", _HINT["factor"], lambda n: n.right


def _miscounted():
    for amount, words in ((-1, "small"), (1, "large")):
        yield (
            f"divide by a count that is one too {words}",
            "Is it n that it is divided by, or n − 1, or n + 1?",
            lambda n, a=amount: ast.BinOp(n.left, n.op, _plus(n.right, a)),
        )


def _as_factor(text):
    """`the factor `lr``, `a factor`, `the factor with `x``."""
    return text if "factor" in text else f"the factor {text.removeprefix('the ')}"


def _op(kind):
    return lambda n: ast.BinOp(n.left, kind(), n.right)


def _swap(n):
    return ast.BinOp(n.right, n.op, n.left)


def _wrapped(name, node):
    return ast.Call(ast.Name(name, ast.Load()), [node], [])


def _unary(node, names):
    if isinstance(node.op, ast.USub):
        yield (
            f"leave out the minus before {_term(node.operand, names)}",
            _HINT["sign"],
            lambda n: n.operand,
        )
    elif isinstance(node.op, ast.Not | ast.Invert):
        yield "leave out a “not”", _HINT["comparison"], lambda n: n.operand


# A function or method → those that are taken for it, each with its hint.
_OTHERS = {
    "mean": (("sum", "mean"), ("median", "mean"), ("max", "mean"), ("min", "mean")),
    "sum": (("mean", "mean"), ("max", "mean"), ("cumsum", "mean")),
    "var": (("std", "variance"),),
    "std": (("var", "variance"),),
    "max": (("min", "extreme"), ("mean", "mean"), ("sum", "mean")),
    "min": (("max", "extreme"), ("mean", "mean")),
    "maximum": (("minimum", "extreme"), ("add", "extreme")),
    "minimum": (("maximum", "extreme"), ("add", "extreme")),
    "argmax": (("argmin", "extreme"),),
    "argmin": (("argmax", "extreme"),),
    "argsort": (("sort", "order"),),
    "ceil": (("floor", "count"), ("round", "count")),
    "floor": (("ceil", "count"), ("round", "count")),
    "expm1": (("exp", "term"),),
    "log1p": (("log", "term"),),
    "eigvalsh": (("diag", "term"),),
    "zeros": (("ones", "term"),),
    "ones": (("zeros", "term"),),
    "zeros_like": (("ones_like", "term"),),
    "cumsum": (("cumprod", "term"),),
    "tanh": (("arctan", "term"), ("sin", "term")),
}
_WORDS = {
    "mean": "the mean",
    "sum": "the sum",
    "median": "the median",
    "max": "the largest",
    "min": "the smallest",
    "cumsum": "the running sum",
    "cumprod": "the running product",
    "var": "the variance",
    "std": "the standard deviation",
    "maximum": "the larger of two",
    "minimum": "the smaller of two",
    "add": "the sum of two",
}


def _word(function):
    return _WORDS.get(function, f"`{function}`")


# Functions that may be left out → what they are called.
_LEFT_OUT = {
    "sqrt": ("the square root", "root"),
    "abs": ("the absolute value", "sign"),
    "cumsum": ("the running sum", "mean"),
    "accumulate": ("the running maximum or minimum", "extreme"),
    "sort": ("the sorting", "order"),
    "exp": ("the exponential", "exponent"),
    "log": ("the logarithm", "exponent"),
    "mean": ("the mean", "mean"),
    "sum": ("the sum", "mean"),
    "square": ("the square", "square"),
    "tanh": ("the tanh", "term"),
    "round": ("the rounding", "count"),
    "copy": ("the copy", "old"),
    "transpose": ("the transposition", "order"),
    "unique": ("taking each value once", "count"),
}


def _call(node, names):
    called = _name_of(node.func)
    if called is None:
        return
    subject = _subject(node)
    about = _about(node, names)
    of = f" of {about}" if about else ""
    for other, hint in _OTHERS.get(called, ()):
        yield (
            f"take {_word(other)} where {_word(called)}{of} is meant",
            _HINT[hint],
            lambda n, o=other: _renamed(n, o),
        )
    if called in _LEFT_OUT and subject is not None:
        what, hint = _LEFT_OUT[called]
        yield f"leave out {what}{of}", _HINT[hint], _subject
    if called == "sqrt":
        yield (
            f"take the square root{of} twice",
            _HINT["root"],
            lambda n: ast.Call(copy.deepcopy(n.func), [n], []),
        )
    if called == "exp":
        yield (
            f"turn the sign of the exponent{of} round",
            _HINT["exponent"],
            lambda n: ast.Call(n.func, [ast.UnaryOp(ast.USub(), n.args[0])], n.keywords),
        )
    if called in ("var", "std") and not any(k.arg == "ddof" for k in node.keywords):
        yield (
            f"divide the variance{of} by n − 1 where n is meant",
            _HINT["variance"],
            lambda n: ast.Call(n.func, n.args, [*n.keywords, ast.keyword("ddof", ast.Constant(1))]),
        )
    if called in (
        "mean",
        "sum",
        "var",
        "std",
        "max",
        "min",
        "cumsum",
        "argmax",
        "prod",
        "any",
        "all",
    ):
        yield from _axes(node, names, called, of)
    if called == "where" and len(node.args) == 3:
        yield (
            f"exchange the two branches{of}",
            _HINT["comparison"],
            lambda n: ast.Call(n.func, [n.args[0], n.args[2], n.args[1]], []),
        )
        yield (
            f"take the first branch{of} everywhere",
            _HINT["comparison"],
            lambda n: ast.BinOp(
                n.args[1], ast.Add(), ast.BinOp(ast.Constant(0), ast.Mult(), n.args[2])
            ),
        )
        yield (
            f"take the second branch{of} everywhere",
            _HINT["comparison"],
            lambda n: ast.BinOp(
                n.args[2], ast.Add(), ast.BinOp(ast.Constant(0), ast.Mult(), n.args[1])
            ),
        )
    if called in ("max", "min", "maximum", "minimum") and len(node.args) == 2 and not node.keywords:
        yield (
            f"leave out the {called[:3]}imum of two{of}, and take the first",
            _HINT["extreme"],
            lambda n: n.args[0],
        )
        yield (
            f"leave out the {called[:3]}imum of two{of}, and take the second",
            _HINT["extreme"],
            lambda n: n.args[1],
        )
    if called == "range" or called == "arange":
        yield (
            "start one later",
            _HINT["count"],
            lambda n: ast.Call(
                n.func,
                [ast.Constant(1), *n.args]
                if len(n.args) == 1
                else [_plus(n.args[0], 1), *n.args[1:]],
                n.keywords,
            ),
        )
        yield "end one earlier", _HINT["count"], lambda n: _ended(n, -1)
        yield "end one later", _HINT["count"], lambda n: _ended(n, 1)
    if called in ("argsort", "sort", "sorted", "unique"):
        yield (
            f"sort{of} the other way",
            _HINT["order"],
            lambda n: ast.Subscript(
                n, ast.Slice(None, None, ast.UnaryOp(ast.USub(), ast.Constant(1))), ast.Load()
            ),
        )


def _axes(node, names, called, of):
    axis = next((k for k in node.keywords if k.arg == "axis"), None)
    place = 0 if _is_method(node) else 1
    given = axis.value if axis else (node.args[place] if len(node.args) > place else None)
    if given is None:
        return
    now = given.value if isinstance(given, ast.Constant) else None
    for other in (0, 1, 2, None):
        if other != now:
            where = f"along axis {other}" if other is not None else "over everything"
            yield (
                f"take {_word(called)}{of} {where}",
                _HINT["axis"],
                lambda n, o=other: _with_axis(n, place, o),
            )


def _with_axis(n, place, other):
    keywords = [k for k in n.keywords if k.arg != "axis"]
    return ast.Call(n.func, n.args[:place], [*keywords, ast.keyword("axis", ast.Constant(other))])


def _plus(node, amount):
    return ast.BinOp(node, ast.Add(), ast.Constant(amount))


def _ended(n, amount):
    place = 0 if len(n.args) == 1 else 1
    return ast.Call(
        n.func, [_plus(a, amount) if i == place else a for i, a in enumerate(n.args)], n.keywords
    )


def _name_of(function):
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else None


def _is_method(node):
    """Whether it is called on a value, and not on a module."""
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    return owner is not None and not (isinstance(owner, ast.Name) and owner.id in ("np", "math"))


def _subject(node):
    """What a function is called on: `x` of `np.sqrt(x)` and of `x.sum()`."""
    if _is_method(node):
        owner = node.func.value
        inner = owner.value if isinstance(owner, ast.Attribute) else None
        if isinstance(inner, ast.Name) and inner.id == "np":  # np.maximum.accumulate(x)
            return node.args[0] if node.args else None
        return owner
    return node.args[0] if node.args else None


def _renamed(n, other):
    if isinstance(n.func, ast.Attribute):
        if other in ("median", "sort", "diag", "round") and _is_method(n):
            module = ast.Name("np", ast.Load())
            return ast.Call(
                ast.Attribute(module, other, ast.Load()), [n.func.value, *n.args], n.keywords
            )
        return ast.Call(ast.Attribute(n.func.value, other, ast.Load()), n.args, n.keywords)
    return ast.Call(ast.Name(other, ast.Load()), n.args, n.keywords)


_TURNED = {
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}


def _compare(node, names):
    if len(node.ops) != 1:
        return
    about = _about(node, names)
    of = f" with {about}" if about else ""
    words = (
        "take the wrong side where the two are equal, in the comparison",
        "turn the comparison",
    )
    for kind, word in zip(
        _TURNED.get(type(node.ops[0]), ()),
        words[-1:] if isinstance(node.ops[0], ast.Eq | ast.NotEq) else words,
        strict=False,
    ):
        tail = " round" if word.startswith("turn") else ""
        yield (
            f"{word}{of}{tail}",
            _HINT["comparison"],
            lambda n, k=kind: ast.Compare(n.left, [k()], n.comparators),
        )


def _choice(node, names):
    about = _about(node, names)
    of = f" of {about}" if about else ""
    yield f"leave out the special case{of}", _HINT["edge"], lambda n: n.orelse
    yield f"take the special case{of} always", _HINT["edge"], lambda n: n.body
    yield (
        f"exchange the two cases{of}",
        _HINT["edge"],
        lambda n: ast.IfExp(n.test, n.orelse, n.body),
    )


def _guard(node, names):
    about = _about(node.test, names)
    of = f" of {about}" if about else ""
    yield (
        f"leave out the special case{of}",
        _HINT["edge"],
        lambda n: ast.If(ast.Constant(False), n.body, n.orelse),
    )


def _constant(node, names):
    value = node.value
    if type(value) not in (int, float):
        return
    for other in {
        0: (1,),
        1: (2, 0),
        2: (1,),
        100: (1,),
        0.5: (1, 0.25),
        10: (100,),
        11: (10,),
        101: (100,),
    }.get(value, (value + 1,) if type(value) is int else ()):
        yield (
            f"write {other} where {value} belongs",
            _HINT["term"],
            lambda n, o=other: ast.Constant(o),
        )


def _returned(node, names):
    if isinstance(node.value, ast.Tuple):
        parts = node.value.elts
        for a in range(len(parts)):
            for b in range(a + 1, len(parts)):
                yield (
                    f"return parts {a + 1} and {b + 1} in each other's place",
                    _HINT["return"],
                    lambda n, a=a, b=b: _exchanged(n, a, b),
                )


def _exchanged(n, a, b):
    parts = list(n.value.elts)
    parts[a], parts[b] = parts[b], parts[a]
    return ast.Return(ast.Tuple(parts, ast.Load()))


def _sliced(node, names):
    if not isinstance(node.ctx, ast.Load):
        return
    about = _about(node, names)
    of = f" of {about}" if about else ""
    if isinstance(node.slice, ast.Slice):
        step = ast.unparse(node.slice.step) if node.slice.step else ""
        what = "leave out a reversal" if step == "-1" else "take all where only a part is meant"
        yield f"{what}{of}", _HINT["count"], lambda n: n.value
    elif isinstance(node.slice, ast.Name | ast.Call):
        yield f"leave out the new order or choice{of}", _HINT["order"], lambda n: n.value
    elif isinstance(node.slice, ast.UnaryOp) or (
        isinstance(node.slice, ast.Constant) and node.slice.value == 0
    ):
        last = isinstance(node.slice, ast.UnaryOp)
        taken, meant = ("first", "last") if last else ("last", "first")
        yield (
            f"take the {taken} where the {meant} is meant{of}",
            _HINT["count"],
            lambda n: ast.Subscript(n.value, ast.Constant(0 if last else -1), ast.Load()),
        )


def _attribute(node, names):
    if node.attr == "T":
        about = _about(node, names)
        yield (
            f"leave out the transposition{f' of {about}' if about else ''}",
            _HINT["order"],
            lambda n: n.value,
        )


def _taken_for_another(node, names):
    """One argument in the place of another of its kind, which is easily mistaken for it."""
    if not isinstance(node.ctx, ast.Load) or node.id not in names:
        return
    for other in names:
        if other != node.id and _KIN.get(other) == _KIN.get(node.id) is not None:
            yield (
                f"write `{other}` where `{node.id}` belongs",
                f"Look at each place where `{other}` stands: is it `{node.id}` that is meant?",
                lambda n, o=other: ast.Name(o, ast.Load()),
            )


# Arguments that are taken for each other.
_KIN = {
    name: kind
    for kind, several in {
        "decay": ("beta1", "beta2"),
        "memory": ("m", "v", "g", "a", "G", "H"),
        "pair": ("truth", "prediction"),
        "first": ("w1", "w2"),
        "shift": ("b1", "b2"),
        "affine": ("gamma", "beta"),
        "statistics": ("mean", "var"),
        "fan": ("fan_in", "fan_out"),
        "curve": ("precision", "recall"),
        "box": ("a", "b"),
        "sides": ("dy", "x"),
    }.items()
    for name in several
}


def _assigned(node, names):
    """An argument that is given its new value: where its old one is used, or returned, instead."""
    target = node.targets[0]
    if isinstance(target, ast.Name) and target.id in names:
        yield (
            f"leave `{target.id}` as it was",
            _HINT["old"],
            lambda n: ast.Assign([ast.Name(f"_{n.targets[0].id}", ast.Store())], n.value),
        )
