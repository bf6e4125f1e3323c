"""Which named mistake an answer is, by the cases that agree.

An answer is a mistake where all its *random* cases are that mistake's: a first attempt is often
one mistake on every random input and something else on an edge, where it raises, say. What the
edges did is then said apart. Where the random cases are right, an edge may have a name of its own;
and of a result of several parts each may be what another mistake makes of it.

`Mistake`s come with all that they return. `Slip`s, of which there are many, come with marks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from steepest.checks import marks
from steepest.checks.calls import RANDOM, Outcome
from steepest.checks.compare import distance


@dataclass(frozen=True)
class Mistake:
    """A named mistake: what its author would get, case by case, and a hint."""

    name: str
    hint: str
    outcomes: list[list[Outcome]] = field(repr=False, compare=False)

    def agrees(self, case: int, row, wanted) -> list[bool]:
        """Whether a case's outcomes are this mistake's, part by part of the result."""
        pairs = zip(row, self.outcomes[case], wanted, strict=True)
        return _all_of(_alike(*trio) for trio in pairs)

    def is_pure(self) -> bool:
        """Whether it changes no argument."""
        return not any(o.changed for row in self.outcomes for o in row)


@dataclass(frozen=True)
class Slip:
    """A further mistake, known by the marks of what its author would get.

    marks : number of a case → for each call the marks, or None where they are the right result's
    edge : whether it shows at edges alone
    """

    name: str
    hint: str
    marks: Callable[[int], list] = field(repr=False, compare=False)
    edge: bool = False

    def agrees(self, case: int, row, wanted) -> list[bool]:
        """Whether a case's outcomes are this slip's, part by part of the result."""
        trios = zip(row, self.marks(case), wanted, strict=True)
        return _all_of(
            marks.agree(outcome, want, _of(want) if theirs is None else theirs)
            for outcome, theirs, want in trios
        )

    def is_pure(self) -> bool:
        return True


def _of(want):
    return marks.marks(_as_outcome(want), want)


def _as_outcome(want):
    """A wanted result as the outcome of who gets it right."""
    return Outcome(raised=want) if hasattr(want, "kinds") else Outcome(value=want)


def _all_of(rows) -> list[bool]:
    """Column by column, whether all are true; one column where the rows differ in length."""
    rows = list(rows)
    if len({len(row) for row in rows}) > 1:
        rows = [[all(row)] for row in rows]
    return [all(column) for column in zip(*rows, strict=True)]


def _alike(outcome, other, want):
    """Whether two outcomes are the same, part by part."""
    parts = len(want) if isinstance(want, list | tuple) and want else 1
    if outcome.unusable or not set(outcome.changed) >= set(other.changed):
        return [False] * parts
    got, theirs = outcome.raised or outcome.value, other.raised or other.value
    both = [isinstance(v, list | tuple) and len(v) == parts for v in (got, theirs)]
    if isinstance(want, list | tuple) and want and all(both):
        return [distance(g, w) <= 1 for g, w in zip(got, theirs, strict=True)]
    return [distance(got, theirs) <= 1] * parts


@dataclass(frozen=True)
class Named:
    """A name that fits: the mistake, the cases that it explains, and of which parts it is said.

    others : mistakes that fit as well, where nothing tells them apart
    part : the number of the part that it explains; None for the whole result
    """

    mistake: Mistake | Slip
    cases: frozenset[int]
    part: int | None = None
    others: tuple = ()

    @property
    def name(self) -> str:
        return ", or when you ".join(m.name for m in (self.mistake, *self.others))


def named(cases, outcomes, wrong: dict[int, list[bool]]) -> list[Named]:
    """The mistakes that an answer is, the first to mend first; none where none fits.

    wrong : number of a case → which parts of its results are wrong, for the cases that are wrong
    """
    one = _Naming(cases, outcomes, wrong)
    if one.random & wrong.keys():
        found = one.whole() or one.by_part()
        rest = wrong.keys() - found[0].cases if found else set()
    else:
        found, rest = [], wrong.keys()
    return found + (one.at_edges(rest) if rest and (found or not one.random & wrong.keys()) else [])


class _Naming:
    def __init__(self, cases, outcomes, wrong):
        self.cases, self.outcomes, self.wrong = cases, outcomes, wrong
        kinds = [case.kind for case in cases.cases]
        self.random = frozenset(i for i, kind in enumerate(kinds) if kind == RANDOM)
        self.edges = frozenset(range(len(kinds))) - self.random

    def agrees(self, mistake, case) -> list[bool]:
        return mistake.agrees(case, self.outcomes[case], self.cases.expected[case])

    def all_mistakes(self) -> Iterator[Mistake | Slip]:
        yield from self.cases.mistakes
        if self._returns():
            yield from (slip for slip in self.cases.slips() if not slip.edge)

    def _returns(self) -> bool:
        """Whether it gave a result for every random input: slips do, so else none need be run."""
        return all(
            hasattr(wanted, "kinds") or not (outcome.raised or outcome.unusable)
            for case in self.random
            for outcome, wanted in zip(self.outcomes[case], self.cases.expected[case], strict=True)
        )

    def whole(self) -> list[Named]:
        """The mistake with which every random case agrees, and most edges."""
        for several in (self.cases.mistakes, self.all_mistakes()):
            fitting = [m for m in several if all(all(self.agrees(m, i)) for i in self.random)]
            if fitting:
                return [self._best(fitting)]
        return []

    def _best(self, fitting):
        edges = [frozenset(i for i in self.edges if all(self.agrees(m, i))) for m in fitting]
        ranks = [(not m.is_pure(), len(e)) for m, e in zip(fitting, edges, strict=True)]
        best = [n for n, rank in enumerate(ranks) if rank == max(ranks)]
        first, *others = (fitting[n] for n in best)
        return Named(first, self.random | edges[best[0]], others=tuple(others[:2]))

    def by_part(self) -> list[Named]:
        """For each wrong part of the results the first mistake that makes this of it."""
        number = max(map(len, self.wrong.values()))
        if number < 2:
            return []
        random = sorted(self.random)
        bad = [p for p in range(number) if any(p < len(w) and w[p] for w in self._wrong(random))]
        found = {}
        for mistake in self.all_mistakes():
            same = set(bad) - found.keys()
            for case in random:
                agreeing = self.agrees(mistake, case)
                same &= {p for p, fits in enumerate(agreeing) if fits}
                if not same:
                    break
            found |= {p: mistake for p in same}
        grouped: dict[int, Named] = {}
        explained = self.random | frozenset(e for e in self.edges if self._explains(found, bad, e))
        for part, mistake in sorted(found.items()):
            grouped.setdefault(id(mistake), Named(mistake, explained, part))
        return list(grouped.values())

    def _explains(self, found, bad, case) -> bool:
        """Whether each part that is wrong at a case is what its mistake makes of it."""
        wrong = [p for p, is_wrong in enumerate(self.wrong.get(case, ())) if is_wrong]
        return all(p in found and p in bad for p in wrong) and all(
            (self.agrees(found[p], case) + [False] * (p + 1))[p] for p in wrong
        )

    def _wrong(self, cases):
        return [self.wrong[i] for i in cases if i in self.wrong]

    def at_edges(self, rest) -> list[Named]:
        """Slips that show at edges alone and explain what is left there, the widest first.

        One that would also show where the answer is right is not what its author did.
        """
        rest = set(rest) - self.random
        fitting = []
        for slip in self.cases.slips():
            if slip.edge:
                shows = frozenset(
                    i for i in self.edges if any(m is not None for m in slip.marks(i))
                )
                if (
                    shows & rest
                    and shows <= self.wrong.keys()
                    and all(all(self.agrees(slip, i)) for i in shows & rest)
                ):
                    fitting.append(Named(slip, shows & rest))
        found = []
        while fitting and rest:
            best = max(fitting, key=lambda one: len(one.cases & rest))
            if not best.cases & rest:
                break
            same = [o for o in fitting if o.cases & rest == best.cases & rest and o is not best]
            others = tuple(o.mistake for o in same[:1])
            found.append(replace(best, cases=best.cases & frozenset(rest), others=others))
            rest -= best.cases
        return found
