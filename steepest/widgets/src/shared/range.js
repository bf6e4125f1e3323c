// A native slider with its label and its value: what a slider (controls.js) and a dial (dial.js) share.

import { html, setText, uniqueId } from "./dom.js";

// It has notches from 0 to `last`; `valueAt(notch)` and `notchOf(value)` say what they stand for. `say`
// writes a value for the eye, `spoken` for the ear.
export function range({ label, symbol, last, valueAt, notchOf, say, spoken = say }, onChange) {
  const id = uniqueId("slider");
  const output = html("output", { for: id, class: "stp-value" });
  const input = html("input", {
    type: "range", id, min: 0, max: last, step: 1,
    oninput() {
      const value = valueAt(Number(input.value));
      show(value);
      onChange(value);
    },
  });

  let shown;
  function show(value) {
    shown = value;
    setText(output, say(value));
    input.setAttribute("aria-valuetext", spoken(value));
    input.style.setProperty("--stp-fill", `${(100 * input.value) / last}%`);
  }

  const name = html("label", { for: id }, symbol && html("span", { class: "stp-symbol" }, symbol), label);
  return {
    input,
    root: html("div", { class: "stp-slider" }, name, output, input),
    update(value) {
      if (value === shown) return;
      const at = notchOf(value);
      if (Number(input.value) !== at) input.value = at;
      show(value);
    },
  };
}
