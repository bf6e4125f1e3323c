// What the tests ask the threshold's simulation for.

import { baseline, counts, curves, measures } from "../../steepest/widgets/src/threshold/classification.js";
import { errors, points } from "../../steepest/widgets/src/threshold/regression.js";
import { sample } from "../../steepest/widgets/src/threshold/scores.js";

function classified(drawn, thresholds) {
  const at = thresholds.map((threshold) => {
    const four = counts(drawn, threshold);
    return { ...four, ...measures(four), baseline: baseline(four) };
  });
  return { samples: drawn, curves: curves(drawn), at };
}

export const ANSWERS = {
  samples: ({ thresholds, ...one }) => classified(sample(one), thresholds),
  given({ truth, scores, thresholds }) {
    const drawn = scores.map((score, i) => ({ score, positive: truth[i] === 1 }));
    return classified(drawn.sort((a, b) => b.score - a.score), thresholds);
  },
  pairs: ({ truth, prediction }) => errors(truth.map((value, i) => ({ truth: value, prediction: prediction[i] }))),
  states: (state) => ({ points: points(state), errors: errors(points(state)) }),
};
