// What goes in: the batches that arrive at one unit of a layer, and a tensor of cells. Both are
// drawn from numpy's RandomState of the seed.

import { randomState } from "../shared/random.js";
import data from "../../normalization.json" with { type: "json" };

export const LARGEST = data.traits.batch.high;
export const STEPS = data.traits.step.high;
const { samples, channels, places } = data.cube;

// Steps × LARGEST numbers of mean 0 and variance 1, skewed to the right: e^(σu) with a normal u,
// less its mean, divided by its standard deviation.
export function skewed(seed) {
  const { normal } = randomState(seed);
  const s2 = data.sigma ** 2;
  const mean = Math.exp(s2 / 2);
  const std = Math.sqrt((Math.exp(s2) - 1) * Math.exp(s2));
  return Float64Array.from(
    { length: STEPS * LARGEST },
    () => (Math.exp(data.sigma * normal()) - mean) / std,
  );
}

// The values of the batch that arrives at a step, counted from 1. A larger batch at the same step
// has the smaller one's samples and more.
export function batchAt(pool, step, { batch, shift, spread }) {
  const first = (step - 1) * LARGEST;
  return Array.from(pool.subarray(first, first + batch), (unit) => shift + spread * unit);
}

// The value of the ringed sample, the same whatever batch it is in.
export function ringedValue({ shift, spread }) {
  return shift + spread * data.ringed;
}

// That batch with the ringed sample in place of its first.
export function withRinged(values, state) {
  return [ringedValue(state), ...values.slice(1)];
}

// The cells (n, c, h·w) in that order, in one list: a part that a channel's cells share, one that
// a sample's share, and noise.
export function cellValues(seed) {
  const { normal } = randomState(seed);
  const ofChannel = Array.from({ length: channels }, () => data.cube.channel * normal());
  const ofSample = Array.from({ length: samples }, () => data.cube.sample * normal());
  return Array.from({ length: samples * channels * places }, (_, at) => {
    const [n, c] = placeOf(at);
    return ofChannel[c] + ofSample[n] + data.cube.noise * normal();
  });
}

export const indexOf = ([n, c, p]) => (n * channels + c) * places + p;

export function placeOf(at) {
  const row = Math.floor(at / places);
  return [Math.floor(row / channels), row % channels, at % places];
}
