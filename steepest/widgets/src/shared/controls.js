// Native inputs with their labels. Each returns its `root` and an `update` that shows a value.

import { html, setText, uniqueId } from "./dom.js";
import { format, scale } from "./scale.js";

const NOTCHES = 100;

// A slider over [low, high] on a linear, log or complement scale; values keep two digits.
export function slider({ label, symbol, kind, low, high }, onChange) {
  const position = scale(kind, [low, high], [0, NOTCHES]);
  const id = uniqueId("slider");
  const output = html("output", { for: id, class: "stp-value" });
  const input = html("input", {
    type: "range", id, min: 0, max: NOTCHES, step: 1,
    oninput: () => {
      const value = tidy(position.invert(Number(input.value)), kind);
      show(value);
      onChange(value);
    },
  });

  let shown;
  function show(value) {
    shown = value;
    const text = format(value, kind === "complement" ? 4 : 3);
    setText(output, text);
    input.setAttribute("aria-valuetext", text);
    input.style.setProperty("--stp-fill", `${(100 * input.value) / NOTCHES}%`);
  }

  return {
    root: html(
      "div",
      { class: "stp-slider" },
      html("label", { for: id }, symbol && html("span", { class: "stp-symbol" }, symbol), label),
      output,
      input,
    ),
    update(value) {
      if (value === shown) return;
      const at = Math.round(position(Math.min(Math.max(value, low), high)));
      if (Number(input.value) !== at) input.value = at;
      show(value);
    },
  };
}

// Rounds to what a reader would type: 0.0123 → 0.012; near 1 on a complement scale, 0.9912 → 0.991.
function tidy(value, kind) {
  if (kind !== "complement") return Number(value.toPrecision(2));
  return value < 0.005 ? 0 : Number((1 - Number((1 - value).toPrecision(2))).toFixed(6));
}

// A drop-down list. `options` are names, or [value, name] pairs.
export function select(label, options, onChange) {
  const id = uniqueId("select");
  const input = html(
    "select",
    { id, onchange: () => onChange(input.value) },
    options.map((option) => {
      const [value, name] = Array.isArray(option) ? option : [option, option];
      return html("option", { value }, name);
    }),
  );
  return {
    root: html("div", { class: "stp-select" }, html("label", { for: id }, label), input),
    update: (value) => (input.value = value),
  };
}
