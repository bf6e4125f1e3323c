// What the figure says in words and numbers.

import { format } from "../shared/scale.js";
import { stateAt } from "./simulation.js";
import { COUNT, progress, stepsPerEpoch } from "./samples.js";
import data from "../../descent.json" with { type: "json" };

const inBatches = (field) => field.name === "samples";

// A run's name on the chart, and above its picture.
export function shortName(run, field) {
  if (!inBatches(field)) return run.name === "yours" ? "yours" : format(run.rate);
  return run.batch === COUNT && run.name !== "yours" ? "all 100" : `batch ${run.batch}`;
}

export function title(run, field) {
  if (!inBatches(field)) return `${run.name === "yours" ? "Yours: " : ""}η = ${format(run.rate)}`;
  if (run.name === "yours") return `Yours: batches of ${run.batch}`;
  return run.batch === 1 ? "One at a time" : "All at once";
}

// How a run stands when the reader's own is at `step`: what it does, and its loss.
export function caption(run, field, step) {
  const at = run.stepAt(step);
  if (run.diverged && at > run.last) return [`diverged at step ${run.last + 1}`];
  const loss = run.loss[at];
  if (inBatches(field)) return [`step ${at} of ${run.total}`, `loss ${format(loss, 3, true)}`];
  return [stateAt(run, at), `loss ${format(loss, 2, true)}`];
}

// The loss, its curvatures and what rates they allow.
export function formula(field) {
  const stable = field.stable.map((rate) => format(rate));
  const [first] = field.minima;
  const [low, high] = [first.curvatures[0], first.curvatures.at(-1)].map((value) => format(value));
  return {
    bowl: () => `loss = ½λw², curvature λ = ${high}. Stable below η = 2/λ = ${stable[0]}.`,
    valley: () => `loss = ½wᵀHw, curvatures λ from ${low} to ${high}. Stable below η = 2/λmax = ${stable[0]}.`,
    two_minima: () =>
      `Curvature λ is ${high} at the local minimum and ${format(field.minima[1].curvatures[0])} at the ` +
      `global one. Stable below η = 2/λ = ${stable[0]} and ${stable[1]}.`,
    samples: () =>
      `loss = mean of (slope·x + intercept − y)², λmax = ${high}, lowest loss ` +
      `${format(field.loss(first.at))}. All at once is stable below η = 2/λmax = ${stable[0]}.`,
  }[field.name]();
}

// Epochs and steps as they are counted: pairs of a name and a value.
export function counters({ batch, epochs }, step) {
  const each = stepsPerEpoch(batch);
  const { epoch, seen } = progress(step, batch);
  return [
    ["epoch", `${epoch} of ${epochs}`],
    ["step", `${step} of ${epochs * each}`],
    ["samples used", `${seen}`],
    ["total", `${epochs} × ${each} = ${epochs * each}`],
  ];
}

export function sum({ batch }) {
  const share = COUNT % batch ? `⌈${COUNT} ÷ ${batch}⌉` : `${COUNT} ÷ ${batch}`;
  return `${share} = ${stepsPerEpoch(batch)} steps an epoch`;
}

// What a screen reader is told when the picture has come to rest.
export function sentence(state, { field, runs }, step) {
  const said = runs.map((run) => `${title(run, field)}: ${caption(run, field, step).join(", ")}`).join("; ");
  const counted = inBatches(field) ? `epoch ${progress(step, state.batch).epoch}, step ${step}` : `step ${step}`;
  return `${data.losses[state.loss].title}, ${counted}. ${said}.`;
}
