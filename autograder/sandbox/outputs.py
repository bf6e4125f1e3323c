"""What one cell puts out, in the form and order in which nbclient keeps it, in bounded room."""

import builtins
import io
import re
from json import dumps

# A cell may patch the builtins; the functions of this module keep those of before.
__builtins__ = dict(vars(builtins))

_JSON = re.compile(r"application/(.*\+)?json")


class Outputs:
    """The outputs of one cell, as nbformat 4 dicts, and what it changes in earlier cells' displays.

    All that is printed to one stream becomes one output, where its first text came. What is kept
    takes at most `limit` bytes, and errors as much again; the rest is dropped as it comes, and a
    line at the end says so. What is cleared gives its room back.

    `displays` says where earlier cells showed each display id, as (execution count, position);
    `updates` has, by such a place, the data and metadata that this cell gave it.
    """

    def __init__(self, count: int | None, limit: int, displays: dict[str, list[tuple[int, int]]]):
        self.count, self.limit, self.displays = count, limit, displays
        self.updates: dict[tuple[int, int], dict] = {}
        self.open = True
        self._used = {"stdout": 0, "stderr": 0, "updates": 0, "errors": 0}
        self._unplaced = {"stdout": io.StringIO(), "stderr": io.StringIO()}
        self._clear()

    def _clear(self):
        self._outputs: list[dict] = []
        self._streams: dict[str, io.StringIO] = {}
        self._shown: dict[str, list[dict]] = {}  # the outputs of each display id
        self._sizes: dict[int, int] = {}  # of the outputs, by their Python id
        self._used["kept"] = 0
        self._clears = False  # the next output will
        self.full = self._was_full = False  # nothing more fits; it did not, before `_clears`

    def _room(self):
        used = self._used
        kept = 0 if self._clears else used["kept"]
        return self.limit - used["stdout"] - used["stderr"] - used["updates"] - kept

    def write(self, name: str, text: str) -> None:
        """Text of a stream. It takes its place among the outputs when the stream is flushed."""
        room = self._room()
        if not self.open or self.full or not text:
            return
        size = len(text)
        if size > room or not text.isascii():
            data = text[: room + 1].encode("utf-8", "replace")
            self.full = len(data) > room
            text = data[:room].decode("utf-8", "ignore")
            size = min(len(data), room)
        self._used[name] += size
        self._unplaced[name].write(text)

    def flush(self, *names: str) -> None:
        for name in names or ("stdout", "stderr"):
            if text := self._unplaced[name].getvalue():
                self._begin()
                self._unplaced[name] = io.StringIO()
                self._used["kept"] += self._used[name]
                self._used[name] = 0
                if name not in self._streams:
                    self._streams[name] = io.StringIO()
                    self._outputs.append({"output_type": "stream", "name": name, "text": ""})
                self._streams[name].write(text)

    def clear(self, wait: bool) -> None:
        if wait:
            self._was_full |= self.full
            self._clears, self.full = True, False
        else:
            self._clear()

    def _begin(self):
        if self._clears:
            self._clear()

    def error(self, ename: str, evalue: str, traceback: list[str]) -> None:
        """An error, kept even where there is no room for anything else."""
        self._begin()
        if self.open and self._used["errors"] < self.limit:
            output = {
                "output_type": "error",
                "ename": self._cut(ename),
                "evalue": self._cut(evalue),
            }
            lines = traceback if isinstance(traceback, list) else [traceback]
            output["traceback"] = [self._cut(x) for x in lines if self._used["errors"] < self.limit]
            self._outputs.append(output)

    @property
    def told(self) -> bool:
        """Whether the outputs say of a failure: an error, or something on stderr."""
        errors = any(output["output_type"] == "error" for output in self._outputs)
        return errors or "stderr" in self._streams or bool(self._used["stderr"])

    def _cut(self, text):
        room = max(0, self.limit - self._used["errors"])
        data = str(text)[:room].encode("utf-8", "replace")[:room]
        self._used["errors"] += len(data) + 1
        return data.decode("utf-8", "ignore")

    def show(self, kind: str, content: dict, display_id: str | int | None = None) -> None:
        """A display or a result; where its display id was shown before, it is shown there too."""
        if display_id:
            self.update(content, display_id)
        self._begin()
        output = {"output_type": kind, **_bundle(content)}
        if kind == "execute_result":
            output["execution_count"] = plain_count(content["execution_count"])
        size = _size(output)
        if self._fits("kept", size):
            self._outputs.append(output)
            self._sizes[id(output)] = size
            if display_id:
                self._shown.setdefault(display_id, []).append(output)

    def update(self, content: dict, display_id: str | int | None) -> None:
        new = _bundle(content)
        size = _size(new)
        for output in self._shown.get(display_id, ()):
            if self._fits("kept", size - self._sizes[id(output)]):
                self._sizes[id(output)] = size
                output.update(new)
        for place in self.displays.get(display_id, ()):
            old = self.updates.get(place)
            if self._fits("updates", size - (_size(old) if old else 0)):
                self.updates[place] = new

    def _fits(self, what, size):
        self.full = self.full or size > self._room()
        if self.open and not self.full:
            self._used[what] += size
            return True
        return False

    def close(self) -> list[dict]:
        """The outputs in their final form. What comes later is dropped."""
        self.flush()
        self.open = False
        for output in self._outputs:
            if output["output_type"] == "stream":
                output["text"] = as_shown(self._streams[output["name"]].getvalue())
        outputs = _stdout_first(self._outputs)
        for display_id, shown in self._shown.items():
            places = [(self.count, i) for i, o in enumerate(outputs) if any(o is s for s in shown)]
            self.displays.setdefault(display_id, []).extend(places)
        self.full |= self._was_full
        if self.full:
            text = f"\n… more than {self.limit:,} bytes: the rest is left out\n"
            outputs.append({"output_type": "stream", "name": "stdout", "text": text})
        return outputs


def as_shown(text: str) -> str:
    """Text without what a carriage return overwrites, as nbclient leaves it, in linear time."""
    if "\r" not in text:
        return text
    return "\n".join(line[line.rfind("\r", 0, -1) + 1 :] for line in text.split("\n"))


def _stdout_first(outputs):
    """Streams side by side have no order of their own: stdout goes first, as in nbclient."""
    names = [output.get("name") for output in outputs]
    for i in range(len(names) - 1):
        if names[i : i + 2] == ["stderr", "stdout"]:
            outputs[i], outputs[i + 1] = outputs[i + 1], outputs[i]
    return outputs


def _bundle(content):
    """Data and metadata, without what nbformat does not allow."""
    data, metadata = content.get("data"), content.get("metadata")
    data = {k: v for k, v in data.items() if _JSON.fullmatch(k) or _is_text(v)}
    return {"metadata": metadata if isinstance(metadata, dict) else {}, "data": data}


def plain_count(value) -> int | None:
    return value if type(value) is int and value >= 0 else None


def _is_text(value):
    lines = value if isinstance(value, list) else [value]
    return all(isinstance(line, str) for line in lines)


def _size(value):
    return len(dumps(value))
