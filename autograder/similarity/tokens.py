"""The normal form of an answer: what stays of it when names and layout are changed."""

import ast
import builtins
import io
import keyword
import tokenize

_LEFT_OUT = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENCODING, tokenize.ENDMARKER,
    tokenize.INDENT, tokenize.DEDENT,
}  # fmt: skip
_BUILTINS = frozenset(dir(builtins))
NAME, TEXT = "name", "text"

# A token of the normal form, and the line of the answer that it stands in, from 1.
Token = tuple[str, int]


def normal_tokens(source: str) -> list[Token]:
    """Return the tokens of an answer with the line of each.

    Comments, docstrings and layout are left out, and the names that a student chose are all
    alike. What is kept is what the code does: keywords, operators, numbers, builtins, and the
    names after a dot. Of a source that is no Python, the tokens up to its fault are returned.
    """
    documented = _docstring_lines(source)
    found, before = [], ""
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type not in _LEFT_OUT and token.start not in documented:
                found.append((_normal(token, before), token.start[0]))
                before = token.string
    except (tokenize.TokenError, SyntaxError):  # IndentationError is one
        pass
    return found


def _normal(token, before):
    """What a token counts as, after the token `before`."""
    if token.type == tokenize.STRING:
        return TEXT
    if token.type == tokenize.NUMBER:
        return _number(token.string)
    is_chosen = (
        token.type == tokenize.NAME
        and before != "."
        and not keyword.iskeyword(token.string)
        and token.string not in _BUILTINS
    )
    return NAME if is_chosen else token.string


def _number(text):
    """1.0, 1. and 1 are one number."""
    try:
        return repr(complex(ast.literal_eval(text)))
    except (ValueError, SyntaxError):
        return text


def _docstring_lines(source):
    """Where docstrings begin, as (line, column)."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    texts = (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
    return {(text.lineno, text.col_offset) for text in texts}
