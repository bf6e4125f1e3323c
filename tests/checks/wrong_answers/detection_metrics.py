"""Wrong answers to chapter 18, written without a look at its named mistakes."""

import numpy as np

from tests.checks.wrong_answers import answers

ANSWERS = {}
bi = answers(ANSWERS, "box_iou")


def overlap(a, b, clip=True, plus=0, union=None, guard=True):
    lo, hi = np.maximum(a[:, None, :2], b[None, :, :2]), np.minimum(a[:, None, 2:], b[None, :, 2:])
    side = hi - lo + plus
    inter = (np.maximum(0, side) if clip else side).prod(-1)
    area_a = (a[:, 2:] - a[:, :2] + plus).prod(-1)[:, None]
    area_b = (b[:, 2:] - b[:, :2] + plus).prod(-1)[None]
    below = union(area_a, area_b, inter) if union else area_a + area_b - inter
    below = np.broadcast_to(below, inter.shape)
    if not guard:
        return inter / below
    return np.divide(inter, below, out=np.zeros(inter.shape), where=below != 0)


bi["no clip no guard"] = lambda a, b: overlap(a, b, clip=False, guard=False)
bi["no clip"] = lambda a, b: overlap(a, b, clip=False)
bi["no guard"] = lambda a, b: overlap(a, b, guard=False)
bi["plus one"] = lambda a, b: overlap(a, b, plus=1)
bi["sum of areas"] = lambda a, b: overlap(a, b, union=lambda x, y, i: x + y)
bi["plus intersection"] = lambda a, b: overlap(a, b, union=lambda x, y, i: x + y + i)
bi["smaller area"] = lambda a, b: overlap(a, b, union=lambda x, y, i: np.minimum(x, y))
bi["larger area"] = lambda a, b: overlap(a, b, union=lambda x, y, i: np.maximum(x, y))
bi["area of a"] = lambda a, b: overlap(a, b, union=lambda x, y, i: x + 0 * y)
bi["area of b"] = lambda a, b: overlap(a, b, union=lambda x, y, i: y + 0 * x)
bi["dice"] = lambda a, b: 2 * overlap(a, b, union=lambda x, y, i: x + y)
bi["transposed"] = lambda a, b: overlap(b, a)
bi["intersection"] = lambda a, b: np.maximum(
    0, np.minimum(a[:, None, 2:], b[None, :, 2:]) - np.maximum(a[:, None, :2], b[None, :, :2])
).prod(-1)
bi["width and height"] = lambda a, b: overlap(
    np.c_[a[:, :2], a[:, :2] + a[:, 2:]], np.c_[b[:, :2], b[:, :2] + b[:, 2:]]
)
bi["enclosing"] = lambda a, b: overlap(
    a,
    b,
    union=lambda x, y, i: (
        np.maximum(a[:, None, 2:], b[None, :, 2:]) - np.minimum(a[:, None, :2], b[None, :, :2])
    ).prod(-1),
)
bi["pairs"] = lambda a, b: np.diag(overlap(a, b))
bi["one minus"] = lambda a, b: 1 - overlap(a, b)
bi["extremes swapped"] = lambda a, b: np.maximum(
    0, np.maximum(a[:, None, 2:], b[None, :, 2:]) - np.minimum(a[:, None, :2], b[None, :, :2])
).prod(-1)

md = answers(ANSWERS, "match_detections")


def match(iou, scores, threshold, order=None, voc=False, free=True, strict=False, best=True):
    order = np.argsort(-scores, kind="stable") if order is None else order
    taken, hit = set(), np.zeros(len(scores), bool)
    for d in order:
        row = iou[d]
        open_ = [t for t in range(len(row)) if voc or not free or t not in taken]
        good = [t for t in open_ if (row[t] > threshold if strict else row[t] >= threshold)]
        if not good:
            continue
        t = max(good, key=lambda j: row[j]) if best else good[0]
        if voc and t in taken:
            continue
        taken.add(t)
        hit[d] = True
    return hit


