// The sliders: what the data are, and what is fitted to them.

import { choice, slider } from "../shared/controls.js";
import { html, setText } from "../shared/dom.js";
import data from "../../fit.json" with { type: "json" };

const SLIDERS = {
  degree: { label: "degree", symbol: "d", kind: "whole" },
  penalty: { label: "ridge penalty", symbol: "λ", kind: "log", zero: true },
  samples: { label: "samples", symbol: "n", kind: "whole" },
  noise: { label: "noise", symbol: "σ", kind: "linear", notches: 50 },
  folds: { label: "folds", symbol: "k", kind: "whole" },
};

export function settingsPanel(onChange) {
  const sliders = Object.fromEntries(
    Object.entries(SLIDERS).map(([name, about]) => {
      const [low, high] = data.limits[name];
      return [name, slider({ ...about, low, high }, (value) => onChange({ [name]: value }))];
    }),
  );
  const order = choice("Order of the points", Object.entries(data.orders), (value) => onChange({ order: value }));
  const splits = group("Folds", sliders.folds.root, order.root);
  splits.classList.add("fit-splits");
  const seed = html("span", { class: "fit-seed" });
  return {
    root: html(
      "div",
      { class: "stp-settings" },
      group("Polynomial", sliders.degree.root, sliders.penalty.root),
      group(["Data", seed], sliders.samples.root, sliders.noise.root),
      splits,
    ),
    update(state) {
      for (const [name, one] of Object.entries(sliders)) one.update(state[name]);
      order.update(state.order);
      setText(seed, `seed ${state.seed}`);
      splits.hidden = state.mode !== "folds";
    },
  };
}

function group(title, ...parts) {
  return html("fieldset", { class: "stp-group" }, html("legend", {}, title), ...parts);
}
