"""Read the outputs that a submission's process sends; only what is well formed is taken."""

import math
from itertools import accumulate

from nbformat import NotebookNode, v4


def plain_outputs(data, most: int) -> list[NotebookNode]:
    """The well-formed outputs among `data`, which may be anything that JSON can say.

    From the first on with which they take more than `most` bytes, they are left out.
    """
    made = (_output(item) for item in data if isinstance(item, dict)) if _is_list(data) else ()
    outputs = [output for output in made if output is not None]
    sizes = accumulate(map(_size, outputs))
    return [output for output, size in zip(outputs, sizes, strict=True) if size <= most]


def apply_updates(cells: dict[int, NotebookNode], changes, most: int) -> None:
    """Change what cells showed earlier, by their execution count, as a later cell asked for.

    A change of more than `most` bytes is none.
    """
    for change in changes if _is_list(changes) else ():
        if not isinstance(change, dict) or _size(change) > most:
            continue
        cell, place = cells.get(plain_count(change.get("execution_count"))), change.get("output")
        outputs = cell.outputs if cell else []
        if type(place) is int and 0 <= place < len(outputs) and "data" in outputs[place]:
            outputs[place].data = _bundle(change.get("data"))
            outputs[place].metadata = NotebookNode(_json(change.get("metadata")) or {})


def _is_list(data):
    return isinstance(data, list)


def _size(value):
    """How many bytes the texts of a value take, and some for all else."""
    if isinstance(value, str):
        return len(value.encode("utf-8", "replace"))
    if isinstance(value, dict):
        return sum(_size(key) + _size(item) for key, item in value.items())
    return sum(map(_size, value)) if _is_list(value) else 1


def _output(item):
    kind = item.get("output_type")
    if kind == "stream":
        name = "stderr" if item.get("name") == "stderr" else "stdout"
        return v4.new_output("stream", name=name, text=_text(item.get("text")))
    if kind == "error":
        frames = item.get("traceback")
        return v4.new_output(
            "error",
            ename=_text(item.get("ename")),
            evalue=_text(item.get("evalue")),
            traceback=[_text(line) for line in frames] if _is_list(frames) else [],
        )
    if kind in ("display_data", "execute_result"):
        output = v4.new_output(kind, data=_bundle(item.get("data")))
        output.metadata = NotebookNode(_json(item.get("metadata")) or {})
        if kind == "execute_result":
            output.execution_count = plain_count(item.get("execution_count"))
        return output
    return None


def _bundle(data):
    """MIME type → text; JSON where the type is one of JSON."""
    if not isinstance(data, dict):
        return NotebookNode()
    bundle = NotebookNode()
    for mime, value in data.items():
        if mime == "application/json" or mime.endswith("+json"):
            bundle[_text(mime)] = _json(value)
        elif isinstance(value, str | list):
            bundle[_text(mime)] = _text(value)
    return bundle


def _text(value):
    """A text that any file can hold: JSON may have lone surrogates."""
    if _is_list(value):
        value = "".join(line for line in value if isinstance(line, str))
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _json(value, depth=0):
    if isinstance(value, dict) and depth < 32:
        return NotebookNode({_text(k): _json(v, depth + 1) for k, v in value.items()})
    if _is_list(value) and depth < 32:
        return [_json(item, depth + 1) for item in value]
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float) and not math.isfinite(value):  # as in any browser's JSON
        return None
    return value if isinstance(value, bool | int | float | None) else None


def plain_count(value) -> int | None:
    """An execution count, where it is one."""
    return value if type(value) is int and 0 <= value < 1_000_000 else None
