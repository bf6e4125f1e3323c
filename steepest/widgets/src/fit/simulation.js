// The figure in numbers: no drawing, no DOM. Errors are mean squared errors, for every degree.

import { mean as average } from "../shared/statistics.js";
import { evaluate, fitAll } from "./solve.js";
import { heldOut, sample, TRUTHS } from "./sample.js";
import data from "../../fit.json" with { type: "json" };

export const HIGHEST = data.traits.degree.high;
export const DEGREES = Array.from({ length: HIGHEST + 1 }, (_, d) => d);
const FITS = data.traits.fits.high;
const PLACES = data.places;
// Where many fits are held against the truth: the middles of equal parts of −1 … 1.
const MIDDLES = Array.from({ length: PLACES }, (_, i) => -1 + (2 * i + 1) / PLACES);
// The same, and both ends, to draw them.
export const GRID = Float64Array.of(-1, ...MIDDLES, 1);

// One fit: the sample, the weights of each degree, and the errors on the points that were fitted
// and on fresh ones.
export function oneFit(state) {
  const points = sample(state);
  const weights = fitAll(points.x, points.y, state.penalty, HIGHEST);
  const train = weights.map((w) => meanSquare(w, points.x, points.y));
  const valid = weights.map((w) => meanSquare(w, points.freshX, points.freshY));
  return { ...points, weights, train, valid, best: lowest(valid) };
}

// Each fold: the points that it holds out, the weights fitted to the others, and both errors.
export function foldFits(state) {
  const { x, y } = sample(state);
  const all = heldOut(state).map((held) => {
    const out = new Set(held);
    const kept = [...x.keys()].filter((i) => !out.has(i));
    const weights = fitAll(pick(x, kept), pick(y, kept), state.penalty, HIGHEST);
    const error = (w, points) => meanSquare(w, pick(x, points), pick(y, points));
    return {
      held, kept, weights,
      train: weights.map((w) => error(w, kept)),
      valid: weights.map((w) => error(w, held)),
    };
  });
  const mean = (what) => DEGREES.map((d) => average(all.map((fold) => fold[what][d])));
  const [train, valid] = [mean("train"), mean("valid")];
  return { x, y, all, train, valid, best: lowest(valid) };
}

// Many fits, each to a sample of its own: what they predict on the grid, and their errors on
// fresh points.
export function manyFits(state) {
  const curves = DEGREES.map(() => new Float64Array(FITS * GRID.length));
  const fresh = DEGREES.map(() => new Float64Array(FITS));
  for (let number = 0; number < FITS; number++) {
    const points = sample(state, number);
    fitAll(points.x, points.y, state.penalty, HIGHEST).forEach((w, d) => {
      evaluate(w, GRID, curves[d], number * GRID.length);
      fresh[d][number] = meanSquare(w, points.freshX, points.freshY);
    });
  }
  return { curves, fresh, truth: GRID.map((x) => TRUTHS[state.truth](x)), noise: state.noise ** 2 };
}

// The first `count` of many fits of one degree: their mean and standard deviation at each place
// of the grid; bias² and variance, each a mean over the middles; and the error on fresh points.
export function decompose({ curves, fresh, truth, noise }, degree, count) {
  const values = curves[degree];
  const mean = new Float64Array(GRID.length);
  const spread = new Float64Array(GRID.length);
  let [bias, variance] = [0, 0];
  for (let i = 0; i < GRID.length; i++) {
    let sum = 0;
    for (let k = 0; k < count; k++) sum += values[k * GRID.length + i];
    mean[i] = sum / count;
    let squares = 0;
    for (let k = 0; k < count; k++) squares += (values[k * GRID.length + i] - mean[i]) ** 2;
    spread[i] = Math.sqrt(squares / count);
    if (i === 0 || i > PLACES) continue;
    bias += (mean[i] - truth[i]) ** 2 / PLACES;
    variance += squares / count / PLACES;
  }
  const measured = average(fresh[degree].subarray(0, count));
  return { mean, spread, bias, variance, noise, sum: noise + variance + bias, measured };
}

export function meanSquare(weights, x, y) {
  const values = evaluate(weights, x);
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (values[i] - y[i]) ** 2;
  return sum / x.length;
}

export function largest(weights) {
  return weights.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
}

function lowest(errors) {
  return errors.indexOf(Math.min(...errors));
}

function pick(values, at) {
  return Float64Array.from(at, (i) => values[i]);
}
