"""What the text of chapter 09 says of its own results, as expressions that hold in its kernel."""

CLAIMS = {
    "the network has 26,122 weights": (
        "sum(a[0].numel() for part in fresh_weights() for a in part) == 26122"
    ),
    "both losses fall first, then the validation loss rises": (
        "10 <= turn <= 60 and mean_valid[-1] > mean_valid.min() + 0.15"
    ),
    "the training loss falls to nothing": ("heart['training loss'][-1].max() < 0.02"),
    "nearly all true labels come first": (
        "learned['true labels'] > 0.9 and learned['false labels'] < 0.15"
    ),
    "at the end all labels are learnt, false ones too": (
        "ended['true labels'].min() == 1 and ended['false labels'].mean() > 0.99"
    ),
    "stopping at the lowest validation loss is worth several points": (
        "np.mean(stopped['test accuracy'] - ended['test accuracy']) > 0.04"
    ),
    "the loop stops patience measurements after the best": ("now - best == patience == 10"),
    "L1 sets the second weight to 0 from 0.32 on": ("abs(zero_from - 0.324) < 0.002"),
    "L2 never does": ("(road_l2 > 0).all()"),
    "stopping takes nearly the road of L2": (
        "max(abs(road_l2 - w).sum(1).min() for w in road_stop) < 0.1"
    ),
    "the unimportant direction agrees to two parts in a hundred": (
        "np.isclose(1 - (1 - 0.05 * h[1])**40, h[1] / (h[1] + 0.5), rtol=0.025)"
    ),
    "AdamW's decay is the same under all noise": (
        "all(abs(m[-1] - 0.999**1000) < 0.03 for m in adamw.values())"
    ),
    "Adam's is not": ("adam[0.1][-1] < 0.05 and adam[10.0][-1] > 0.85"),
    "noise on a linear model is ridge": ("np.isclose(measured, derived, rtol=0.01)"),
    "without a hindrance four of five are right, and all false labels are learnt": (
        "abs(result['nothing']['test accuracy'].mean() - 0.81) < 0.03 and "
        "result['nothing']['false labels'].mean() > 0.99"
    ),
    "noise earns eleven points and lets a fifth of the false labels through": (
        "8 < 100 * np.mean(result['noise']['test accuracy'] - result['nothing']['test "
        "accuracy']) < 14 and 0.12 < result['noise']['false labels'].mean() < 0.3"
    ),
    "dropout and early stopping lie in between": (
        "ways[0] == 'nothing' and ways[-1] == 'noise' and {'dropout', 'early stopping'} "
        "<= set(ways[-4:-1])"
    ),
    "dropout lets more false labels through than early stopping, and is ahead": (
        "result['dropout']['false labels'].mean() > result['early stopping']['false "
        "labels'].mean() and result['dropout']['test accuracy'].mean() > result['early "
        "stopping']['test accuracy'].mean()"
    ),
    "four methods still learn nearly all false labels, and gain less than the spread": (
        "all(result[w]['false labels'].mean() > 0.95 and 0 < np.mean(result[w]['test "
        "accuracy'] - result['nothing']['test accuracy']) < result[w]['test "
        "accuracy'].std(ddof=1) for w in ('label smoothing', 'cutout', 'weight decay', "
        "'mixup'))"
    ),
    "split by split three of them always gain": (
        "all((result[w]['test accuracy'] > result['nothing']['test accuracy']).all() "
        "for w in ('cutout', 'weight decay', 'mixup'))"
    ),
    "the log loss falls with every one": (
        "all(result[w]['test loss'].mean() < result['nothing']['test loss'].mean() for "
        "w in ways if w != 'nothing')"
    ),
    "on clean digits all lie within two points": (
        "np.ptp([c['test accuracy'][-1].mean() for c in clean.values()]) < 0.025"
    ),
    "and the log loss moves both ways": (
        "clean['noise']['test loss'][-1].mean() < clean['nothing']['test "
        "loss'][-1].mean() < clean['label smoothing']['test loss'][-1].mean()"
    ),
}
