// The numbers of the figure: no drawing, no DOM. tests/widgets holds them equal to torch's.

import { batchAt, indexOf, placeOf, ringedValue, STEPS, withRinged } from "./samples.js";
import data from "../../normalization.json" with { type: "json" };

const { channels } = data.cube;

// Mean and variance; `less` is what the divisor is short of the count.
export function moments(values, less = 0) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - less) };
}

export function normalized(value, { mean, variance }) {
  return (value - mean) / Math.sqrt(variance + data.eps);
}

const relu = (value) => Math.max(value, 0);

// One batch through one unit of a layer, at each of four stages: as it arrives, normalised, after
// γ and β, after ReLU; and after ReLU alone, without batch norm.
export function throughLayer(pool, state) {
  const before = withRinged(batchAt(pool, 1, state), state);
  const own = moments(before);
  const hat = state.batch_norm ? before.map((value) => normalized(value, own)) : before;
  const scaled = state.batch_norm ? hat.map((value) => state.gamma * value + state.beta) : before;
  const stages = [before, hat, scaled, scaled.map(relu)];
  const other = state.batch_norm
    ? before
    : before.map((value) => state.gamma * normalized(value, own) + state.beta);
  const [kept, instead] = [cutBy(scaled), cutBy(other)];
  return {
    stages,
    about: stages.map(about),
    cut: scaled.map((value) => value <= 0),
    // Where on the normalised axis ReLU begins to cut; none where γ is 0.
    threshold: state.batch_norm && state.gamma !== 0 ? -state.beta / state.gamma : null,
    withNorm: state.batch_norm ? kept : instead,
    without: state.batch_norm ? instead : kept,
  };
}

function about(values) {
  const { mean, variance } = moments(values);
  return { mean, std: Math.sqrt(variance) };
}

// What ReLU makes of these: how many become 0, and the mean and spread of what comes out.
function cutBy(values) {
  const zeros = values.filter((value) => value <= 0).length;
  return { zeros, share: zeros / values.length, ...about(values.map(relu)) };
}

// Batches that arrive one at a time, and what batch norm keeps of them. Lists by step, from 0. From
// `data.frozen` on the layer is in eval mode: the running statistics stay as they are.
export function throughTime(pool, state) {
  const { gamma, beta, momentum } = state;
  const ringed = ringedValue(state);
  const output = (stats) => gamma * normalized(ringed, stats) + beta;
  let running = { mean: 0, variance: 1 };
  const steps = [{ running, evalOutput: output(running) }];
  for (let step = 1; step <= STEPS; step++) {
    const values = batchAt(pool, step, state);
    // The running variance is fed the unbiased one, which divides by n − 1.
    const batch = moments(values, 1);
    if (step <= data.frozen) {
      running = {
        mean: (1 - momentum) * running.mean + momentum * batch.mean,
        variance: (1 - momentum) * running.variance + momentum * batch.variance,
      };
    }
    // In train mode the ringed sample is normalised with the batch that it is in, divisor n.
    const company = moments(withRinged(values, state));
    steps.push({ batch, company, running, trainOutput: output(company), evalOutput: output(running) });
  }
  const truth = { mean: state.shift, variance: state.spread ** 2 };
  return { steps, ringed, truth, trueOutput: output(truth) };
}

// How far the ringed sample's output strays in train mode, over the batches up to a step.
export function jitter({ steps }, step) {
  if (step === 0) return null;
  return Math.sqrt(moments(steps.slice(1, step + 1).map((one) => one.trainOutput)).variance);
}

// Which cells a norm averages together with a cell.
export const SETS = {
  batch: ([, c]) => ([, otherC]) => otherC === c,
  layer: ([n]) => ([otherN]) => otherN === n,
  instance: ([n, c]) => ([otherN, otherC]) => otherN === n && otherC === c,
  group: ([n, c], groups) => {
    const size = channels / groups;
    const group = Math.floor(c / size);
    return ([otherN, otherC]) => otherN === n && Math.floor(otherC / size) === group;
  },
};

// The cell's set as 1 and 0 for each cell, its count, mean and variance, and the cell's new value.
export function setOf(values, norm, groups, cell) {
  const belongs = SETS[norm](cell, groups);
  const members = values.map((_, at) => belongs(placeOf(at)));
  const chosen = values.filter((_, at) => members[at]);
  const stats = moments(chosen);
  const value = values[indexOf(cell)];
  return { members, count: chosen.length, ...stats, value, result: normalized(value, stats) };
}

// Every cell normalised with its own set.
export function normalizedCells(values, norm, groups) {
  const kept = new Map();
  return values.map((value, at) => {
    const [n, c] = placeOf(at);
    const key = { batch: c, layer: n, instance: `${n} ${c}` }[norm]
      ?? `${n} ${Math.floor(c / (channels / groups))}`;
    if (!kept.has(key)) kept.set(key, setOf(values, norm, groups, placeOf(at)));
    return normalized(value, kept.get(key));
  });
}
