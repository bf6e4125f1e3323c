// The sliders: what the data are, and what is fitted to them.

import { choice, group, slider } from "../shared/controls.js";
import { html, setText } from "../shared/dom.js";

export function settingsPanel({ control }) {
  const seed = html("span", { class: "fit-seed" });
  const degree = control("degree", slider, { label: "degree", symbol: "d" });
  const penalty = control("penalty", slider, { label: "ridge penalty", symbol: "λ", kind: "log", zero: true });
  const samples = control("samples", slider, { label: "samples", symbol: "n" });
  const noise = control("noise", slider, { label: "noise", symbol: "σ", step: 0.01 });
  const folds = control("folds", slider, { label: "folds", symbol: "k" });
  const order = control("order", choice, { label: "Order of the points" });
  const splits = group("Folds", folds.root, order.root);
  splits.classList.add("fit-splits");
  return {
    root: html(
      "div",
      { class: "stp-settings" },
      group("Polynomial", degree.root, penalty.root),
      group(["Data", seed], samples.root, noise.root),
      splits,
    ),
    update(state) {
      setText(seed, `seed ${state.seed}`);
      splits.hidden = state.mode !== "folds";
    },
  };
}
