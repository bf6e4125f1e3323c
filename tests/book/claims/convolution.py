"""What the text of chapter 10 says of its own results, as expressions that hold in its kernel."""

CLAIMS = {
    "the lecture's colour image gives four maps of 28":
        "tuple(maps.shape) == (1, 4, 28, 28) and torch.allclose(maps[0, 2, 10, 20], by_hand)",
    "the map moves along and its maximum stays":
        "torch.equal(moved[..., 3:], there[..., :-3]) and "
        "torch.equal(moved.amax((2, 3)), there.amax((2, 3)))",
    "224 becomes 112, and an even kernel grows 8 to 9":
        "nn.Conv1d(1, 1, 7, 2, 3)(torch.zeros(1, 1, 224)).shape[-1] == 112 and "
        "nn.Conv1d(1, 1, 2, 1, 1)(torch.zeros(1, 1, 8)).shape[-1] == 9",
    "73,792 with biases, 73,728 without, 4,096":
        "(count['3 × 3'], count['3 × 3, no bias'], count['1 × 1 to 32, no bias']) "
        "== (73792, 73728, 4096)",
    "all but the last window report a 0":
        "nn.functional.max_pool2d(zeros, 3, 2).tolist() == [[[[0, 0], [0, -1]]]]",
    "fields as measured: 5, 31, 195, 212":
        "[measured(s) for s in ([(3, 1, 1)] * 2, dilated, alexnet, vgg)] == [5, 31, 195, 212]",
    "sizes came as foretold":
        "all(nn.Conv1d(1, 1, *a)(torch.zeros(1, 1, n)).shape[-1] == m "
        "for (n, *a), m in foretold.items())",
    "14 becomes 28 in three ways, 4 becomes 9, 7 and 5":
        "all(nn.ConvTranspose1d(1, 1, *a)(torch.zeros(1, 1, 14)).shape[-1] == 28 "
        "for a in [(2, 2, 0, 0), (3, 2, 1, 1), (4, 2, 1, 0)]) and "
        "[nn.ConvTranspose1d(1, 1, 3, 2, p)(torch.zeros(1, 1, 4)).shape[-1] for p in range(3)] "
        "== [9, 7, 5]",
    "dense knows nothing on the right":
        "results['dense'][:, 1].mean() < 15 and results['dense'][:, 0].mean() < 50",
    "convolutions alone don't help on the right":
        "results['convolutions, then dense'][:, 1].mean() < 20 and "
        "results['convolutions, then dense'][:, 0].mean() > 50",
    "with a maximum most on the right are known, fewer than on the left":
        "(lambda a: a[1] > 50 and a[1] < a[0] - 10)"
        "(results['convolutions, then a maximum'].mean(0))",
    "with padding the gap closes":
        "(lambda a: a.min() > 88 and abs(a[0] - a[1]) < 3)"
        "(results['the same, with padding'].mean(0))",
    "without padding column 9 is as good, column 12 falls to about a fifth":
        "(lambda a: a[1] > 85 and 10 < a[4] < 30)(by_column['convolutions, then a maximum'])",
    "with padding no column falls":
        "by_column['the same, with padding'].min() > 88",
    "the separable layer has 9,344 weights, an eighth":
        "sum(p.numel() for p in separable.parameters()) == 9344 + 64 and "
        "abs(9344 / 73728 - 1 / 8) < 0.005",
    "size comes back, values don't":
        "len(up) == len(A.T) == 5 and not torch.equal(up, torch.tensor([1.0, -1, 2, 0, 5]))",
    "counts are 1, 2, 4 with kernel 3 and 4 with kernel 4":
        "set(counts(3)[2:-2, 2:-2].flatten().tolist()) == {1, 2, 4} and "
        "set(counts(4)[2:-2, 2:-2].flatten().tolist()) == {4}",
    "of VGG's 16 pixels the middle 12 have 95 % of the ways":
        "(lambda w: len(w) == 16 and w[2:-2].sum() > 0.95 * w.sum() > w[3:-3].sum())"
        "(__import__('functools').reduce(lambda w, l: np.convolve(w, l), "
        "[[1, 1, 1], [1, 1, 1], [1, 1], [1, 0, 1, 0, 1], [1, 0, 1, 0, 1], [1, 0, 1]]))",
    "the figure's spread view leaves holes with 2 at 3":
        "counts(2, 3).min() == 0",
}  # fmt: skip
