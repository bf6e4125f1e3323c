// Native inputs with their labels. Each returns its `root` and an `update` that shows a value. A
// figure makes them for the traits of its table: see `control` in figure.js.

import { html, uniqueId } from "./dom.js";
import { range } from "./range.js";
import { format, scale } from "./scale.js";

const NOTCHES = 100;

// A slider over [low, high] on a linear, log or complement scale, where values keep two digits, or
// over whole numbers. `step` is how far apart the notches of a linear one are. With `zero`, its left end
// stands for 0, which a log scale has no place for.
export function slider({ label, symbol, kind, low, high, step, notches = NOTCHES, zero = false }, onChange) {
  const last = kind === "whole" ? high - low : step ? Math.round((high - low) / step) : notches;
  const first = zero ? 1 : 0;
  const position = scale(kind === "whole" ? "linear" : kind, [low, high], [first, last]);
  return range({
    label, symbol, last,
    valueAt: (at) => (at < first ? 0 : tidy(position.invert(at), kind)),
    notchOf: (value) => (zero && value === 0 ? 0 : Math.round(position(Math.min(Math.max(value, low), high)))),
    say: (value) => format(value, kind === "complement" ? 4 : 3),
  }, onChange);
}

// Rounds to what a reader would type: 0.0123 → 0.012; near 1 on a complement scale, 0.9912 → 0.991.
function tidy(value, kind) {
  if (kind === "whole") return Math.round(value);
  if (kind !== "complement") return Number(value.toPrecision(2));
  return value < 0.005 ? 0 : Number((1 - Number((1 - value).toPrecision(2))).toFixed(6));
}

// A drop-down list. `options` are names, or [value, name] pairs.
export function select({ label, options }, onChange) {
  const id = uniqueId("select");
  const input = html(
    "select",
    { id, onchange: () => onChange(input.value) },
    options.map((option) => {
      const [value, name = value] = [option].flat();
      return html("option", { value }, name);
    }),
  );
  return {
    root: html("div", { class: "stp-select" }, html("label", { for: id }, label), input),
    update: (value) => (input.value = value),
  };
}

// One of a few: radio buttons side by side. `options` are [value, name] pairs.
export function choice({ label, options }, onChange) {
  const group = uniqueId("choice");
  const inputs = options.map(([value]) =>
    html("input", { type: "radio", name: group, value, onchange: () => onChange(value) }));
  const labels = options.map(([, name], i) => html("label", {}, inputs[i], html("span", {}, name)));
  return {
    root: html("div", { class: "stp-choice", role: "radiogroup", "aria-label": label }, labels),
    update(value) {
      for (const input of inputs) input.checked = input.value === value;
    },
  };
}

// A checkbox with its label.
export function toggle({ label, style = "stp-switch" }, onChange) {
  const input = html("input", { type: "checkbox", onchange: () => onChange(input.checked) });
  return {
    root: html("label", { class: style }, input, label),
    update: (on) => (input.checked = on),
  };
}

export function button(label, onclick, style = "") {
  return html("button", { type: "button", class: `stp-reset ${style}`.trim(), onclick }, label);
}

// Controls that belong together, under a title.
export function group(title, ...parts) {
  return html("fieldset", { class: "stp-group" }, html("legend", {}, title), ...parts);
}
