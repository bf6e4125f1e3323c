"""Wrong answers to chapter 17, written without a look at its named mistakes."""

import numpy as np

from tests.checks.wrong_answers import answers

ANSWERS = {}


def counts(t, p):
    tp = int(((t == 1) & (p == 1)).sum())
    fn = int(((t == 1) & (p == 0)).sum())
    fp = int(((t == 0) & (p == 1)).sum())
    tn = int(((t == 0) & (p == 0)).sum())
    return tp, fn, fp, tn


def of(rate, guard=True):
    """An answer from the four counts; 0.0 for a denominator of 0 where it is guarded."""

    def answer(truth, prediction):
        tp, fn, fp, tn = counts(truth, prediction)
        try:
            return rate(tp, fn, fp, tn)
        except ZeroDivisionError:
            if guard:
                return 0.0
            raise

    return answer


cc = answers(ANSWERS, "confusion_counts")
cc["fp before fn"] = lambda t, p: [counts(t, p)[i] for i in (0, 2, 1, 3)]
cc["tn first"] = lambda t, p: [counts(t, p)[i] for i in (3, 2, 1, 0)]
cc["tp tn fp fn"] = lambda t, p: [counts(t, p)[i] for i in (0, 3, 2, 1)]
cc["swapped"] = lambda t, p: counts(p, t)
cc["zero is positive"] = lambda t, p: counts(1 - t, 1 - p)
cc["rates"] = lambda t, p: tuple(c / len(t) for c in counts(t, p))
cc["right and wrong"] = lambda t, p: (int((t == p).sum()), int((t != p).sum()), 0, 0)
cc["predicted and true"] = lambda t, p: (
    int(t.sum()),
    int(p.sum()),
    int((1 - t).sum()),
    int((1 - p).sum()),
)
cc["tp is all right"] = lambda t, p: (int((t == p).sum()), *counts(t, p)[1:])
cc["matrix"] = lambda t, p: np.array(counts(t, p)).reshape(2, 2)
cc["first three"] = lambda t, p: counts(t, p)[:3]
cc["bitwise"] = lambda t, p: (
    int((t & p).sum()),
    int((t & ~p).sum()),
    int((~t & p).sum()),
    int((~t & ~p).sum()),
)
cc["tp twice"] = lambda t, p: (counts(t, p)[0], counts(t, p)[1], counts(t, p)[2], counts(t, p)[0])


def matrix(t, p, c):
    m = np.zeros((c, c), int)
    np.add.at(m, (t, p), 1)
    return m


cm = answers(ANSWERS, "confusion_matrix")
cm["transposed"] = lambda t, p, c: matrix(p, t, c)
cm["fancy"] = lambda t, p, c: fancy(t, p, c)
cm["rows normalised"] = lambda t, p, c: (
    matrix(t, p, c) / np.maximum(1, matrix(t, p, c).sum(1, keepdims=True))
)
cm["all normalised"] = lambda t, p, c: matrix(t, p, c) / len(t)
cm["columns normalised"] = lambda t, p, c: matrix(t, p, c) / np.maximum(1, matrix(t, p, c).sum(0))
cm["from the data"] = lambda t, p, c: matrix(t, p, max(t.max(), p.max()) + 1)
cm["diagonal"] = lambda t, p, c: np.diag(np.diag(matrix(t, p, c)))
cm["wrong alone"] = lambda t, p, c: matrix(t, p, c) - np.diag(np.diag(matrix(t, p, c)))
cm["one larger"] = lambda t, p, c: matrix(t, p, c + 1)
cm["reversed"] = lambda t, p, c: matrix(t, p, c)[::-1, ::-1]
cm["from one"] = lambda t, p, c: matrix((t + 1) % c, (p + 1) % c, c)
cm["diagonal alone"] = lambda t, p, c: np.diag(matrix(t, p, c))
cm["last sample left out"] = lambda t, p, c: matrix(t[:-1], p[:-1], c)


def fancy(t, p, c):
    m = np.zeros((c, c), int)
    m[t, p] += 1
    return m


