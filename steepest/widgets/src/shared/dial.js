// A slider through a list of values, each of which the arrow keys reach.

import { range } from "./range.js";
import { format } from "./scale.js";

// `values` rise, or are all from `low` to `high` that are `step` apart; a value that is not among them
// stands at the nearest. `say` writes it for the eye, `spoken` for the ear.
export function dial({ label, symbol, low, high, step, values = every(low, high, step), say = format, spoken = say }, onChange) {
  return range({
    label, symbol, say, spoken,
    last: values.length - 1,
    valueAt: (at) => values[at],
    notchOf: (value) => nearest(values, value),
  }, onChange);
}

function every(low, high, step) {
  const parts = Math.round(1 / step);
  const first = Math.round(low * parts);
  return Array.from({ length: Math.round((high - low) * parts) + 1 }, (_, i) => (first + i) / parts);
}

function nearest(values, value) {
  let best = 0;
  values.forEach((one, at) => {
    if (Math.abs(one - value) < Math.abs(values[best] - value)) best = at;
  });
  return best;
}
