"""What the text of chapter 02 says of its own results, as expressions that hold in its kernel."""

CLAIMS = {
    "the points and errors are those of the live figure":
        "np.allclose([error(weights[12], x, y), error(weights[12], x_new, y_new)], "
        "[0.0344, 1.4923], atol=1e-4)",
    "the training error only falls, the validation error is lowest at 5 and highest at 12":
        "all(np.diff(old_errors) < 0) and np.argmin(new_errors) == 5 "
        "and np.argmax(new_errors) == 12",
    "both errors follow the shares of noise":
        "np.allclose([on_old[3:], on_again[3:]], "
        "sigma**2 * (1 + np.array([[-1], [1]]) * num_weights[3:] / 20), rtol=0.03)",
    "what was measured is the sum of the parts, within two standard errors in the table":
        "(abs(measured.mean(axis=1) - total) < 1.5 * margin).all() "
        "and (abs(measured.mean(axis=1) - total) < margin)[[1, 3, 5, 9]].all()",
    "both are of the same places, so all but the fresh noise agrees exactly":
        "np.allclose((measured - apart).mean(axis=1), off + spread)",
    "bias falls in steps at odd degrees":
        "np.isclose(off[1], off[2], rtol=0.02) and np.isclose(off[3], off[4], rtol=0.1) "
        "and off[3] < off[2] / 10 and off[5] < off[4] / 10",
    "from degree 5 on it is a share of the variance":
        "(off[5:] < spread[5:] / 60).all() and np.median(off[5:] / spread[5:]) < 1 / 200",
    "the sum is lowest at degree 3, where variance is a share of noise a weight":
        "total.argmin() == 3 and np.isclose(spread[3], sigma**2 * 4 / 20, rtol=0.15)",
    "a line has learned all at 400 points, three times the noise":
        "np.allclose(last[1], 3 * sigma**2, rtol=0.1)",
    "the curve of degree 9 ends at the noise": "np.allclose(last[9], sigma**2, rtol=0.05)",
    "training time: the training error only falls, the validation error is lowest in between":
        "(np.diff(timed_middle[0]) < 0).all() and 100 <= num_steps[at_best] <= 1e5 "
        "and 3 * timed_middle[1].min() < min(timed_middle[1, -1], timed_middle[1, 0])",
    "the best of a thousand coins gains 20 points, and loses them":
        "won[-1].mean() > 0.7 and abs(tested.mean() - 0.5) < 0.01",
    "two folds are the most pessimistic; all are":
        "np.mean(schemes['2-fold']) > np.mean(schemes['5-fold']) > "
        "np.mean(schemes['10-fold']) > np.mean(schemes['true error'])",
    "five folds are steadier than one split":
        "np.std(schemes['5-fold']) < 0.7 * np.std(schemes['4 points held out, once'])",
    "features chosen outside the folds look splendid": "np.mean(outside) > 0.85",
    "and inside them are worth nothing": "abs(np.mean(inside) - 0.5) < 0.08",
    "nested folds give an error for the whole choice, better than predicting the mean":
        "2500 < nested.mean() < 3500 and nested.max() < 0.7 * progress.var()",
    "the deepest trees are as bad as predicting the mean":
        "abs(tree_errors[1, -1].mean() / progress.var() - 1) < 0.1",
    "cross-validation did not flatter": "abs(picked[:, 2].mean() - picked[:, 3].mean()) < 150",
    "bagging took most of the variance of deep trees and little of the rest":
        "made_of['bagged deep trees'][1] < made_of['deep tree'][1] / 5 "
        "and made_of['bagged deep trees'][0] > 0.85 * made_of['deep tree'][0]",
    "and that of stumps": "made_of['bagged stumps'][1] < made_of['stump'][1] / 2",
    "boosted stumps have the smallest rest of all trees, and less variance":
        "min((n for n in made_of if n != 'linear'), key=lambda n: made_of[n][0]) "
        "== 'boosted stumps' and made_of['boosted stumps'][1] < made_of['stump'][1] / 5",
    "boosted deep trees end near one deep tree, and are better after some five":
        "abs(sum(made_of['boosted deep trees']) / sum(made_of['deep tree']) - 1) < 0.12 "
        "and 3 <= np.mean(by_trees['boosted deep trees'], 0).argmin() + 1 <= 10",
    "linear regression is as good as the best ensemble":
        "abs(sum(made_of['linear']) - sum(made_of['boosted stumps'])) < 250",
    "a peak at as many weights as samples":
        "widths[double['test'].mean(0).argmax()] == 200",
    "beyond it lower than anything before":
        "double['test'][:, -1].max() < double['test'][:, :9].min()",
    "weights are enormous at 200, and ever smaller beyond":
        "(lambda size: size[at(200)] > 10 * size[at(70)] and "
        "(np.diff(size[at(200):]) < 0).all())(np.median(double['size'], 0))",
    "a penalty removes the peak":
        "(np.diff(double['with a penalty'].mean(0)) < 0).all()",
}  # fmt: skip
