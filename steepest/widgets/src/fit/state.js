// What the figure shows: its mode, the data, the polynomial, and where its players stand.

import data from "../../fit.json" with { type: "json" };

const CHOICES = { mode: data.modes, truth: data.truths, order: data.orders };
const WHOLE = ["degree", "samples", "seed", "fits", "folds", "fold"];
export const TRAITS = Object.keys(data.defaults);

// A whole state from a change. What is not known, or is no number, stays as it was; numbers stay
// within their limits. `before` is null for the first state.
export function normalize(patch, before) {
  const kept = before ?? data.defaults;
  const state = {};
  for (const name of TRAITS) {
    const wanted = patch[name];
    if (name in CHOICES) state[name] = Object.hasOwn(CHOICES[name], wanted) ? wanted : kept[name];
    else state[name] = Number.isFinite(wanted) ? number(name, wanted, state) : kept[name];
  }
  // Fewer folds may not have the one that was shown.
  state.fold = Math.min(state.fold, state.folds);
  return state;
}

function number(name, wanted, { folds }) {
  const [low, high] = name === "fold" ? [1, folds] : data.limits[name];
  if (name === "penalty" && wanted <= 0) return 0;
  const within = Math.min(Math.max(wanted, low), high);
  return WHOLE.includes(name) ? Math.round(within) : within;
}
