// What the layers' arrays come to: means, spreads, norms, histograms, dead units, clipping.

import { length } from "./layers.js";
import data from "../../activations.json" with { type: "json" };

const { width: n, samples, flat: FLAT, healthy, bins: BINS } = data;

// One layer in numbers; `gradient` is that of its weights, `signal` that of its outputs.
export function measure(layer) {
  const outputs = spread(layer.h);
  const { flat, dead } = flatness(layer.slope);
  const weights = layer.dw.length * layer.dw[0].length;
  const gradient = length(layer.dw);
  const gradientMean = total(layer.dw) / weights;
  return {
    mean: outputs.mean,
    std: outputs.std,
    flat,
    dead,
    gradientStd: Math.sqrt(Math.max(gradient ** 2 / weights - gradientMean ** 2, 0)),
    gradient,
    signal: layer.signal,
  };
}

// Mean and standard deviation.
function spread(values) {
  const mean = total([values]) / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) * (values[i] - mean);
  return { mean, std: Math.sqrt(squares / values.length) };
}

function total(arrays) {
  let sum = 0;
  for (const values of arrays) for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

// The share of outputs where the slope is flat, and how many units are flat for every sample.
function flatness(slope) {
  let [flat, dead] = [0, 0];
  for (let j = 0; j < n; j++) {
    let own = 0;
    for (let s = 0; s < samples; s++) if (slope[s * n + j] < FLAT) own++;
    flat += own;
    if (own === samples) dead++;
  }
  return { flat: flat / (n * samples), dead };
}

// How many numbers fall in each of BINS equal bins over [low, high], and how many beyond.
// `factor` multiplies each number first.
export function histogram(arrays, [low, high], factor = 1) {
  const counts = new Uint32Array(BINS + 1);
  let [below, above, total] = [0, 0, 0];
  const scale = BINS / (high - low);
  for (const values of arrays) {
    total += values.length;
    for (let i = 0; i < values.length; i++) {
      const value = factor * values[i];
      if (value < low) below++;
      else if (value > high) above++;
      else counts[((value - low) * scale) | 0]++;
    }
  }
  counts[BINS - 1] += counts[BINS]; // what is exactly `high`
  return { counts: counts.subarray(0, BINS), below, above, total };
}

// Clipping by one global norm: what every gradient is multiplied by.
export function clipFactor(norm, maxNorm) {
  return norm > maxNorm ? maxNorm / norm : 1;
}

// The norm of all gradients together, from those of the layers.
export function globalNorm(layers) {
  return Math.hypot(...layers.map(({ gradient }) => gradient));
}

export function health(norm) {
  if (norm < healthy[0]) return "vanishing";
  return norm > healthy[1] ? "exploding" : "healthy";
}