acc = answers(ANSWERS, "accuracy")
acc["error rate"] = lambda t, p: np.mean(t != p)
acc["percent"] = lambda t, p: 100 * np.mean(t == p)
acc["count"] = lambda t, p: np.sum(t == p)
acc["tp over n"] = of(lambda tp, fn, fp, tn: tp / (tp + fn + fp + tn))
acc["recall"] = of(lambda tp, fn, fp, tn: tp / (tp + fn))
acc["precision"] = of(lambda tp, fn, fp, tn: tp / (tp + fp))
acc["balanced"] = of(lambda tp, fn, fp, tn: 0.5 * (tp / (tp + fn) + tn / (tn + fp)))
acc["f1"] = of(lambda tp, fn, fp, tn: 2 * tp / (2 * tp + fp + fn))
acc["jaccard"] = of(lambda tp, fn, fp, tn: tp / (tp + fp + fn))
acc["all or nothing"] = lambda t, p: float((t == p).all())
acc["by positives"] = of(lambda tp, fn, fp, tn: (tp + tn) / (tp + fp))
acc["without fn"] = of(lambda tp, fn, fp, tn: (tp + tn) / (tp + tn + fp))
acc["specificity"] = of(lambda tp, fn, fp, tn: tn / (tn + fp))
acc["rounded"] = lambda t, p: round(np.mean(t == p))

pre = answers(ANSWERS, "precision")
pre["recall"] = of(lambda tp, fn, fp, tn: tp / (tp + fn))
pre["no guard"] = of(lambda tp, fn, fp, tn: tp / (tp + fp), guard=False)
pre["accuracy"] = lambda t, p: np.mean(t == p)
pre["specificity"] = of(lambda tp, fn, fp, tn: tn / (tn + fp))
pre["npv"] = of(lambda tp, fn, fp, tn: tn / (tn + fn))
pre["fdr"] = of(lambda tp, fn, fp, tn: fp / (tp + fp))
pre["by tn"] = of(lambda tp, fn, fp, tn: tp / (tp + tn))
pre["f1"] = of(lambda tp, fn, fp, tn: 2 * tp / (2 * tp + fp + fn))
pre["jaccard"] = of(lambda tp, fn, fp, tn: tp / (tp + fp + fn))
pre["fpr"] = of(lambda tp, fn, fp, tn: fp / (fp + tn))
pre["by n"] = lambda t, p: counts(t, p)[0] / len(t)
pre["eps"] = of(lambda tp, fn, fp, tn: tp / (tp + fp + 1))
pre["ratio"] = of(lambda tp, fn, fp, tn: tp / fp)
pre["percent"] = of(lambda tp, fn, fp, tn: 100 * tp / (tp + fp))
pre["one where 0"] = lambda t, p: counts(t, p)[0] / p.sum() if p.sum() else 1.0

rec = answers(ANSWERS, "recall")
rec["precision"] = of(lambda tp, fn, fp, tn: tp / (tp + fp))
rec["no guard"] = of(lambda tp, fn, fp, tn: tp / (tp + fn), guard=False)
rec["fpr"] = of(lambda tp, fn, fp, tn: fp / (fp + tn))
rec["specificity"] = of(lambda tp, fn, fp, tn: tn / (fp + tn))
rec["miss rate"] = of(lambda tp, fn, fp, tn: fn / (tp + fn))
rec["accuracy"] = lambda t, p: np.mean(t == p)
rec["by n"] = lambda t, p: counts(t, p)[0] / len(t)
rec["f1"] = of(lambda tp, fn, fp, tn: 2 * tp / (2 * tp + fp + fn))
rec["by tn"] = of(lambda tp, fn, fp, tn: tp / (tp + tn))
rec["npv"] = of(lambda tp, fn, fp, tn: tn / (tn + fn))
rec["jaccard"] = of(lambda tp, fn, fp, tn: tp / (tp + fp + fn))
rec["one where 0"] = lambda t, p: counts(t, p)[0] / t.sum() if t.sum() else 1.0
rec["predicted over true"] = lambda t, p: p.sum() / t.sum() if t.sum() else 0.0
rec["ratio"] = of(lambda tp, fn, fp, tn: tp / fn)

