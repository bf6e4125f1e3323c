"""The cheapest threshold: where to say yes when the two kinds of error have different prices."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.classification_metrics._scores import Scores


def oracle(truth, scores, cost_fn, cost_fp):
    from sklearn.metrics import confusion_matrix

    best = (np.inf, np.inf)
    for threshold in [np.inf, *sorted(set(scores.tolist()), reverse=True)]:
        said = (scores >= threshold).astype(int)
        _, fp, fn, _ = confusion_matrix(truth, said, labels=[0, 1]).ravel()
        cost = cost_fn * fn + cost_fp * fp
        if cost < best[1]:
            best = (threshold, cost)
    return best


@dataclass(frozen=True)
class Priced:
    """Labels 0 and 1, scores, and what a false negative and a false positive cost.

    Distributions: samples and scores as in `roc_auc` (3 or 4 of each class, one tie between the
    classes). The costs are whole numbers of 1 … 9, not equal; in the second call the other is the
    more expensive. So costs can be equal at several thresholds, and the highest of these is right.
    """

    def values(self, rng) -> list[dict]:
        low, high = sorted((rng.permutation(9)[:2] + 1).tolist())
        return [self._call(rng, low, high), self._call(rng, high, low)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        def some(n=4):
            return Scores()._some(rng, n, n)

        return {
            "one positive": lambda: [_priced([1], [0.4], 1.0, 1.0)],
            "one negative: nobody is best": lambda: [_priced([0], [0.4], 1.0, 1.0)],
            "one score for all": lambda: [
                _priced([0, 0, 1], [0.5, 0.5, 0.5], 1.0, 3.0),
                _priced([0, 0, 1], [0.5, 0.5, 0.5], 3.0, 1.0),
            ],
            "equal prices": lambda: [some() | {"cost_fn": 1.0, "cost_fp": 1.0}],
            "two thresholds that cost the same": lambda: [
                _priced([1, 0, 1], [0.9, 0.6, 0.3], 2.0, 2.0)
            ],
            "all in the right order": lambda: [
                _priced([0, 0, 1, 1], [0.1, 0.3, 0.6, 0.8], 2.0, 5.0)
            ],
            "a price of 0 for a miss": lambda: [some() | {"cost_fn": 0.0, "cost_fp": 2.0}],
            "a price of 0 for a false alarm": lambda: [some() | {"cost_fn": 2.0, "cost_fp": 0.0}],
            "scores below zero": lambda: [self._logits(rng)],
        }

    def _call(self, rng, cost_fn, cost_fp):
        return Scores()._some(rng) | {"cost_fn": float(cost_fn), "cost_fp": float(cost_fp)}

    def _logits(self, rng):
        call = self._call(rng, 3, 2)
        return call | {"scores": np.round(10 * (call["scores"] - 1), 1)}


def _priced(truth, scores, cost_fn, cost_fp):
    labelled = {"truth": np.array(truth), "scores": np.array(scores)}
    return labelled | {"cost_fn": cost_fn, "cost_fp": cost_fp}


def _costs(truth, scores, cost_fn, cost_fp, candidates, said=np.greater_equal):
    """The cost of each candidate."""
    yes = said(scores[None, :], np.asarray(candidates)[:, None])
    misses, alarms = ~yes & (truth == 1), yes & (truth == 0)
    return cost_fn * misses.sum(1) + cost_fp * alarms.sum(1)


def _falling(scores):
    return np.append(np.inf, np.unique(scores)[::-1])


def _first(candidates, costs):
    return candidates[costs.argmin()], costs.min()


@formula(
    inputs=Priced(),
    oracle=oracle,
    returns=("threshold", "cost"),
    wide="costs are prices times counts",
)
def cheapest_threshold(truth, scores, cost_fn, cost_fp):
    """The least ``cost_fn·FN + cost_fp·FP`` over the distinct scores and ``inf``; of equal ones
    the highest threshold (Elkan, 2001)."""
    candidates = _falling(scores)
    return _first(candidates, _costs(truth, scores, cost_fn, cost_fp, candidates))


@cheapest_threshold.mistake("swap the two prices")
def _(truth, scores, cost_fn, cost_fp):
    """A false negative is a positive that was missed: it costs `cost_fn`. A false alarm costs
    `cost_fp`."""
    candidates = _falling(scores)
    return _first(candidates, _costs(truth, scores, cost_fp, cost_fn, candidates))


@cheapest_threshold.mistake("count every error alike")
def _(truth, scores, cost_fn, cost_fp):
    """The threshold with the fewest errors is the best one only where both kinds cost the same."""
    candidates = _falling(scores)
    return _first(candidates, _costs(truth, scores, 1.0, 1.0, candidates))


@cheapest_threshold.mistake("say yes only above the threshold, not at it")
def _(truth, scores, cost_fn, cost_fp):
    """1 is said where score ≥ threshold: a sample whose score is the threshold is among them."""
    candidates = _falling(scores)
    return _first(candidates, _costs(truth, scores, cost_fn, cost_fp, candidates, np.greater))


@cheapest_threshold.mistake("say yes below the threshold")
def _(truth, scores, cost_fn, cost_fp):
    """High scores are the likely positives: 1 is said from the threshold up."""
    candidates = _falling(scores)
    return _first(candidates, _costs(truth, scores, cost_fn, cost_fp, candidates, np.less))


@cheapest_threshold.mistake("take the cost a sample")
def _(truth, scores, cost_fn, cost_fp):
    """The cost is the sum over all samples here, not their mean."""
    candidates = _falling(scores)
    costs = _costs(truth, scores, cost_fn, cost_fp, candidates)
    return candidates[costs.argmin()], costs.min() / len(truth)


@cheapest_threshold.mistake("take the most expensive threshold")
def _(truth, scores, cost_fn, cost_fp):
    """`argmax` finds the most that can be paid. The least is asked for."""
    candidates = _falling(scores)
    costs = _costs(truth, scores, cost_fn, cost_fp, candidates)
    return candidates[costs.argmax()], costs.max()


@cheapest_threshold.mistake("try the thresholds 0, 0.01 … 1")
def _(truth, scores, cost_fn, cost_fp):
    """A grid depends on how fine it is, and scores need not lie between 0 and 1. Only at the scores
    themselves does a decision change."""
    candidates = np.linspace(1, 0, 101)
    return _first(candidates, _costs(truth, scores, cost_fn, cost_fp, candidates))


@cheapest_threshold.mistake("put the threshold halfway between two scores")
def _(truth, scores, cost_fn, cost_fp):
    """The decisions are the same, but the candidates are the scores themselves."""
    candidates = _falling(scores)
    at = _costs(truth, scores, cost_fn, cost_fp, candidates).argmin()
    below = candidates[at + 1] if at + 1 < len(candidates) else candidates[at] - 1
    middle = candidates[at] if np.isinf(candidates[at]) else (candidates[at] + below) / 2
    return middle, _costs(truth, scores, cost_fn, cost_fp, candidates).min()


@cheapest_threshold.mistake("take the threshold of theory, cost_fp/(cost_fp + cost_fn)")
def _(truth, scores, cost_fn, cost_fp):
    """That is best where scores are calibrated probabilities. These need not be: count what each
    threshold costs."""
    at = cost_fp / (cost_fp + cost_fn)
    return at, _costs(truth, scores, cost_fn, cost_fp, [at])[0]


@cheapest_threshold.mistake("return the cost before the threshold")
def _(truth, scores, cost_fn, cost_fp):
    """The order is `(threshold, cost)`."""
    candidates = _falling(scores)
    return _first(candidates, _costs(truth, scores, cost_fn, cost_fp, candidates))[::-1]


@cheapest_threshold.variant("a loop from the highest score down, with running counts")
def _(truth, scores, cost_fn, cost_fp):
    fn, fp = int(truth.sum()), 0
    best = (np.inf, cost_fn * fn)
    order = np.argsort(-scores)
    for place, i in enumerate(order):
        fn, fp = fn - int(truth[i]), fp + 1 - int(truth[i])
        tied = place + 1 < len(order) and scores[order[place + 1]] == scores[i]
        if not tied and cost_fn * fn + cost_fp * fp < best[1]:
            best = (float(scores[i]), cost_fn * fn + cost_fp * fp)
    return best


@cheapest_threshold.variant("the minimum of pairs of cost and falling threshold")
def _(truth, scores, cost_fn, cost_fp):
    def cost(threshold):
        fn = sum(1 for t, s in zip(truth, scores, strict=True) if t == 1 and s < threshold)
        fp = sum(1 for t, s in zip(truth, scores, strict=True) if t == 0 and s >= threshold)
        return cost_fn * fn + cost_fp * fp

    least, minus = min((cost(t), -t) for t in [float("inf"), *scores.tolist()])
    return [-minus, least]


@cheapest_threshold.variant("rising thresholds, and the last of the cheapest")
def _(truth, scores, cost_fn, cost_fp):
    candidates = np.append(np.unique(scores), np.inf)
    misses = np.array([np.sum((scores < c) & (truth == 1)) for c in candidates])
    alarms = np.array([np.sum((scores >= c) & (truth == 0)) for c in candidates])
    costs = cost_fn * misses + cost_fp * alarms
    at = np.flatnonzero(costs == costs.min())[-1]
    return candidates[at], costs[at]


@cheapest_threshold.variant("costs in float32")
def _(truth, scores, cost_fn, cost_fp):
    candidates = np.append(np.unique(scores), np.inf)[::-1].astype(np.float32)
    yes = scores.astype(np.float32) >= candidates[:, None]
    misses, alarms = (~yes & (truth == 1)).sum(1), (yes & (truth == 0)).sum(1)
    costs = np.float32(cost_fn) * misses + np.float32(cost_fp) * alarms
    at = np.argmin(costs)
    return candidates[at], np.float32(costs[at])


@cheapest_threshold.variant("PyTorch tensors")
def _(truth, scores, cost_fn, cost_fp):
    import torch

    t, s = torch.as_tensor(truth), torch.as_tensor(scores)
    candidates = torch.cat([torch.tensor([torch.inf]).double(), torch.unique(s).flip(0)])
    yes = s[None, :] >= candidates[:, None]
    costs = cost_fn * (~yes & (t == 1)).sum(1) + cost_fp * (yes & (t == 0)).sum(1)
    at = int(torch.nonzero(costs == costs.min())[0])
    return candidates[at], costs[at]
