"""What the text of chapter 06 says of its own results, as expressions that hold in its kernel."""

# The loss of the live figure after its 60 steps, for the rates of one of its presets.
_END = (
    "sum(c / 2 * __import__('functools').reduce(lambda s, r: (1 - r * c)**2 * s + r * r, "
    "Schedule.data['presets'][{0!r}]['rates'], v) "
    "for c, v in zip(Schedule.data['curvatures'], Schedule.data['start']))"
)

CLAIMS = {
    "a small rate ends at 1.41": f"abs({_END.format('small')} - 1.41) < 0.005",
    "a large one at 1.89": f"abs({_END.format('large')} - 1.89) < 0.005",
    "0.5 at 0.41, and step decay no lower":
        f"abs({_END.format('middle')} - 0.41) < 0.005 and "
        f"{_END.format('steps')} > {_END.format('middle')}",
    "a straight line at 0.29": f"abs({_END.format('linear')} - 0.29) < 0.005",
    "the restarted cosine ends above the plain one":
        f"{_END.format('restarts')} > 1.1 * {_END.format('cosine')}",
    "a warm-up gains nothing on a bowl": f"{_END.format('warmup')} >= {_END.format('cosine')}",
    "walkers agree with the formula":
        "abs(np.mean(walkers**2) - 0.2 / 1.8) < 0.003",
    "sums of rates are half, and 0.37 for steps":
        "abs(curves['cosine'].mean() - 0.5) < 0.02 and abs(curves['linear'].mean() - 0.5) < 0.02 "
        "and abs(curves['step'].mean() - 0.37) < 0.02",
    "a third of the way, the cosine has spent 0.61 and the line 0.56":
        "abs(curves['cosine'][:33].sum() / curves['cosine'].sum() - 0.61) < 0.02 and "
        "abs(curves['linear'][:33].sum() / curves['linear'].sum() - 0.56) < 0.02",
    "PyTorch's jump to the fifth restart gives 0": "scheduler.get_last_lr() == [0.0]",
    "without a warm-up 0.01 is best, and a warm-up adds little":
        "warmed[0].mean(1).argmax() == 0 and "
        "abs(warmed[40].mean(1)[0] - warmed[0].mean(1)[0]) < 0.03",
    "at 0.04 the network without it loses a fifth, with it hardly any":
        "0.14 < warmed[0].mean(1)[0] - warmed[0].mean(1)[2] < 0.26 and "
        "warmed[40].mean(1).max() - warmed[40].mean(1)[2] < 0.04",
    "the range test is lowest at 0.36": "abs(lowest - 0.36) < 0.01",
    "little happens below 0.03":
        "smooth[centres < 0.03].min() > 0.9 * smooth[0] and smooth.min() < 0.8 * smooth[0]",
    "every decay beats none, on both budgets":
        "all(result[e, n].mean() > result[e, 'constant'].mean() + (0.04 if e == 4 else 0.015) "
        "for e in budgets for n in names[1:])",
    "88 % against 92 to 95 % at 4 epochs, 93 against 95 at 16":
        "abs(result[4, 'constant'].mean() - 0.88) < 0.005 and "
        "abs(result[16, 'constant'].mean() - 0.93) < 0.005 and "
        "all(0.92 < result[4, n].mean() < 0.95 and 0.945 < result[16, n].mean() < 0.955 "
        "for n in names[1:])",
    "at 16 epochs the schedules lie within a point":
        "np.ptp([result[16, n].mean() for n in names[1:]]) < 0.01",
    "step decay falls behind linear and cosine at 4 epochs":
        "result[4, 'step'].mean() + 0.01 < min(result[4, n].mean() for n in ('linear', 'cosine'))",
    "the constant rate is best at 0.2, all others at 0.8":
        "chosen[16, 'constant'] == 0.2 and all(chosen[16, n] == 0.8 for n in names[1:])",
    "the cosine ends at 0.46 with its end, at 0.62 cut":
        "abs(cut['cosine'][0].mean() - 0.46) < 0.005 and "
        "abs(cut['cosine'][1].mean() - 0.62) < 0.006",
    "which is hardly better than no schedule":
        "abs(cut['cosine'][1].mean() - cut['constant'][0].mean()) < 0.03",
    "the loss rises after a restart":
        "(lambda path: path[2] > path[1] + 0.2 and path[6] > path[5] + 0.2)"
        "(budgets[16][0][:, names.index('restarts'), base_rates.index(0.8)].mean(1))",
}  # fmt: skip
