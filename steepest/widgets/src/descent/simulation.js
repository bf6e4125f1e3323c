// Gradient descent in numbers: no drawing, no DOM.

// A run that leaves this box, or stops being a number, has diverged and ends there.
export const LIMIT = 1e3;
// A gradient shorter than this counts as flat.
export const FLAT = 1e-3;
// A step that takes off less than this share of the loss crawls.
const SLOW = 0.1;

// The path at one learning rate: weights `w`, `loss` and `slope` (the gradient's length) at steps
// 0 … `last`; `settled` is the first step from which the gradient stays flat.
export function descend({ loss, gradient, minima }, rate, start, steps) {
  const run = { rate, total: steps, w: [], loss: [], slope: [] };
  let w = start;
  for (let step = 0; ; step++) {
    const value = loss(w);
    const g = gradient(w);
    if (![value, ...g].every(Number.isFinite) || w.some((at) => Math.abs(at) > LIMIT)) break;
    run.w.push(w);
    run.loss.push(value);
    run.slope.push(Math.hypot(...g));
    if (step === steps) break;
    w = w.map((at, i) => at - rate * g[i]);
  }
  run.last = run.w.length - 1;
  run.diverged = run.last < steps;
  run.settled = settledFrom(run);
  run.rests = run.settled === Infinity ? null : restAt(run.w[run.last], minima);
  return run;
}

// Where a run stands at a step, in a word or two.
export function stateAt(run, step) {
  if (run.diverged && step > run.last) return `diverged at step ${run.last + 1}`;
  if (step >= run.settled) return run.rests;
  if (step === 0) return "at the start";
  if (run.loss[step] > run.loss[0] * (1 + 1e-9)) return "diverging";
  if (turnsBack(run.w, step)) return "overshooting";
  return run.loss[step] > (1 - SLOW) * run.loss[step - 1] ? "crawling" : "descending";
}

// The first step from which the gradient stays flat to the end; infinite where it never does.
function settledFrom(run) {
  if (run.diverged) return Infinity;
  let step = run.last + 1;
  while (step > 0 && run.slope[step - 1] <= FLAT) step--;
  return step > run.last ? Infinity : step;
}

// The place where a run has come to rest: the nearest minimum, or a hilltop.
function restAt(w, minima) {
  const away = ({ at }) => Math.hypot(...at.map((value, i) => value - w[i]));
  const nearest = minima.reduce((best, one) => (away(one) < away(best) ? one : best));
  if (away(nearest) > 0.1) return "on a hilltop";
  if (minima.length === 1) return "at the minimum";
  return nearest.lowest ? "global minimum" : "local minimum";
}

// The step leads back against the one before it.
function turnsBack(w, step) {
  const [from, to] = [w[step - 1], w[step]];
  const before = w[Math.max(step - 2, 0)];
  return to.reduce((sum, value, i) => sum + (value - from[i]) * (from[i] - before[i]), 0) < 0;
}
