// What the figure shows: its tab, and the two pages' settings.

import data from "../../threshold.json" with { type: "json" };

export const TRAITS = Object.keys(data.defaults);
const WHOLE = ["positives", "seed"];
const NUMBERS = ["threshold", "separation", "bias"];
const NAMES = { tab: data.tabs, errors: data.errors };

// A whole state from a change; what is out of its range is brought to the nearest end, and what is
// no value of its kind leaves the part as it was. `before` is null for the first state.
export function normalize(patch, before) {
  const state = { ...(before ?? data.defaults) };
  for (const [name, value] of Object.entries(patch)) {
    if (NUMBERS.includes(name)) state[name] = within(name, value, state[name]);
    else if (WHOLE.includes(name)) state[name] = Math.round(within(name, value, state[name]));
    else if (name in NAMES) state[name] = Object.hasOwn(NAMES[name], value) ? value : state[name];
    else if (name === "outlier") state.outlier = Boolean(value);
    else if (name === "truth" && Array.isArray(value)) {
      state.truth = state.truth.map((old, i) => within(name, value[i], old));
    }
  }
  return state;
}

function within(name, value, old) {
  if (typeof value !== "number" || !Number.isFinite(value)) return old;
  const [low, high] = data.limits[name];
  return Math.min(Math.max(value, low), high);
}
