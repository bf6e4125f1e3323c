"""What the text of chapter 01 says of its own results, as expressions that hold in its kernel."""

CLAIMS = {
    "the example's backward pass, and its first step":
        "abs(before - 1.313) < 1e-3 and abs(slow - 1.462) < 1e-3 "
        "and abs(after[1][0, 1] - 0.510) < 1e-3",
    "the loss falls from 2.32 to 0.03": "abs(losses[0] - 2.32) < 0.01 and losses[-1] < 0.04",
    "more than 95 of 100 new digits": "right > 95",
    "the network has 2410 parameters": "sum(a.size for a in (W1, b1, W2, b2)) == 2410",
    "the table of parts":
        "np.allclose([scores.mean() for scores in found.values()], "
        "[95.6, 82.0, 95.9, 92.7, 96.9, 94.4, 94.2, 94.3], atol=0.5)",
    "a tenth of the data costs most":
        "min(found, key=lambda name: found[name].mean()) == 'data: 60' "
        "and found['the base'].mean() - found['data: 60'].mean() > 8",
    "the bend counts for about three points, in every seed":
        "2 < found['the base'].mean() - found['model: no bend'].mean() < 4 "
        "and (found['model: no bend'] < found['the base']).all()",
    "256 units gain about one point, in each of the five runs":
        "0.5 < (found['model: 256 units'] - found['the base']).mean() < 2 "
        "and (found['model: 256 units'] > found['the base']).all()",
    "in how many seeds each change is better than the base":
        "[int((scores > found['the base']).sum()) for scores in list(found.values())[1:]] "
        "== [0, 3, 0, 5, 0, 0, 1]",
    "all other changes move it by one or two points at most":
        "all(abs(found[name].mean() - found['the base'].mean()) < 2 for name in list(found)[4:])",
    "twice the data hardly helps":
        "abs((found['data: 1197'] - found['the base']).mean()) < 1",
    "softmax and loss of the example":
        "np.allclose(np.exp([2, 1]), [7.39, 2.72], atol=5e-3) "
        "and abs(np.exp(2) / np.exp([2, 1]).sum() - 0.731) < 5e-4 "
        "and abs(before + np.log(0.269)) < 1e-3",
}  # fmt: skip
