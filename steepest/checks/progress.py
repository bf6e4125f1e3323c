"""How many functions of a notebook are right so far."""

from dataclasses import dataclass, field
from html import escape

from steepest.checks import cases


@dataclass
class Progress:
    """What `check` has said of each function since the kernel started."""

    said: dict[str, bool | None] = field(default_factory=dict)

    def note(self, name: str, is_right: bool | None) -> None:
        """That a function is right, or is not; None where it is not written yet."""
        self.said.pop(name, None)
        self.said[name] = is_right

    def line(self, name: str) -> str:
        """`3 of 7 right in this notebook`, of the notebook that has the function `name`."""
        every = cases.companions(name)
        if len(every) < 2:
            return ""
        return f"{sum(map(self.is_right, every))} of {len(every)} right in this notebook"

    def is_right(self, name: str) -> bool:
        return bool(self.said.get(name))

    def notebooks(self) -> list[list[str]]:
        """The functions of each notebook of which one was checked, the last one first."""
        found = {}
        for name in reversed(self.said):
            every = cases.companions(name)
            found.setdefault(every[0], every)
        return list(found.values())

    def _state(self, name):
        return {True: "✓", False: "✗", None: "○"}[self.said.get(name)]

    def __repr__(self):
        lines = []
        for every in self.notebooks():
            lines.append(f"{self.line(every[0]) or every[0]}:")
            lines += [f"  {self._state(name)} {name}" for name in every]
        return "\n".join(lines) or "Nothing was checked yet."

    def _repr_html_(self):
        parts = []
        for every in self.notebooks():
            items = " · ".join(f"{self._state(n)} <code>{escape(n)}</code>" for n in every)
            head = f"<strong>{escape(self.line(every[0]) or every[0])}</strong>"
            parts.append(f'<p style="margin:0">{head}<br>{items}</p>')
        return f'<div class="steepest-card">{"".join(parts) or escape(repr(self))}</div>'


so_far = Progress()


def progress() -> Progress:
    """How many functions of this notebook are right so far, by what `check` has said."""
    return so_far
