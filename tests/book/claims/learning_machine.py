"""What the text of chapter 01 says of its own results, as expressions that hold in its kernel."""

CLAIMS = {
    "the example's backward pass, and its first step":
        "abs(before - 1.313) < 1e-3 and abs(slow - 1.462) < 1e-3 "
        "and abs(after[1][0, 1] - 0.510) < 1e-3",
    "the loss falls from 2.32 to 0.03": "abs(losses[0] - 2.32) < 0.01 and losses[-1] < 0.04",
    "about 95 of 100 new digits or more": "right >= 95",
    "the network has 2410 parameters": "sum(a.size for a in (W1, b1, W2, b2)) == 2410",
    "the table of parts":
        "np.allclose([scores.mean() for scores in found.values()], "
        "[95.6, 82.0, 95.9, 92.7, 96.9, 94.4, 94.2, 94.3], atol=0.5)",
    "a tenth of the data costs most":
        "min(found, key=lambda name: found[name].mean()) == 'data: 60' "
        "and found['the base'].mean() - found['data: 60'].mean() > 8",
    "the bend counts for about three points":
        "2 < found['the base'].mean() - found['model: no bend'].mean() < 4",
}  # fmt: skip