md["given order"] = lambda i, s, t: match(i, s, t, order=range(len(s)))
md["rising"] = lambda i, s, t: match(i, s, t, order=np.argsort(s))
md["voc"] = lambda i, s, t: match(i, s, t, voc=True)
md["duplicates"] = lambda i, s, t: match(i, s, t, free=False)
md["first that fits"] = lambda i, s, t: match(i, s, t, best=False)
md["voc by argmax"] = lambda i, s, t: by_argmax(i, s, t)
md["sorted result"] = lambda i, s, t: match(i, s, t)[np.argsort(-s)]
md["above threshold"] = lambda i, s, t: (i >= t).any(1)
md["no threshold"] = lambda i, s, t: match(i, s, 0)
md["truths matched"] = lambda i, s, t: (i >= t).any(0)
md["false positives"] = lambda i, s, t: ~match(i, s, t)
md["ints"] = lambda i, s, t: match(i, s, t).astype(int)
md["half always"] = lambda i, s, t: match(i, s, 0.5)
md["best detection of a truth"] = lambda i, s, t: best_of_truth(i, s, t)
md["by overlap"] = lambda i, s, t: match(i, i.max(1) if i.shape[1] else s, t)
md["scores as threshold"] = lambda i, s, t: s >= t
md["indices"] = lambda i, s, t: np.flatnonzero(match(i, s, t))


def by_argmax(iou, scores, threshold):
    taken, hit = set(), np.zeros(len(scores), bool)
    for d in np.argsort(-scores):
        t = iou[d].argmax()
        if iou[d, t] >= threshold and t not in taken:
            taken.add(t)
            hit[d] = True
    return hit


def best_of_truth(iou, scores, threshold):
    hit = np.zeros(len(scores), bool)
    for t in range(iou.shape[1]):
        d = iou[:, t].argmax()
        if iou[d, t] >= threshold:
            hit[d] = True
    return hit


pr = answers(ANSWERS, "precision_recall")


def pr_of(tp, s, n, order=None):
    tp = tp[np.argsort(-s, kind="stable") if order is None else order].astype(float)
    c = np.cumsum(tp)
    return c / np.arange(1, len(tp) + 1), c / n


pr["not sorted"] = lambda tp, s, n: pr_of(tp, s, n, order=slice(None))
pr["rising"] = lambda tp, s, n: pr_of(tp, s, n, order=np.argsort(s))
pr["recall first"] = lambda tp, s, n: pr_of(tp, s, n)[::-1]
pr["recall by detections"] = lambda tp, s, n: (
    pr_of(tp, s, n)[0],
    pr_of(tp, s, n)[1] * n / max(1, len(s)),
)
pr["recall by hits"] = lambda tp, s, n: (
    pr_of(tp, s, n)[0],
    pr_of(tp, s, n)[1] * n / max(1, tp.sum()),
)
pr["precision by n"] = lambda tp, s, n: (pr_of(tp, s, n)[1], pr_of(tp, s, n)[1])
pr["numbers"] = lambda tp, s, n: (tp.mean(), tp.sum() / n)
pr["with start"] = lambda tp, s, n: (np.r_[1, pr_of(tp, s, n)[0]], np.r_[0, pr_of(tp, s, n)[1]])
pr["envelope"] = lambda tp, s, n: (
    np.maximum.accumulate(pr_of(tp, s, n)[0][::-1])[::-1],
    pr_of(tp, s, n)[1],
)
pr["false positives"] = lambda tp, s, n: pr_of(~tp, s, n)
pr["precision from 0"] = lambda tp, s, n: (
    pr_of(tp, s, n)[1] * n / np.maximum(1, np.arange(len(s))),
    pr_of(tp, s, n)[1],
)
pr["not cumulated"] = lambda tp, s, n: (
    tp[np.argsort(-s)] / np.arange(1, len(s) + 1),
    tp[np.argsort(-s)] / n,
)
pr["ratio to false"] = lambda tp, s, n: (
    np.cumsum(tp[np.argsort(-s)]) / np.maximum(1, np.cumsum(~tp[np.argsort(-s)])),
    pr_of(tp, s, n)[1],
)
pr["hits alone"] = lambda tp, s, n: tuple(
    x[np.sort(np.flatnonzero(tp[np.argsort(-s)]))] for x in pr_of(tp, s, n)
)
pr["scores sorted alone"] = lambda tp, s, n: pr_of(tp, np.sort(s)[::-1], n)


def levels_of(p, r, levels, pick=lambda v: v.max(), above=True, strict=False):
    out = []
    for level in levels:
        keep = (r > level if strict else r >= level - 1e-12) if above else r <= level
        out.append(pick(p[keep]) if keep.any() else 0.0)
    return np.mean(out) if out else 0.0


