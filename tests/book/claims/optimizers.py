"""What the text of chapter 05 says of its own results, as expressions that hold in its kernel."""

CLAIMS = {
    "ten directions are steep": "9 <= (valleys > 1).sum() <= 11",
    "most are thousands of times flatter":
        "np.median(abs(curvatures)) < curvatures[0] / 1000",
    "momentum at 3,000 beats SGD by far":
        "measured['sgd'][-1] > 20 * measured['momentum'][-1]",
    "AdaGrad crosses the aligned ravine in 4 steps": "needed['adagrad'][0] == 4",
    "and one between about 32 and 55 degrees up to a fifth more slowly than SGD":
        "(lambda slow: slow[angles == 45].all() and abs(angles[slow].min() - 32.5) < 3 "
        "and abs(angles[slow].max() - 55) < 3)(needed['adagrad'] > needed['sgd']) "
        "and needed['adagrad'].max() < 1.2 * needed['sgd'].max() and np.ptp(needed['sgd']) == 0",
    "a finer grid finds an SGD that needs 115 steps":
        "min(steps_needed(SGD, lr=lr).max() for lr in 10 ** np.arange(-1.74, -1.67, 0.02)) == 115",
    "Adam hardly depends on the angle": "np.ptp(needed['adam']) < 0.35 * needed['adam'].max() "
        "and needed['adam'].max() < needed['sgd'].min() / 2",
    "the limits of momentum and Nesterov: 3.8 and 1.36":
        "np.allclose([2 * 1.9, 2 * 1.9 / 2.8], [3.8, 1.36], atol=0.01) and all("
        "(abs(follow(SGD, lambda w: w, [1.0], 3000, lr=r * lim, momentum=0.9, nesterov=n)[-1]) "
        "< 1e-3) == (r < 1) for n, lim in ((False, 3.8), (True, 3.8 / 2.8)) "
        "for r in (0.99, 1.01))",
    "RMSprop forgets in some ninety steps":
        "abs(np.argmax(lengths['rmsprop'][20:] > 0.8) - 90) < 12",
    "AdaGrad never does": "lengths['adagrad'][-1] < 0.003",
    "uncorrected Adam: 3.2, then 6.6, then 26 % too long":
        "np.allclose([raw[0], raw.max(), raw[999]], [3.16, 6.57, 1.26], atol=0.02)",
    "no chosen rate is at the edge of the grid":
        "all(rates[0] < lr < rates[-1] for lr in best.values())",
    "good rates differ by a factor of 300":
        "300 <= max(best.values()) / min(best.values()) < 330",
    "the best rate of SGD is 1, and at 3.2 it learns nothing":
        "np.isclose(best['sgd'], 1) and valid_loss['sgd'][-2] > 2.2",
    "0.01 is the best rate of RMSprop and Adam":
        "np.isclose([best['rmsprop'], best['adam']], 0.01).all()",
    "tuned, test accuracies lie within a point":
        "np.ptp([100 * r['test'][1].mean() for r in tuned.values()]) < 1",
    "and vary as much from seed to seed":
        "all(0.3 < 100 * r['test'][1].std(ddof=1) < 1 for r in tuned.values())",
    "SGD looks hopeless at its default": "untuned['sgd']['test'][1].mean() < 0.25",
    "and Adam doesn't": "untuned['adam']['test'][1].mean() > 0.9",
    "RMSprop is the champion of the defaults":
        "max(untuned, key=lambda n: untuned[n]['test'][1].mean()) == 'rmsprop'",
    "momentum and Nesterov reach 0.1 first, AdaGrad and Adadelta last":
        "(lambda t: max(t['momentum'], t['nesterov']) < t['sgd'] + 1 and "
        "min(t['adagrad'], t['adadelta']) > t['momentum'] + 1)"
        "({n: np.argmax(typical(r['curve']) < 0.1) for n, r in tuned.items()})",
}  # fmt: skip
