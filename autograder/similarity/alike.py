"""Pairs of students whose answers share what few others have.

Runs of tokens are compared as in Schleimer, Wilkerson & Aiken, "Winnowing: local algorithms for
document fingerprinting", SIGMOD 2003 (doi 10.1145/872757.872770). Answers here have ten lines,
so every run is kept and none is sampled. A run weighs the more the fewer students have it, as
words do in a search (Spärck Jones 1972); one of a model answer, or of many in the class, weighs
nothing: the one obvious way to write a function says nothing of its writer.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import log

from autograder.similarity.tokens import normal_tokens

RUN = 8  # tokens: about one short line
GROUP = 4  # what so few have may have come from one of them, however small the class
COMMON = 0.05  # of those who answered: what more have is one of the usual ways
LEAST_SHARED = 24  # rare runs, some four lines: less comes by chance
ALIKE = 0.5  # of the weight of the answers that have less that is rare

# A run of tokens in a function's answer.
Run = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Pair:
    """Two students, and how much of what is rare in the shorter answer both have, 0 to 1."""

    students: tuple[str, str]
    likeness: float
    shared: frozenset[Run]

    @property
    def functions(self) -> list[str]:
        """The functions whose answers share something rare, the most alike first."""
        return [name for name, _ in Counter(name for name, _ in self.shared).most_common()]


def alike_pairs(
    answers: Mapping[str, Mapping[str, str]], models: Mapping[str, Iterable[str]]
) -> list[Pair]:
    """Return the pairs of students who are unusually alike, the most alike first.

    answers : student → function → source of the answer cell
    models : function → sources that say nothing of their writer: model answers, given code
    """
    usual = {run for name, texts in models.items() for text in texts for run in runs(name, text)}
    rare = {
        student: {run for name, text in own.items() for run in runs(name, text)} - usual
        for student, own in answers.items()
    }
    weights = _weights(rare, answers)
    total = {student: _sum(own, weights) for student, own in rare.items()}
    found = []
    for pair in _candidates(rare, weights):
        shared = {run for run in rare[pair[0]] & rare[pair[1]] if weights[run]}
        likeness = _sum(shared, weights) / min(total[student] for student in pair)
        if len(shared) >= LEAST_SHARED and likeness >= ALIKE:
            found.append(Pair(pair, likeness, frozenset(shared)))
    return sorted(found, key=lambda pair: (-pair.likeness, pair.students))


def runs(name: str, source: str) -> set[Run]:
    """The runs of tokens in a function's answer."""
    return {run for run, _ in runs_with_lines(name, source)}


def runs_with_lines(name: str, source: str) -> list[tuple[Run, tuple[int, ...]]]:
    """The runs of tokens in a function's answer, each with the lines that it stands in."""
    tokens = normal_tokens(source)
    starts = range(len(tokens) - RUN + 1)
    parts = [tokens[start : start + RUN] for start in starts]
    return [
        ((name, tuple(text for text, _ in part)), tuple(line for _, line in part)) for part in parts
    ]


def _weights(rare, answers):
    """What each run weighs: log(n / those who have it), 0 for what is usual among the n."""
    answered = Counter(name for own in answers.values() for name in own)
    having = Counter(run for own in rare.values() for run in own)

    def weight(run, count):
        all_of_them = answered[run[0]]
        return log(all_of_them / count) if count <= max(GROUP, COMMON * all_of_them) else 0.0

    return {run: weight(run, count) for run, count in having.items()}


def _sum(own, weights):
    return sum(weights[run] for run in own)


def _candidates(rare, weights):
    """The pairs that share anything rare: found by its runs, not by trying all pairs."""
    owners = {}
    for student, own in sorted(rare.items()):
        for run in own:
            if weights[run]:
                owners.setdefault(run, []).append(student)
    return sorted({pair for those in owners.values() for pair in combinations(those, 2)})
