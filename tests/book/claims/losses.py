"""What the text of chapter 03 says of its own results, as expressions that hold in its kernel."""

CLAIMS = {
    "the table of pulls": (
        "np.allclose([pull for z in (-8.0, -3.0, 0.0, 2.0) for _, pull in "
        "three_losses(z).values()], [0.0007, 1, 1.004, 0.086, 0.953, 1.127, 0.25, 0.5, "
        "0.298, 0.025, 0.119, 0.005], atol=6e-4)"
    ),
    "one variance catches nearly all at the left and misses a quarter at the right": (
        "np.allclose(np.mean([inside['one variance', s] for s in range(5)], 0)[[0, 2]], "
        "[0.99, 0.76], atol=0.04)"
    ),
    "a learned variance holds about nine of ten in each third": (
        "np.allclose(np.mean([inside['learned variance', s] for s in range(5)], 0), "
        "0.9, atol=0.035)"
    ),
    "the mean loss falls from 0.24 to about 0.01": (
        "np.allclose([np.mean([nll[kind, s] for s in range(5)]) for kind in kinds], "
        "[0.24, 0.01], atol=0.04)"
    ),
    "squared error has hardly begun at 400 steps": (
        "found[400, 'squared error'][:, 0].mean() < 0.25 and found[400, 'squared "
        "error'][:, 1].max() == 0"
    ),
    "weights by class are at their best after 200 steps": (
        "found[200, 'weighted by class'][:, 0].mean() > found[1500, 'weighted by "
        "class'][:, 0].mean() - 0.02"
    ),
    "the weighted loss finds about two thirds, cross-entropy fewer than half": (
        "abs(found[1500, 'weighted by class'][:, 1].mean() - 2 / 3) < 0.06 and "
        "found[1500, 'cross-entropy'][:, 1].mean() < 0.5"
    ),
    "and pays with false alarms": (
        "found[1500, 'weighted by class'][:, 2].mean() < found[1500, "
        "'cross-entropy'][:, 2].mean() - 0.03"
    ),
    "alpha of 0.25 finds no more than cross-entropy, 0.75 clearly more": (
        "found[1500, 'focal, α = 0.25'][:, 1].mean() < found[1500, 'cross-entropy'][:, "
        "1].mean() < found[1500, 'focal, α = 0.75'][:, 1].mean() - 0.08"
    ),
    "the order hardly differs in the end": (
        "np.ptp([found[1500, name][:, 0].mean() for name in losses]) < 0.1 and 0.03 < "
        "np.mean([found[1500, name][:, 0].std(ddof=1) for name in losses]) < 0.07"
    ),
    "random triplets are easy, and the hardest are left": (
        "still[False][:, 1].mean() > 2 * still[False][:, 0].mean() and still[True][:, "
        "1].mean() < still[False][:, 1].mean() / 2"
    ),
    "two softmaxes cost 0.55": ("abs(float(twice) - 0.5514) < 1e-4"),
}
