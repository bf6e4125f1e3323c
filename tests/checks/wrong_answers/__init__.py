"""Wrong answers by fresh eyes: written from the statements alone, before the named mistakes.

They measure how many wrong answers the checks can name; see `tests/checks/test_fresh_eyes.py`.
"""

from importlib import import_module

CHAPTERS = (
    "optimizers",
    "regression_metrics",
    "classification_metrics",
    "detection_metrics",
    "fitting",
    "gradient_descent",
    "activations",
    "normalization",
    "held_out",
)


class Answers(dict):
    """The wrong answers of one function: label → function."""

    def add(self, function):
        self[function.__name__.replace("_", " ")] = function
        return function


def answers(chapter: dict, name: str) -> Answers:
    """A new set of wrong answers for the function `name`."""
    return chapter.setdefault(name, Answers())


def all_answers():
    """(name, label, function) of every wrong answer."""
    for chapter in CHAPTERS:
        for name, those in import_module(f"{__name__}.{chapter}").ANSWERS.items():
            for label, function in those.items():
                yield name, label, function
