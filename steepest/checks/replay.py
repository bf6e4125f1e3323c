"""The failing call of the last card, to be run again: `check.case`."""

from dataclasses import dataclass, field

from steepest.checks.plain import build
from steepest.checks.report import Failing, write_call


@dataclass(frozen=True)
class FailingCase:
    """A call that failed: its arguments, fresh each time, what came and what should."""

    name: str
    got: object
    expected: object
    call: dict = field(repr=False)

    @classmethod
    def of(cls, name: str, failing: Failing) -> "FailingCase":
        return cls(name, failing.got, failing.expected, failing.call)

    @property
    def arguments(self) -> dict:
        """The arguments by name."""
        return {key: build(value, {}) for key, value in self.call.items()}

    @property
    def args(self) -> tuple:
        """The arguments in order: `adam_step(*check.case.args)` runs the call again."""
        return tuple(self.arguments.values())

    @property
    def source(self) -> str:
        """The call as Python."""
        return write_call(self.name, self.call)

    def __repr__(self):
        return f"{self.source}\n  got:      {self.got!r}\n  expected: {self.expected!r}"
