// Runs the figure's simulation for the tests: JSON requests on stdin, JSON answers on stdout.

import { text } from "node:stream/consumers";
import { baseline, counts, curves, measures } from "../../steepest/widgets/src/threshold/classification.js";
import { errors, points } from "../../steepest/widgets/src/threshold/regression.js";
import { sample } from "../../steepest/widgets/src/threshold/scores.js";
import { normalize } from "../../steepest/widgets/src/threshold/state.js";

const { samples = [], given = [], pairs = [], states = [], patches = [] } = JSON.parse(await text(process.stdin));

function classified(drawn, thresholds) {
  return {
    samples: drawn,
    curves: curves(drawn),
    at: thresholds.map((threshold) => {
      const four = counts(drawn, threshold);
      return { ...four, ...measures(four), baseline: baseline(four) };
    }),
  };
}

process.stdout.write(
  JSON.stringify({
    samples: samples.map(({ thresholds, ...one }) => classified(sample(one), thresholds)),
    given: given.map(({ truth, scores, thresholds }) => {
      const drawn = scores.map((score, i) => ({ score, positive: truth[i] === 1 }));
      return classified(drawn.sort((a, b) => b.score - a.score), thresholds);
    }),
    pairs: pairs.map(({ truth, prediction }) =>
      errors(truth.map((value, i) => ({ truth: value, prediction: prediction[i] })))),
    states: states.map((state) => ({ points: points(state), errors: errors(points(state)) })),
    patches: patches.map(([patch, before]) => normalize(patch, before && normalize(before, null))),
  }),
);
