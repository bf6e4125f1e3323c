"""What the text of chapter 17 says of its own results, as expressions that hold in its kernel."""

CLAIMS = {
    "from four cells several digits are hardly found, with the accuracy of always no":
        "len(blind) >= 4 and abs(accuracy[blind] - 0.9).max() < 0.005",
    "0, 1 and 8 are among them": "{0, 1, 8} <= set(blind)",
    "precision follows the formula, recall stays":
        "np.allclose(drawn[:, :, 0].mean(1), shares * t / (shares * t + (1 - shares) * f), "
        "atol=0.03) and np.ptp(drawn[:, :, 1].mean(1)) < 0.04",
    "the 8 is hardest to tell, and 8 and 1 are not confused alike":
        "np.diag(percents).argmin() == 8 and wrong[8, 1] > 1.5 * wrong[1, 8]",
    "without eights accuracy rises and macro F1 falls":
        "last[0] > first[0] + 0.02 and last[1] < first[1] - 0.04",
    "the F1 of a few eights is mostly noise": "faded[3:5, :, 2].std(axis=1).min() > 0.1",
    "15 pairs and a tie of 20": "np.isclose(pair_auc, 15.5 / 20)",
    "four cells carry something about the 8":
        "min(r[2] for r in measured['four cells'][8]) > 0.6",
    "with one level the area says how ties were treated":
        "[tied[way][0] for way in ways] == [1, 0.5, 0]",
    "no benign tumour scores as high as the upper three quarters of the malignant ones":
        "abs((scores[malignant == 1] > scores[malignant == 0].max()).mean() - 0.75) < 0.02",
    "the area of precision and recall falls as positives get rarer":
        "precisions[0.37] > precisions[0.1] > precisions[0.01] + 0.05",
    "logistic regression is calibrated, naive Bayes far too sure":
        "abs(np.subtract(*reliable['logistic regression'])).max() < 0.08 "
        "and sure['naive Bayes'] > 0.8",
    "but its order is nearly as good":
        "0 < area['logistic regression'].mean() - area['naive Bayes'].mean() < 0.02",
    "a threshold that knows the costs is worth more than the model":
        "(lambda a, b: 0 < b['one half'].mean() - a['one half'].mean() < min(m['one half']"
        ".mean() - m['cheapest'].mean() for m in (a, b)))(*paid.values())",
    "theory is a little cheaper than samples, where scores are probabilities":
        "(lambda a: 0 < a['cheapest'].mean() - a['theory'].mean() < 6)"
        "(paid['logistic regression'])",
    "and samples mend what theory can't, where they are not":
        "(lambda b: b['cheapest'].mean() < 0.7 * b['theory'].mean())(paid['naive Bayes'])",
    "the cheapest thresholds of naive Bayes lie far below theory":
        "np.median(chosen['naive Bayes']['cheapest']) < 0.01",
    "the best F1 is no better than one half for logistic regression":
        "(lambda a: abs(a['best F1'].mean() - a['one half'].mean()) < 5)"
        "(paid['logistic regression'])",
    "hindsight is cheapest in every split":
        "all((m['hindsight'] <= m[rule]).all() for m in paid.values() for rule in m)",
    "reciprocal rank is the mildest judge, average precision the strictest":
        "all(v.mean(0).argmax() == 1 and v.mean(0).argmin() == 2 for v in searched.values())",
    "every precision-recall curve ends at the share of positives, at recall 1":
        "(lambda p, r, t: r[0] == 1 and abs(p[0] - malignant.mean()) < 1e-12)"
        "(*metrics.precision_recall_curve(malignant, scores))",
    "the bootstrap and the binomial agree where both apply":
        "all(abs(np.subtract(interval[n], binomial[n])).max() < 0.012 for n in binomial)",
    "both repairs mend naive Bayes by every score, and make theory's threshold cheap":
        "all((repaired['naive Bayes', r].mean(0)[[0, 1, 3]] "
        "< [0.6, 0.85, 0.75] * repaired['naive Bayes', 'as it is'].mean(0)[[0, 1, 3]]).all() "
        "for r in ('temperature', 'isotonic'))",
    "a temperature keeps the order":
        "np.allclose(repaired['naive Bayes', 'temperature'][:, 2], "
        "repaired['naive Bayes', 'as it is'][:, 2], atol=0.01)",
    "logistic regression has nothing to gain, and isotonic loses a little":
        "(lambda a, t, i: abs(t - a) < 0.02 and 0 < i - a < 0.08)"
        "(*[repaired['logistic regression', r].mean(0)[0] for r in repairs])",
}  # fmt: skip
