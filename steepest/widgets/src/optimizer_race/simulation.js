// The race in numbers: no drawing, no DOM.

import { RULES } from "./rules.js";
import { SURFACES } from "./surfaces.js";

// A run that leaves this box, or stops being a number, has diverged and ends there.
export const LIMIT = 1e3;
// A gradient shorter than this counts as flat.
export const FLAT = 1e-3;
// Flat and above this loss: not at the lowest point, but in a local minimum or on a saddle.
const LOWEST = 1e-3;

// The path of one rule: `x`, `y`, `loss` and `slope` (the gradient's length) at steps 0 … `last`.
export function simulate(surfaceName, ruleName, constants, start, steps) {
  const { loss, gradient } = SURFACES[surfaceName];
  const rule = RULES[ruleName];
  const w = [...start];
  const averages = Array.from({ length: rule.slots }, () => [0, 0]);
  const run = { rule: ruleName, surface: surfaceName, x: [], y: [], loss: [], slope: [] };

  for (let t = 0; ; t++) {
    const value = loss(...w);
    const g = gradient(...w);
    if (!isWithin(w, value, g)) break;
    run.x.push(w[0]);
    run.y.push(w[1]);
    run.loss.push(value);
    run.slope.push(Math.hypot(...g));
    if (t === steps) break;
    rule.step(w, g, averages, constants, t + 1);
  }

  run.last = run.x.length - 1;
  run.diverged = run.last < steps;
  run.settled = settledFrom(run);
  return run;
}

// Where a run stands at a step: "running", "converged", "local minimum", "saddle point", "diverged".
export function stateAt(run, step) {
  if (run.diverged && step > run.last) return "diverged";
  if (step < run.settled) return "running";
  if (run.loss[step] <= LOWEST) return "converged";
  return isMinimum(run.surface, run.x[step], run.y[step]) ? "local minimum" : "saddle point";
}

function isWithin(w, value, g) {
  return w.every((at) => Math.abs(at) <= LIMIT) && [value, ...g].every(Number.isFinite);
}

// The first step from which the gradient stays flat to the end; past the end where it never does.
function settledFrom(run) {
  if (run.diverged) return Infinity;
  let step = run.last + 1;
  while (step > 0 && run.slope[step - 1] <= FLAT) step--;
  return step > run.last ? Infinity : step;
}

// The curvature is positive in every direction (second differences of the gradient).
function isMinimum(surfaceName, x, y) {
  const { gradient } = SURFACES[surfaceName];
  const h = 1e-4;
  const [xx, xy] = difference(gradient(x + h, y), gradient(x - h, y));
  const [, yy] = difference(gradient(x, y + h), gradient(x, y - h));
  return xx > 0 && xx * yy - xy * xy > 0;
}

function difference(a, b) {
  return a.map((value, i) => value - b[i]);
}
