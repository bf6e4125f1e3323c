// Where the points come from: a true function, and noise.

import { randomState } from "../shared/random.js";
import data from "../../fit.json" with { type: "json" };

export const TRUTHS = {
  sine: (x) => Math.sin(Math.PI * x),
  cubic: (x) => (5 * x ** 3 - 3 * x) / 2,
  bump: (x) => 1 / (1 + 25 * x * x),
  step: (x) => Math.sign(x),
};

const MOST = data.traits.samples.high;
const FRESH = data.fresh;
// The order for the folds is drawn from a stream of its own, this far from the sample's.
export const ORDER_SEED = 1000;

// What chance gives to the samples of a seed, one sample after the other: places (0 to 1) and
// noise (standard normal) of the points to fit, then of the fresh points. It does not depend on
// the sliders, so that a sample moves with them and is not drawn anew.
const streams = new Map();

export function drawn(seed, number) {
  if (!streams.has(seed)) {
    if (streams.size > 20) streams.clear();
    streams.set(seed, { random: randomState(seed), samples: [] });
  }
  const { random, samples } = streams.get(seed);
  const some = (count, draw) => Float64Array.from({ length: count }, draw);
  while (samples.length <= number) {
    samples.push({
      place: some(MOST, () => random.uniform()),
      noise: some(MOST, () => random.normal()),
      freshPlace: some(FRESH, () => random.uniform()),
      freshNoise: some(FRESH, () => random.normal()),
    });
  }
  return samples[number];
}

// Sample `number` of a state: points to fit, and fresh points from the same source. The range
// −1 to 1 is cut into as many equal parts as there are points, and each part gets one.
export function sample({ truth, samples, noise, seed }, number = 0) {
  const chance = drawn(seed, number);
  const fit = points(truth, samples, noise, chance.place, chance.noise);
  const fresh = points(truth, FRESH, noise, chance.freshPlace, chance.freshNoise);
  return { ...fit, freshX: fresh.x, freshY: fresh.y };
}

function points(truth, count, sigma, place, noise) {
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    x[i] = -1 + (2 * (i + place[i])) / count;
    y[i] = TRUTHS[truth](x[i]) + sigma * noise[i];
  }
  return { x, y };
}

// Which points are held out in each fold: contiguous parts of the points, in the order in which
// they lie or shuffled first; the first `samples % folds` parts are one longer.
export function heldOut({ samples, folds, order, seed }) {
  const line = order === "sorted"
    ? Array.from({ length: samples }, (_, i) => i)
    : randomState(ORDER_SEED + seed).permutation(samples);
  let from = 0;
  return Array.from({ length: folds }, (_, fold) => {
    const size = Math.floor(samples / folds) + (fold < samples % folds ? 1 : 0);
    from += size;
    return line.slice(from - size, from);
  });
}
