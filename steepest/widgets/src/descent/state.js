// What the figure's state is: its loss, learning rates, start, and how far it has run.

import { COUNT, stepsPerEpoch } from "./samples.js";
import data from "../../descent.json" with { type: "json" };

export const TRAITS = [
  "loss", "rate", "rates", "start", "curvature", "steps", "batch", "epochs", "seed", "step",
];
const LEAST_RATE = 1e-6;

// A whole, valid state from a change: what is unknown is passed over, what is out of range is
// brought within. Naming a loss brings its own rates, start and steps, where the change does not
// give them. `before` is null for the first state.
export function normalize(patch, before) {
  const { defaults, limits, losses } = data;
  const named = Object.hasOwn(losses, patch.loss) ? patch.loss : undefined;
  const loss = named ?? before?.loss ?? defaults.loss;
  const own = losses[loss];
  const kept = named === undefined ? before : null;

  const state = {
    loss,
    rate: number(patch.rate, kept?.rate ?? own.rate, LEAST_RATE, limits.rate),
    rates: rates(patch.rates, kept?.rates ?? own.rates),
    start: within(patch.start, kept?.start ?? own.start, own.window),
    curvature: number(patch.curvature, before?.curvature ?? defaults.curvature, ...limits.curvature),
    steps: whole(patch.steps, kept?.steps ?? own.steps, 1, limits.steps),
    batch: whole(patch.batch, before?.batch ?? defaults.batch, 1, COUNT),
    epochs: whole(patch.epochs, before?.epochs ?? defaults.epochs, 1, limits.epochs),
    seed: whole(patch.seed, before?.seed ?? defaults.seed, 0, limits.seed),
  };
  const total = totalSteps(state);
  const atEnd = !before || before.step === totalSteps(before);
  return { ...state, step: whole(patch.step, atEnd ? total : before.step, 0, total) };
}

// How many steps the reader's own run has.
export function totalSteps({ loss, steps, batch, epochs }) {
  return loss === "samples" ? epochs * stepsPerEpoch(batch) : steps;
}

function number(given, otherwise, low, high) {
  return Number.isFinite(given) ? Math.min(Math.max(given, low), high) : otherwise;
}

function whole(given, otherwise, low, high) {
  return Math.round(number(given, Math.min(Math.max(otherwise, low), high), low, high));
}

function rates(given, otherwise) {
  if (!Array.isArray(given)) return otherwise;
  const { rate, rates } = data.limits;
  return given.filter(Number.isFinite).slice(0, rates).map((one) => number(one, 0, LEAST_RATE, rate));
}

// A start within the picture, of as many numbers as the loss has weights.
function within(given, otherwise, window) {
  if (!Array.isArray(given)) return otherwise;
  return otherwise.map((own, i) => number(given[i], own, window[2 * i], window[2 * i + 1]));
}
