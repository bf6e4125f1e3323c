// A slider through a list of values, each of which the arrow keys reach.

import { html, setText, uniqueId } from "./dom.js";
import { format } from "./scale.js";

// `values` rise, or are all from `low` to `high` that are `step` apart; a value that is not among them
// stands at the nearest. `say` writes it for the eye, `spoken` for the ear.
export function dial({ label, symbol, low, high, step, values = every(low, high, step), say = format, spoken = say }, onChange) {
  const id = uniqueId("dial");
  const output = html("output", { for: id, class: "stp-value" });
  const input = html("input", {
    type: "range", id, min: 0, max: values.length - 1, step: 1,
    oninput: () => {
      const value = values[input.value];
      show(value);
      onChange(value);
    },
  });

  let shown;
  function show(value) {
    shown = value;
    setText(output, say(value));
    input.setAttribute("aria-valuetext", spoken(value));
    input.style.setProperty("--stp-fill", `${(100 * input.value) / (values.length - 1)}%`);
  }

  return {
    input,
    root: html(
      "div",
      { class: "stp-slider" },
      html("label", { for: id }, symbol && html("span", { class: "stp-symbol" }, symbol), label),
      output,
      input,
    ),
    update(value) {
      if (value === shown) return;
      const at = nearest(values, value);
      if (Number(input.value) !== at) input.value = at;
      show(value);
    },
  };
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
