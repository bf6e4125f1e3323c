"""What the text of chapter 09 says of its own results, as expressions that hold in its kernel."""

CLAIMS = {
    "the network has 8,970 weights": (
        "sum(a[0].numel() for part in fresh_weights() for a in part) == 8970"
    ),
    "both losses fall first, then the validation loss rises": (
        "10 <= turn <= 60 and mean_valid[-1] > mean_valid.min() + 0.2"
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
    "label smoothing asks for a lead of 4.5": ("abs(np.log(0.91 / 0.01) - 4.5) < 0.05"),
    "noise on a linear model is ridge": ("np.isclose(measured, derived, rtol=0.01)"),
    "without a hindrance fewer than four of five are right, and all false labels are learnt": (
        "0.7 < result['nothing']['test accuracy'].mean() < 0.8 and "
        "result['nothing']['false labels'].mean() > 0.99"
    ),
    "noise and dropout gain twelve points, and keep three quarters of the false labels out": (
        "all(np.mean(result[w]['test accuracy'] - result['nothing']['test accuracy']) > 0.11 "
        "and result[w]['false labels'].mean() < 0.25 for w in ('noise', 'dropout'))"
    ),
    "mixup, cutout and weight decay let most of them through, and gain about five": (
        "all(0.035 < np.mean(result[w]['test accuracy'] - result['nothing']['test accuracy']) "
        "< 0.07 and result[w]['false labels'].mean() > 0.5 "
        "for w in ('mixup', 'cutout', 'weight decay'))"
    ),
    "all but label smoothing gain on each seed": (
        "all((result[w]['test accuracy'] > result['nothing']['test accuracy']).all() "
        "for w in ways if w not in ('nothing', 'label smoothing'))"
    ),
    "label smoothing keeps none out, and gains less than a third of the spread": (
        "result['label smoothing']['false labels'].mean() > 0.99 and "
        "np.mean(result['label smoothing']['test accuracy'] - result['nothing']['test accuracy']) "
        "< result['nothing']['test accuracy'].std(ddof=1) / 3"
    ),
    "cutmix lets more through than early stopping, and is not behind it": (
        "result['cutmix']['false labels'].mean() > 2 * result['early stopping']['false "
        "labels'].mean() and result['cutmix']['test accuracy'].mean() > result['early "
        "stopping']['test accuracy'].mean()"
    ),
    "the log loss falls with every one": (
        "all(result[w]['test loss'].mean() < result['nothing']['test loss'].mean() for "
        "w in ways if w != 'nothing')"
    ),
    "on clean digits most lie within a point of nothing": (
        "all(abs(clean[w]['test accuracy'][-1].mean() - clean['nothing']['test "
        "accuracy'][-1].mean()) < 0.012 for w in clean if w not in ('noise', 'cutout'))"
    ),
    "there noise is two points better, and cutout three worse": (
        "0.01 < np.mean(clean['noise']['test accuracy'][-1] - clean['nothing']['test "
        "accuracy'][-1]) < 0.03 and -0.045 < np.mean(clean['cutout']['test accuracy'][-1] - "
        "clean['nothing']['test accuracy'][-1]) < -0.02"
    ),
    "and label smoothing makes the log loss worse, noise better": (
        "clean['noise']['test loss'][-1].mean() < clean['nothing']['test "
        "loss'][-1].mean() < clean['label smoothing']['test loss'][-1].mean()"
    ),
}
