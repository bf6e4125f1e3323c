// A line fitted to 100 samples: the mean squared error over all of them, or over a batch, and
// descent that takes the samples batch by batch.

import { randomState } from "../shared/random.js";
import { LIMIT } from "./simulation.js";
import data from "../../descent.json" with { type: "json" };

const { x: X, y: Y } = data.samples;
export const COUNT = X.length;
const ALL = X.map((_, i) => i);

export const samplesLoss = {
  loss: ([slope, intercept]) => mean(ALL, (i) => (slope * X[i] + intercept - Y[i]) ** 2),
  gradient: (w) => batchGradient(w, ALL),
  hessian: [2 * mean(ALL, (i) => X[i] * X[i]), 2 * mean(ALL, (i) => X[i]), 2],
  fit: leastSquares(),
};

// Of the mean squared error over the samples `batch`.
function batchGradient([slope, intercept], batch) {
  let [bySlope, byIntercept] = [0, 0];
  for (const i of batch) {
    const off = slope * X[i] + intercept - Y[i];
    bySlope += off * X[i];
    byIntercept += off;
  }
  return [(2 * bySlope) / batch.length, (2 * byIntercept) / batch.length];
}

// A short last batch counts.
export function stepsPerEpoch(batch) {
  return Math.ceil(COUNT / batch);
}

// Where a step of training stands: the epoch it belongs to, its number within that epoch, and how
// many samples have been used by its end.
export function progress(step, batch) {
  const each = stepsPerEpoch(batch);
  const epoch = Math.ceil(step / each);
  const within = step - Math.max(epoch - 1, 0) * each;
  const seen = Math.max(epoch - 1, 0) * COUNT + Math.min(within * batch, COUNT);
  return { epoch, within, seen };
}

// The step that a run with this batch has got to once `seen` samples have been used.
export function stepAfter(seen, batch) {
  const epochs = Math.floor(seen / COUNT);
  return epochs * stepsPerEpoch(batch) + Math.floor((seen - epochs * COUNT) / batch);
}

// The order in which an epoch takes the samples is drawn anew for each, from `seed`: numpy's
// `RandomState(seed).permutation(100)`, again and again. Batches of every size share it.
export function orders(epochs, seed) {
  const random = randomState(seed);
  return Array.from({ length: epochs }, () => random.permutation(COUNT));
}

// The samples of one step's batch.
export function batchOf(order, step, batch) {
  const { epoch, within } = progress(step, batch);
  return order[epoch - 1].slice((within - 1) * batch, within * batch);
}

// Weights and full loss at steps 0 … `last`, for as many epochs as there are orders.
export function train(rate, start, batch, order) {
  const total = order.length * stepsPerEpoch(batch);
  const run = { batch, rate, total, w: [], loss: [] };
  let w = start;
  for (let step = 0; ; step++) {
    const loss = samplesLoss.loss(w);
    if (!(Number.isFinite(loss) && w.every((at) => Math.abs(at) <= LIMIT))) break;
    run.w.push(w);
    run.loss.push(loss);
    if (step === total) break;
    const gradient = batchGradient(w, batchOf(order, step + 1, batch));
    w = w.map((at, i) => at - rate * gradient[i]);
  }
  run.last = run.w.length - 1;
  run.diverged = run.last < total;
  return run;
}

function leastSquares() {
  const [x, y] = [mean(ALL, (i) => X[i]), mean(ALL, (i) => Y[i])];
  const slope = mean(ALL, (i) => (X[i] - x) * (Y[i] - y)) / mean(ALL, (i) => (X[i] - x) ** 2);
  return [slope, y - slope * x];
}

function mean(indices, value) {
  let sum = 0;
  for (const i of indices) sum += value(i);
  return sum / indices.length;
}
