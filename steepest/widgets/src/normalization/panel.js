// Beside the pictures: sliders and switches, each in the views in which it is of use.

import { group, toggle } from "../shared/controls.js";
import { dial } from "../shared/dial.js";
import { html } from "../shared/dom.js";
import { fixed } from "../shared/scale.js";

const MOMENTA = [0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1];
const STATISTICS = ["layer", "running"];
const GROUPS = {
  "What arrives": [
    ["batch", dial, { label: "batch size", symbol: "n", step: 1, say: String }, STATISTICS],
    ["shift", dial, { label: "mean" }, STATISTICS],
    ["spread", dial, { label: "standard deviation" }, STATISTICS],
  ],
  "Batch norm": [
    ["batch_norm", toggle, { label: "on the way to ReLU" }, ["layer"]],
    ["gamma", dial, { label: "scale", symbol: "γ" }, STATISTICS],
    ["beta", dial, { label: "shift", symbol: "β" }, STATISTICS],
    ["momentum", dial, { label: "momentum", symbol: "m", values: MOMENTA, say: String }, ["running"]],
  ],
  Cells: [
    ["groups", dial, { label: "groups of group norm", say: String }, ["cells"]],
    ["normalized", toggle, { label: "show normalised values" }, ["cells"]],
  ],
};
const TENTHS = { step: 0.1, say: (value) => fixed(value, 1), style: "stp-toggle" };

export function settingsPanel({ control }) {
  const groups = Object.entries(GROUPS).map(([title, parts]) => {
    const made = parts.map(([trait, make, about, views]) => ({ ...control(trait, make, { ...TENTHS, ...about }), views }));
    return { made, root: group(title, made.map(({ root }) => root)) };
  });
  return {
    root: html("div", { class: "stp-settings" }, groups.map(({ root }) => root)),
    update({ view }) {
      for (const { root, made } of groups) {
        for (const one of made) one.root.hidden = !one.views.includes(view);
        root.hidden = made.every((one) => one.root.hidden);
      }
    },
  };
}
