"""What the text of chapter 18 says of its own results, as expressions that hold in its kernel."""

CLAIMS = {
    "the lecture's three overlaps":
        "np.allclose(list(overlaps.values()), [0.4034, 0.7330, 0.9264], atol=0.005)",
    "two detections want B1, and the second may have B2 up to 0.579":
        "beside[0, 0] > beside[1, 0] > beside[1, 1] and 0.55 < beside[1, 1] < 0.6",
    "order decides where scores or overlaps tie":
        "np.allclose(list(tied.values()), [1, 0.5, 51 / 101, 1])",
    "by hand and by pycocotools, to 1e-6": "apart < 1e-6",
    "and by the exercises' reference":
        "abs(__import__('autograder.checks.formula', fromlist=['load']).load('coco_map')"
        "(found[0], truths) - tables[0].mean()) < 1e-6",
    "neither 0 nor 1, good at 0.5 and hopeless at 0.95":
        "all(t[0].min() > 0.5 and t[-1].max() < 0.03 and 0.25 < t.mean() < 0.6 "
        "for t in tables)",
    "each class falls with the threshold": "(np.diff(by_class, axis=0) < 0).all()",
    "the slide's mean is lower, as its covariance says, by more than seeds differ":
        "np.allclose(slide_mean, predicted) and "
        "(plain_mean - slide_mean).min() > 1.5 * np.ptp(plain_mean)",
    "the three areas keep to their bounds":
        "all((off[:, i] <= (1 - areas[:, 0]) / n + 1e-9).all() and "
        "(off[:, i] >= -areas[:, 0] / n - 1e-9).all() for i, n in enumerate((11, 101)))",
    "eleven points flatter poor curves":
        "areas[poor, 1].mean() > 1.3 * areas[poor, 0].mean()",
    "both ends of NMS are bad, and without it less than half is left":
        "(middle[0] < middle[2]).all() and (middle[-1] < middle[2] / 2).all() "
        "and limits[2] == 0.5",
    "a strict threshold would rather keep a second box":
        "middle[:, 1].argmax() > middle[:, 0].argmax()",
    "the rules part seldom, and the more the less NMS throws out":
        "(lambda a, b, c: a < b < c < 0.01 * 60_000)(*[n for n, _ in parted.values()]) "
        "and all((ap[:, 0] >= ap[:, 1]).all() for _, ap in parted.values())",
    "cut at 0.5, most is right, and AP50 is lowest":
        "(lambda c: (np.diff(c[:, 1]) > 0).all() and (np.diff(c[:, 3]) < 0).all() "
        "and c[-1, 1] > 0.6)(np.array([np.mean(v, axis=0) for v in cut_scores.values()]))",
    "nearly all shapes are small, none is large, larger ones are easier":
        "np.mean(sizes < 32) > 0.8 and whole.stats[5] == -1 "
        "and whole.stats[4] > whole.stats[3]",
    "AR with one detection is low, AR with a hundred above AP":
        "whole.stats[6] < 0.7 * whole.stats[7] and whole.stats[8] > whole.stats[0]",
    "from files it is the mAP computed by hand": "abs(whole.stats[0] - tables[0].mean()) < 1e-6",
}  # fmt: skip
