// The sample: what scores a model gives, when it tells the classes apart this well.

import { randomState } from "../shared/random.js";
import data from "../../threshold.json" with { type: "json" };

// Sorted by score, the highest first: `{ score, positive }`. Before the sigmoid the scores of each
// class are normal numbers of variance 1, and the means of the two are `separation` apart. A class
// takes its numbers from its own row, so that another balance adds or drops samples and keeps the
// others where they are.
export function sample({ seed, separation, positives }) {
  const { normal } = randomState(seed);
  const rows = [0, 1].map(() => Array.from({ length: data.samples }, normal));
  const drawn = [
    ...rows[0].slice(0, positives).map((z) => ({ score: sigmoid(separation / 2 + z), positive: true })),
    ...rows[1].slice(positives).map((z) => ({ score: sigmoid(z - separation / 2), positive: false })),
  ];
  return drawn.sort((a, b) => b.score - a.score);
}

function sigmoid(z) {
  return 1 / (1 + Math.exp(-z));
}
