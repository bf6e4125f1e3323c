// The chapter's schedules, with their names and arguments there: no drawing, no DOM. They are held to
// autograder's formulas by tools/traces/schedule.py. Steps are counted from 0.

const DROP = 0.1; // what a step-down leaves

export function stepLr(step, base, size) {
  return base * DROP ** Math.floor(step / size);
}

export function cosineAnnealing(step, base, total, least) {
  return least + ((base - least) * (1 + Math.cos((Math.PI * step) / total))) / 2;
}

// Cycles are counted in whole numbers: a logarithm would miss a restart by rounding.
export function warmRestarts(step, base, period, multiplier, least) {
  while (step >= period) [step, period] = [step - period, period * multiplier];
  return cosineAnnealing(step, base, period, least);
}

export function linearWarmup(step, base, steps) {
  return step < steps ? (base * (step + 1)) / steps : base;
}

const PLANS = {
  constant: (step, { base }) => base,
  steps: (step, { base, period }) => stepLr(step, base, period),
  linear: (step, { base, least }, total) => base + ((least - base) * step) / total,
  cosine: (step, { base, least }, total) => cosineAnnealing(step, base, total, least),
  restarts: (step, { base, least, period, multiplier }) => warmRestarts(step, base, period, multiplier, least),
};

// The rates of `steps` steps: a warm-up, then the plan over the steps that are left.
export function ratesOf(state, steps) {
  const { plan, base, warmup } = state;
  const rate = (step) => (step < warmup ? linearWarmup(step, base, warmup) : PLANS[plan](step - warmup, state, steps - warmup));
  return Array.from({ length: steps }, (_, step) => rate(step));
}