for name, levels, other in (
    ("average_precision_11", np.linspace(0, 1, 11), np.linspace(0, 1, 101)),
    ("average_precision_101", np.linspace(0, 1, 101), np.linspace(0, 1, 11)),
):
    ap = answers(ANSWERS, name)
    ap["no level 0"] = lambda p, r, L=levels: levels_of(p, r, L[1:])
    ap["no level 1"] = lambda p, r, L=levels: levels_of(p, r, L[:-1])
    ap["first not highest"] = lambda p, r, L=levels: levels_of(p, r, L, pick=lambda v: v[0])
    ap["other levels"] = lambda p, r, L=other: levels_of(p, r, L)
    ap["below"] = lambda p, r, L=levels: levels_of(p, r, L, above=False)
    ap["mean above"] = lambda p, r, L=levels: levels_of(p, r, L, pick=lambda v: v.mean())
    ap["area"] = lambda p, r: (np.diff(np.r_[0, r]) * p).sum()
    ap["mean"] = lambda p, r: p.mean() if len(p) else 0.0
    ap["envelope area"] = lambda p, r: (
        np.diff(np.r_[0, r]) * np.maximum.accumulate(p[::-1])[::-1]
    ).sum()
    ap["sum"] = lambda p, r, L=levels: len(L) * levels_of(p, r, L)
    ap["divisor off"] = lambda p, r, L=levels: len(L) * levels_of(p, r, L) / (len(L) - 1)
    ap["linear"] = lambda p, r, L=levels: np.interp(L, r, p, right=0).mean() if len(p) else 0.0
    ap["strictly above"] = lambda p, r, L=levels: levels_of(p, r, L, strict=True)
    ap["reached alone"] = lambda p, r, L=levels: levels_of(
        p, r, [v for v in L if len(r) and v <= r.max()]
    )
    ap["swapped"] = lambda p, r, L=levels: levels_of(r, p, L)
    ap["max alone"] = lambda p, r: p.max() if len(p) else 0.0
    ap["no guard"] = lambda p, r, L=levels: np.mean([p[r >= v].max() for v in L])

ap = answers(ANSWERS, "average_precision")
ap["no envelope"] = lambda p, r: (np.diff(np.r_[0, r]) * p).sum()
ap["trapezoid"] = lambda p, r: np.trapezoid(np.r_[1, p], np.r_[0, r])
ap["trapezoid bare"] = lambda p, r: np.trapezoid(p, r) if len(p) else 0.0
ap["eleven"] = lambda p, r: levels_of(p, r, np.linspace(0, 1, 11))
ap["hundred"] = lambda p, r: levels_of(p, r, np.linspace(0, 1, 101))
ap["mean"] = lambda p, r: p.mean() if len(p) else 0.0
ap["no start"] = lambda p, r: (np.diff(r) * np.maximum.accumulate(p[::-1])[::-1][1:]).sum()
ap["forward envelope"] = lambda p, r: (np.diff(np.r_[0, r]) * np.maximum.accumulate(p)).sum()
ap["min envelope"] = lambda p, r: (np.diff(np.r_[0, r]) * np.minimum.accumulate(p)).sum()
ap["shifted"] = lambda p, r: (
    (np.diff(np.r_[0, r]) * np.r_[1, np.maximum.accumulate(p[::-1])[::-1][:-1]]).sum()
    if len(p)
    else 0.0
)
ap["envelope trapezoid"] = lambda p, r: np.trapezoid(
    np.r_[1, np.maximum.accumulate(p[::-1])[::-1]], np.r_[0, r]
)
ap["swapped"] = lambda p, r: (np.diff(np.r_[0, p]) * r).sum()
ap["by recall reached"] = lambda p, r: (
    (np.diff(np.r_[0, r]) * np.maximum.accumulate(p[::-1])[::-1]).sum() / r[-1] if len(r) else 0.0
)
ap["no guard"] = lambda p, r: (
    (np.diff(np.r_[0, r]) * np.maximum.accumulate(p[::-1])[::-1]).sum() + 0 * p[0]
)
ap["dot"] = lambda p, r: p @ r
ap["extended"] = lambda p, r: (
    (np.diff(np.r_[0, r, 1]) * np.r_[np.maximum.accumulate(p[::-1])[::-1], p[-1:]]).sum()
    if len(p)
    else 0.0
)

