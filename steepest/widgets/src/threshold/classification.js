// What a threshold makes of scores: no drawing, no DOM. Samples are sorted, highest score first.

// The four counts, in the order of the lecture's table; positive is what scores the threshold or more.
export function counts(samples, threshold) {
  let [tp, fn, fp, tn] = [0, 0, 0, 0];
  for (const { score, positive } of samples) {
    const predicted = score >= threshold;
    if (positive) predicted ? tp++ : fn++;
    else predicted ? fp++ : tn++;
  }
  return { tp, fn, fp, tn };
}

// A ratio whose denominator is 0 counts as 0.
export function measures({ tp, fn, fp, tn }) {
  return {
    accuracy: ratio(tp + tn, tp + fn + fp + tn),
    precision: ratio(tp, tp + fp),
    recall: ratio(tp, tp + fn),
    f1: ratio(2 * tp, 2 * tp + fp + fn),
    fpr: ratio(fp, fp + tn),
  };
}

// Who looks at no score and always says the more frequent class; negative where they are as many.
export function baseline({ tp, fn, fp, tn }) {
  const [positives, negatives] = [tp + fn, fp + tn];
  return {
    says: positives > negatives ? "positive" : "negative",
    accuracy: ratio(Math.max(positives, negatives), positives + negatives),
  };
}

// Both curves, a point for each distinct score from the highest down: `fpr`, `tpr` (which is recall)
// from (0, 0), `precision` from the first score on. `auc` is the area under the first, by
// trapezoids; `ap` that under the second, by steps (average precision).
export function curves(samples) {
  const positives = samples.filter(({ positive }) => positive).length;
  const negatives = samples.length - positives;
  const [fpr, tpr, precision] = [[0], [0], []];
  let [tp, fp, auc, ap] = [0, 0, 0, 0];
  samples.forEach(({ score, positive }, i) => {
    positive ? tp++ : fp++;
    if (samples[i + 1]?.score === score) return;
    const [x, y, p] = [fp / negatives, tp / positives, tp / (tp + fp)];
    auc += ((x - fpr.at(-1)) * (y + tpr.at(-1))) / 2;
    ap += (y - tpr.at(-1)) * p;
    fpr.push(x);
    tpr.push(y);
    precision.push(p);
  });
  return { fpr, tpr, precision, auc, ap, share: positives / samples.length };
}

function ratio(part, whole) {
  return whole === 0 ? 0 : part / whole;
}
