"""What the text of chapter 08 says of its own results, as expressions that hold in its kernel."""

CLAIMS = {
    "standardising mends most of the bowl, whitening all of it":
        "all(a > 100 * b and b > 10 and c < 1.001 for a, b, c in conditions.values())",
    "the whitened bowl takes one step":
        "excess['whitened'][1] < 1e-12 and excess['standardised'][-1] < 1e-3 "
        "and excess['centred'][-1] > 0.1",
    "whitening costs more, and the more the wider":
        "(lambda w, s: w[-1] > 10 * s[-1] and w[-1] / w[0] > s[-1] / s[0])"
        "(cost['whiten'], cost['standardise'])",
    "whitened, a few samples are equally far apart":
        "np.ptp(apart['whitened']) < 1e-6 and np.ptp(apart['as they are']) > 1",
    "a bias runs away, and the loss stays":
        "biases[False][-1] > 15 and abs(biases[True][-1]) < 1e-9 and "
        "max(np.ptp(loss) for loss in losses.values()) < 1e-9",
    "the one-pass variance is off by more than 1 at 10,000":
        "abs(short[10_000.0][1] - 1) > 1 and abs(short[10_000.0][0] - 1) < 0.01",
    "about half is cut at the start, and shape decides":
        "abs(share['normal'][20] - 50) < 2 and share['skewed'][20] > 58",
    "nothing comes through a batch of two, (n - 2)/n in general":
        "through[0] < 1e-9 and "
        "np.allclose(through, 1 - 2 / np.array(sizes), atol=0.03)",
    "what is passed on sums to zero": "abs(passed.sum()) < 1e-9",
    "with batch norm, gradients are inverse to the weights":
        "np.allclose([one[1][1] * scale for scale, one in lengths.items()], 0.8956, rtol=0.001)",
    "and those of the layers around do not change":
        "all(np.ptp([one[1][i] for one in lengths.values()]) < 1e-4 for i in (0, 2))",
    "without, the gradients of the layers around grow with the weights":
        "all(lengths[10.0][0][i] > 10 * lengths[1.0][0][i] > 100 * lengths[0.1][0][i] "
        "for i in (0, 2))",
    "at right angles to them": "max(one[2] for one in lengths.values()) < 1e-6",
    "the law of the effective rate is exact in front of a norm, and not with one rate for all":
        "strayed[2] < 1e-8 and strayed[0] > 0.3",
    "the gradient's mean square grows by pi/(pi - 1) a layer, whatever the weights' scale":
        "all(abs(10 ** (grown[True, f] / 29) - np.pi / (np.pi - 1)) < 0.05 "
        "for f in (0.7, 1, 1.4)) and 4.5 < grown[True, 1] < 5.3",
    "without a norm it follows the scale":
        "grown[False, 0.7] < -8 and abs(grown[False, 1]) < 0.5 and grown[False, 1.4] > 8",
    "the best rate grows with the factor, by less than the square": "0.7 < law < 1.6",
    "in a convolution batch norm works at two":
        "min(convolved[n, 2].mean() for n in ('batch', 'group')) > 0.85 "
        "and abs(convolved['batch', 2].mean() - convolved['group', 2].mean()) < 0.04",
    "no norm works at He's factor alone, batch norm at every one":
        "(np.delete(best_of['none'], 3) < 0.5).all() and (best_of['batch'] > 0.7).all() "
        "and good['batch'] > 5 * good['none']",
    "larger first weights want larger rates":
        "(np.diff(maps['batch'].argmax(axis=1)) <= 0).sum() >= 5 and "
        "maps['batch'][0].argmax() > maps['batch'][-1].argmax()",
    "at small rates batch norm is hardly ahead":
        "abs(maps['batch'][3, :3] - maps['none'][3, :3]).max() < 0.1",
    "batch norm arrives first, at both depths":
        "all(arrived['batch', d] < arrived['none', d] for d in (2, 8))",
    "the plain deep network has not arrived, and its seeds differ":
        "np.isinf(arrived['none', 8]) and "
        "speed['none', 8]['test'].std(ddof=1) > 3 * speed['batch', 8]['test'].std(ddof=1)",
    "and does not know the training images":
        "speed['none', 8]['train'].mean() < 0.9",
    "with two layers both do, and a handful of test images lies between":
        "min(speed[n, 2]['train'].mean() for n in ('none', 'batch')) > 0.99 "
        "and 0 < 3.6 * gain < 8",
    "the share of zeros rises a little, and units come to differ":
        "0.02 < zeros['after'].mean() - zeros['before'].mean() < 0.12 and "
        "zeros['after'].std() > 1.5 * zeros['before'].std() and low < 48",
    "train mode is near in mixed company, hopeless in twos and sorted":
        "(lambda m: m[0] - 0.06 < m[1] < m[0] and m[3] < 0.4 and m[4] < 0.4)"
        "([found.mean() for found in modes.values()])",
    "at two batch norm fails, group norm works":
        "small['batch', 2].mean() < 0.45 and small['group', 2].mean() > 0.85",
    "at four they lie close":
        "np.ptp([small[n, 4].mean() for n in dressed]) < 0.04",
    "at 32 batch norm is ahead":
        "small['batch', 32].mean() > max(small[n, 32].mean() for n in ('none', 'group'))",
    "group norm is no better than none within the spread":
        "all(small['group', b].mean() - small['none', b].mean() < 0.04 for b in batch_sizes)",
}  # fmt: skip
