"""What the text of chapter 07 says of its own results, as expressions that hold in its kernel."""

CLAIMS = {
    "four fates: sigmoid's gradient is gone, eighteen powers of ten":
        "middle(('sigmoid', 1.0), 'grad')[0] < 1e-17",
    "ReLU at 1 has equal and tiny gradients, and its images fade":
        "(lambda g: g.max() < 5 * g.min() and g.max() < 1e-4)"
        "(middle(('relu', 1.0), 'grad')) and middle(('relu', 1.0), 'size')[-1] < 1e-4",
    "tanh at 3 has over a thousand times the gradient in layer 1":
        "(lambda g: g[0] > 1000 * g[-1])(middle(('tanh', 3.0), 'grad'))",
    "tanh at 1 and ReLU at 1.41 come through":
        "all(0.1 < middle(case, 'grad')[0] / middle(case, 'grad')[-1] < 10 "
        "for case in (('tanh', 1.0), ('relu', 2**0.5)))",
    "the plain step from the cliff goes far out, the clipped one near the goal":
        "plain < -10 and abs(tamed - 1) < 0.02 and abs(stuck - 0.8) < 0.01",
    "predictions hold, for large gains too":
        "all(abs(np.log10(arrived[n][i] / predict(n, g)[1])) < 2 "
        "for n in shown_names for i, g in enumerate(gains))",
    "crossings: at √2, a little above 1, near 10":
        "np.allclose([crossing[n] for n in shown_names], [1.43, 1.2, 10.2], rtol=0.06)",
    "a gain of 1 fades as 1/√(2ℓ) for tanh: 0.13 at layer 30":
        "abs(sizes['tanh', 1.0][-1] - 0.13) < 0.01 and "
        "np.allclose(predict('tanh', 1.0)[0][9:], (2 * np.arange(10, 31)) ** -0.5, rtol=0.1)",
    "and to 0.00002 for ReLU": "1e-5 < sizes['relu', 1.0][-1] < 4e-5",
    "a ReLU network's typical size lies below the mean":
        "sizes['relu', 2**0.5][-1] < predict('relu', 2**0.5)[0][-1]",
    "nn.Linear's default is 1/√3, Xavier's 1, He's √2":
        "np.allclose(list(pytorch.values()), [3**-0.5, 1, 2**0.5], rtol=0.01)",
    "up to its last good rate hardly any unit dies":
        "relu['dead'][steps <= last_good['ReLU']].max() < 0.1",
    "beyond, most are dead": "counted.size and counted.min() > 0.5",
    "and leaky ReLU runs off to infinity": "infinite >= 2",
    "clipped, ReLU learns at that rate": "clipped['accuracy'][lost].min() > 0.6",
    "at thirty layers two pairs guess, at every rate, and four don't":
        "all((scores[pair, 30].max() < 15) == (pair in ('sigmoid, Xavier', 'ReLU, Xavier')) "
        "for pair in pairs) and all(scores[pair, 30].mean() > 20 for pair in lasting)",
    "the spread alone revives ReLU": "scores['ReLU, He', 10].min() > "
        "scores['ReLU, Xavier', 10].max()",
    "at three layers all but the sigmoid are within a few points":
        "np.ptp([scores[pair, 3].mean() for pair in list(pairs)[1:]]) < 4",
    "the sigmoid chose the largest rate": "chosen['sigmoid, Xavier', 3] == rates[-1]",
    "tanh and ELU keep images apart, the ReLUs don't, and train worst":
        "max(alike['tanh, Xavier'], alike['ELU, its gain']) < 0.7 < 0.9 < "
        "min(alike['ReLU, He'], alike['leaky ReLU, its gain']) and "
        "min(scores[p, 30].mean() for p in ('tanh, Xavier', 'ELU, its gain')) > "
        "10 + max(scores[p, 30].mean() for p in ('ReLU, He', 'leaky ReLU, its gain'))",
    "leaky ReLU and tanh scatter at thirty layers":
        "min(scores[p, 30].std() for p in ('leaky ReLU, its gain', 'tanh, Xavier')) > 4",
    "the logarithm of the mean square varies by about 5L/n: 2.3 for thirty layers of 64 units":
        "abs(np.log(np.mean(2 * np.maximum(np.random.default_rng(0).normal("
        "size=(2000, 30, 64)), 0) ** 2, axis=2)).sum(axis=1).var() / (5 * 30 / 64) - 1) < 0.15",
    "calculate_gain has 1 for the sigmoid, 5/3 for tanh, and the table's for the ReLUs":
        "np.allclose([advised[n] for n in ('sigmoid', 'tanh')], [1, 5 / 3]) and "
        "np.allclose([advised[n] for n in ('relu', 'leaky')], "
        "[keeping[n] for n in ('relu', 'leaky')], rtol=1e-3)",
    "the slopes of GELU and SiLU go a little below 0 and above 1":
        "np.allclose([[slopes[n].min(), slopes[n].max()] for n in ('gelu', 'silu')], "
        "[[-0.13, 1.13], [-0.1, 1.1]], atol=0.005)",
    "the cliff's curve is level to 0.87": "power_loss(0.87) > 0.48 and power_loss(0.95) < 0.32",
    "Adam lifts ReLU by Xavier beyond guessing and ReLU by He above momentum, not the sigmoid":
        "by_adam['ReLU, Xavier'].mean() > 15 and by_adam['sigmoid, Xavier'].max() < 15 and "
        "by_adam['ReLU, He'].mean() > scores['ReLU, He', 30].mean() + 5",
    "and the order of the pairs stays":
        "by_adam['sigmoid, Xavier'].mean() < by_adam['ReLU, Xavier'].mean() < "
        "by_adam['ReLU, He'].mean() < by_adam['leaky ReLU, its gain'].mean() < "
        "min(by_adam[p].mean() for p in ('tanh, Xavier', 'ELU, its gain'))",
}  # fmt: skip
