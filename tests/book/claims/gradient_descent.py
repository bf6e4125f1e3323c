"""What the text of chapter 04 says of its own results, as expressions that hold in its kernel."""

CLAIMS = {
    "the formula of the gradient agrees with both witnesses":
        "abs(by_formula - by_torch) < 1e-12 and abs(by_formula - by_quotient) < 1e-6",
    "one step: the network follows the parabola at first, and breaks even later":
        "abs(after[5] - parabola[5]) < 0.02 and worse[0] > 2 / bend",
    "the best rate lies below the wall, the closer the more steps":
        "(lambda r: 0.7 < r[0] < r[1] < r[2] < 1)"
        "([tried[a.argmin()] / limit for a in above.values()])",
    "the wall stands where the formula puts it":
        "above[1000][tried > 1.008 * limit].min() > 1 and "
        "above[1000][tried < 0.999 * limit].max() < 0.01",
    "limits thousands of times smaller than 0.01, and far above it":
        "min(raw for raw, _ in limits.values()) < 1e-5 and "
        "max(scaled for _, scaled in limits.values()) > 0.1",
    "the smallest rate never meets its limit, and its loss never rises":
        "edge[0.25][0].max() < 8 and (np.diff(edge[0.25][1]) < 0).all()",
    "the others overshoot theirs, bounce about it, and settle below":
        "all(s.max() * lr > 2 and abs(s[20:31].mean() * lr / 2 - 1) < 0.1 "
        "and s[-1] * lr < 2 for lr, (s, _) in edge.items() if lr > 0.5)",
    "while the loss goes on falling, if not at every step":
        "all(0 < (np.diff(v) > 0).sum() < 30 and v[-1] < 0.1 "
        "for lr, (_, v) in edge.items() if lr > 0.5)",
    "above 0.5 the global minimum holds nobody":
        "not ends['global'][basin_rates > 0.5].any() and "
        "ends['local'][(basin_rates > 0.5) & (basin_rates < 0.95)].any(axis=1).all()",
    "narrow networks end at many losses, wide ones near the same":
        "ended[2][-1] > 2 * ended[2][0] and ended[4][-1] > 5 * ended[4][0] "
        "and ended[16][-1] < 1.5 * ended[16][0]",
    "a batch's noise is the formula's":
        "all(np.allclose(m[:-1], scale / sizes[:-1] * (1024 - sizes[:-1]) / 1023, rtol=0.15) "
        "for scale, m in noise.values())",
    "the noise scale is larger after six epochs":
        "noise['after six epochs'][0] > 1.2 * noise['before training'][0]",
    "the floor is the formula's":
        "all(np.allclose(h, (lr / (2 - lr) / floor_sizes) ** 0.5, rtol=0.2) "
        "for lr, h in hover.items())",
    "dealt out it is lower, the more so the larger the batch":
        "(np.diff(np.array(dealt[:-1]) / hover[0.1]) < 0.02).all() "
        "and dealt[-2] < 0.5 * hover[0.1][-1] and dealt[-1] < 1e-2 * dealt[-2]",
    "a step takes little longer with 16 images, an epoch of single images far longer":
        "step_time[2] < 2 * step_time[0] and epoch_time[0] > 30 * epoch_time[-1]",
    "no chosen rate is at the edge of the grid":
        "all(rates[0] < lr < rates[-1] for lr in best.values())",
    "the best rate grows, more slowly than in proportion, and not beyond 64":
        "2 < best['equal epochs', 64] / best['equal epochs', 1] < 64 and "
        "len({lr for (_, size), lr in best.items() if size >= 64}) == 1",
    "there is no rate at which to compare them all":
        "tuning[1024][11].mean(1)[rates == best['equal epochs', 1]] > 2 and "
        "tuning[1][11].mean(1)[rates == best['equal epochs', 1024]] > 2.2",
    "after equal steps 64, 256 and 1,024 images have the same loss":
        "all(np.allclose(tuning[n][budgets['enough steps'][n] - 1].mean(1)[:-1], "
        "tuning[64][11].mean(1)[:-1], rtol=0.12) for n in (256, 1024))",
    "four times the batch saves nearly three quarters of the steps, then hardly any":
        "12 < steps_needed[0] / steps_needed[2] < 20 "
        "and steps_needed[4] / steps_needed[5] < 1.6 and np.ptp(epochs_needed[:3]) <= 2",
    "single images are out of the race":
        "seconds_needed[0] > 3 * seconds_needed[2:].max()",
    "at equal epochs the full batch loses, and clearly":
        "final['equal epochs', 1024]['accuracy'].mean() < 0.8",
    "with enough steps the accuracies lie within about a point":
        "np.ptp([final['enough steps', n]['accuracy'].mean() for n in sizes]) < 0.015",
    "and vary as much from seed to seed":
        "all(0.003 < final['enough steps', n]['accuracy'].std(ddof=1) < 0.016 for n in sizes)",
    "with momentum the floor is that of a rate 1 / (1 − β) times as large (a million steps)":
        "(lambda e: abs(np.mean(e[1000:] ** 2) / (0.01 / (0.1 * 2)) - 1) < 0.1)("
        "__import__('scipy.signal').signal.lfilter("
        "[-0.01], [1, -(1.9 - 0.01), 0.9], np.random.default_rng(0).normal(size=1_000_000)))",
    "the loop of twelve lines learns the digits": "right.mean() > 0.9",
}  # fmt: skip