f1 = answers(ANSWERS, "f1")
f1["mean"] = of(lambda tp, fn, fp, tn: 0.5 * (tp / (tp + fp) + tp / (tp + fn)))
f1["no two"] = of(lambda tp, fn, fp, tn: tp / (2 * tp + fp + fn))
f1["jaccard"] = of(lambda tp, fn, fp, tn: tp / (tp + fp + fn))
f1["geometric"] = of(lambda tp, fn, fp, tn: (tp / (tp + fp) * tp / (tp + fn)) ** 0.5)
f1["product"] = of(lambda tp, fn, fp, tn: tp / (tp + fp) * tp / (tp + fn))
f1["no guard"] = of(lambda tp, fn, fp, tn: 2 * tp / (2 * tp + fp + fn), guard=False)
f1["sum over product"] = of(
    lambda tp, fn, fp, tn: (tp / (tp + fp) + tp / (tp + fn)) / (2 * tp / (tp + fp) * tp / (tp + fn))
)
f1["f2"] = of(lambda tp, fn, fp, tn: 5 * tp / (5 * tp + 4 * fn + fp))
f1["f half"] = of(lambda tp, fn, fp, tn: 1.25 * tp / (1.25 * tp + 0.25 * fn + fp))
f1["with tn"] = of(lambda tp, fn, fp, tn: 2 * tp / (2 * tp + fp + fn + tn))
f1["accuracy"] = lambda t, p: np.mean(t == p)
f1["precision"] = of(lambda tp, fn, fp, tn: tp / (tp + fp))
f1["recall"] = of(lambda tp, fn, fp, tn: tp / (tp + fn))
f1["of zeros"] = of(lambda tp, fn, fp, tn: 2 * tn / (2 * tn + fp + fn))
f1["smaller"] = of(lambda tp, fn, fp, tn: min(tp / (tp + fp), tp / (tp + fn)))
f1["macro"] = of(lambda tp, fn, fp, tn: tp / (2 * tp + fp + fn) + tn / (2 * tn + fp + fn))


def f_of(t, p, k):
    tp = ((t == k) & (p == k)).sum()
    whole = (t == k).sum() + (p == k).sum()
    return 2 * tp / whole if whole else 0.0


mf = answers(ANSWERS, "macro_f1")
mf["micro"] = lambda t, p, c: np.mean(t == p)
mf["present alone"] = lambda t, p, c: np.mean([f_of(t, p, k) for k in np.unique(t)])
mf["present in either"] = lambda t, p, c: np.mean([f_of(t, p, k) for k in np.union1d(t, p)])
mf["weighted"] = lambda t, p, c: sum((t == k).mean() * f_of(t, p, k) for k in range(c))
mf["sum"] = lambda t, p, c: sum(f_of(t, p, k) for k in range(c))
mf["from one"] = lambda t, p, c: np.mean([f_of(t, p, k) for k in range(1, c)])
mf["each"] = lambda t, p, c: [f_of(t, p, k) for k in range(c)]
mf["one for absent"] = lambda t, p, c: np.mean(
    [f_of(t, p, k) if ((t == k) | (p == k)).any() else 1.0 for k in range(c)]
)
mf["precision"] = lambda t, p, c: np.mean(
    [((t == k) & (p == k)).sum() / max(1, (p == k).sum()) for k in range(c)]
)
mf["recall"] = lambda t, p, c: np.mean(
    [((t == k) & (p == k)).sum() / max(1, (t == k).sum()) for k in range(c)]
)
mf["f of means"] = lambda t, p, c: harmonic(mf["precision"](t, p, c), mf["recall"](t, p, c))
mf["binary"] = lambda t, p, c: f_of(t, p, 1)
mf["no guard"] = lambda t, p, c: np.mean(
    [2 * ((t == k) & (p == k)).sum() / ((t == k).sum() + (p == k).sum()) for k in range(c)]
)
mf["one more class"] = lambda t, p, c: sum(f_of(t, p, k) for k in range(c)) / (c + 1)


def harmonic(a, b):
    return 2 * a * b / (a + b) if a + b else 0.0


def curve(t, s, falling=True, start=True, ties=True, at_least=True):
    levels = np.unique(s) if ties else np.sort(s)
    levels = levels[::-1] if falling else levels
    said = [(s >= v) if at_least else (s > v) for v in levels]
    tpr = [(b & (t == 1)).sum() / (t == 1).sum() for b in said]
    fpr = [(b & (t == 0)).sum() / (t == 0).sum() for b in said]
    return np.array([0.0] * start + fpr), np.array([0.0] * start + tpr)