mm = answers(ANSWERS, "mean_average_precision")
mm["median"] = lambda a: np.median(a)
mm["sum"] = lambda a: np.sum(a)
mm["max"] = lambda a: np.max(a)
mm["min"] = lambda a: np.min(a)
mm["geometric"] = lambda a: np.exp(np.log(np.maximum(a, 1e-12)).mean())
mm["without zeros"] = lambda a: a[a > 0].mean() if (a > 0).any() else 0.0
mm["weighted"] = lambda a: (a * np.arange(1, len(a) + 1)).sum() / np.arange(1, len(a) + 1).sum()
mm["n - 1"] = lambda a: a.sum() / (len(a) - 1)
mm["n + 1"] = lambda a: a.sum() / (len(a) + 1)
mm["first"] = lambda a: a[0]
mm["last"] = lambda a: a[-1]
mm["percent"] = lambda a: 100 * a.mean()
mm["without background"] = lambda a: a[1:].mean()
mm["ends"] = lambda a: (a[0] + a[-1]) / 2
mm["product"] = lambda a: a.prod()
mm["root mean square"] = lambda a: np.sqrt((a**2).mean())


def coco(
    detections,
    truths,
    levels=None,
    average=levels_of,
    matcher=match,
    classes=None,
    weight=None,
    points=101,
    pooled=False,
    iou=overlap,
):
    levels = np.arange(0.5, 0.96, 0.05) if levels is None else levels
    labels = np.unique(np.concatenate([t["labels"] for t in truths]))
    if classes == "both":
        labels = np.union1d(labels, np.concatenate([d["labels"] for d in detections]))
    if classes == "one":
        labels = [None]
    table = []
    for level in levels:
        for label in labels:
            hit, score, n = [], [], 0
            for d, t in zip(detections, truths, strict=True):
                dm = d["labels"] == label if label is not None else d["labels"] >= 0
                tm = t["labels"] == label if label is not None else t["labels"] >= 0
                hit.append(matcher(iou(d["boxes"][dm], t["boxes"][tm]), d["scores"][dm], level))
                score.append(d["scores"][dm])
                n += tm.sum()
            hit, score = np.concatenate(hit), np.concatenate(score)
            if n == 0:
                table.append((level, 0.0))
                continue
            if pooled:
                table.append((level, (hit.sum() / n) if n else 0.0))
                continue
            p, r = pr_of(hit, score, n)
            table.append((level, levels_of(p, r, np.linspace(0, 1, points))))
    values = np.array(table)
    w = values[:, 0] if weight else np.ones(len(values))
    return (values[:, 1] * w).sum() / w.sum()


cc = answers(ANSWERS, "coco_map")
cc["half alone"] = lambda d, t: coco(d, t, levels=[0.5])
cc["three quarters alone"] = lambda d, t: coco(d, t, levels=[0.75])
cc["weighted by threshold"] = lambda d, t: coco(d, t, weight=True)
cc["eleven points"] = lambda d, t: coco(d, t, points=11)
cc["to .9"] = lambda d, t: coco(d, t, levels=np.arange(0.5, 0.91, 0.05))
cc["from .55"] = lambda d, t: coco(d, t, levels=np.arange(0.55, 0.96, 0.05))
cc["all classes"] = lambda d, t: coco(d, t, classes="both")
cc["labels ignored"] = lambda d, t: coco(d, t, classes="one")
cc["voc matching"] = lambda d, t: coco(d, t, matcher=md["voc"])
cc["duplicates count"] = lambda d, t: coco(d, t, matcher=md["duplicates"])
cc["recall"] = lambda d, t: coco(d, t, pooled=True)
cc["plus one"] = lambda d, t: coco(d, t, iou=bi["plus one"])
cc["per image"] = lambda d, t: np.mean(
    [coco([a], [b]) for a, b in zip(d, t, strict=True) if len(b["labels"])]
)
cc["percent"] = lambda d, t: 100 * coco(d, t)
cc["step of a tenth"] = lambda d, t: coco(d, t, levels=np.arange(0.5, 1.0, 0.1))
cc["0 to 1"] = lambda d, t: coco(d, t, levels=np.arange(0.05, 1.0, 0.05))