rc = answers(ANSWERS, "roc_curve")
rc["tpr first"] = lambda t, s: curve(t, s)[::-1]
rc["no start"] = lambda t, s: curve(t, s, start=False)
rc["rising"] = lambda t, s: tuple(a[::-1] for a in curve(t, s))
rc["strictly above"] = lambda t, s: curve(t, s, at_least=False)
rc["rising scores"] = lambda t, s: curve(t, s, falling=False, start=False)
rc["labels flipped"] = lambda t, s: curve(1 - t, s)
rc["scores negated"] = lambda t, s: curve(t, -s)
rc["fdr"] = lambda t, s: (
    np.array([0.0] + [((s >= v) & (t == 0)).sum() / (s >= v).sum() for v in np.unique(s)[::-1]]),
    curve(t, s)[1],
)
rc["fpr by n"] = lambda t, s: (curve(t, s)[0] * (t == 0).mean(), curve(t, s)[1])
rc["both by n"] = lambda t, s: (curve(t, s)[0] * (t == 0).mean(), curve(t, s)[1] * (t == 1).mean())
rc["counts"] = lambda t, s: (curve(t, s)[0] * (t == 0).sum(), curve(t, s)[1] * (t == 1).sum())
rc["fixed levels"] = lambda t, s: at_levels(t, s)
rc["specificity"] = lambda t, s: (1 - curve(t, s)[0], curve(t, s)[1])
rc["ties apart"] = lambda t, s: one_by_one(t, s)
rc["with thresholds"] = lambda t, s: (*curve(t, s), np.unique(s)[::-1])


def at_levels(t, s):
    said = [s >= level for level in np.linspace(1, 0, 11)]
    return tuple(np.array([(b & (t == k)).sum() / (t == k).sum() for b in said]) for k in (0, 1))


def one_by_one(t, s):
    t = t[np.argsort(-s, kind="stable")]
    return (
        np.r_[0, np.cumsum(t == 0) / (t == 0).sum()],
        np.r_[0, np.cumsum(t == 1) / (t == 1).sum()],
    )


def wins(t, s, tie):
    a, b = s[t == 1][:, None], s[t == 0]
    return ((a > b) + tie * (a == b)).mean()


auc = answers(ANSWERS, "roc_auc")
auc["ties lose"] = lambda t, s: wins(t, s, 0)
auc["ties win"] = lambda t, s: wins(t, s, 1)
auc["one minus"] = lambda t, s: 1 - wins(t, s, 0.5)
auc["left sums"] = lambda t, s: (lambda f, r: (np.diff(f) * r[:-1]).sum())(*curve(t, s))
auc["right sums"] = lambda t, s: (lambda f, r: (np.diff(f) * r[1:]).sum())(*curve(t, s))
auc["axes swapped"] = lambda t, s: (lambda f, r: np.trapezoid(f, r))(*curve(t, s))
auc["no start"] = lambda t, s: (lambda f, r: np.trapezoid(r, f))(*curve(t, s, start=False))
auc["one by one"] = lambda t, s: (lambda f, r: np.trapezoid(r, f))(*one_by_one(t, s))
auc["pairs counted"] = lambda t, s: wins(t, s, 0.5) * (t == 1).sum() * (t == 0).sum()
auc["gini"] = lambda t, s: 2 * wins(t, s, 0.5) - 1
auc["accuracy"] = lambda t, s: np.mean((s >= 0.5) == t)
auc["mean scores"] = lambda t, s: s[t == 1].mean() - s[t == 0].mean()
auc["by n squared"] = lambda t, s: wins(t, s, 0.5) * (t == 1).mean() * (t == 0).mean()
auc["negative area"] = lambda t, s: (lambda f, r: np.trapezoid(r[::-1], f[::-1]))(*curve(t, s))
auc["average precision"] = lambda t, s: np.mean(
    np.cumsum(t[np.argsort(-s)])[t[np.argsort(-s)] == 1] / (np.flatnonzero(t[np.argsort(-s)]) + 1)
)
auc["best of both"] = lambda t, s: max(wins(t, s, 0.5), 1 - wins(t, s, 0.5))
