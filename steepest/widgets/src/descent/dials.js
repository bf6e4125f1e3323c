// The sliders, and which of them a loss has.

import { slider } from "../shared/controls.js";
import { dial } from "../shared/dial.js";
import { html, svg } from "../shared/dom.js";
import { Stage } from "../shared/scene.js";
import { COUNT } from "./samples.js";
import { HEIGHT, RATES, rateStrip } from "./rate_strip.js";
import data from "../../descent.json" with { type: "json" };

const CURVATURES = Array.from({ length: 36 }, (_, i) => (i + 5) / 10);
const STEPS = [5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200];
const BATCHES = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 25, 30, 32, 40, 50, 64, 75, COUNT];

export function dials(set, describedBy) {
  const rate = dial({ label: "your learning rate", symbol: "η", values: RATES }, (rate) => set({ rate }));
  rate.input.setAttribute("aria-describedby", describedBy);
  const strip = svg({ class: "stp-strip", role: "img", "aria-label": "Where learning rates are stable" });
  const stage = new Stage(strip);
  rate.root.append(strip);

  const others = {
    curvature: dial({ label: "curvature", symbol: "λ", values: CURVATURES }, (curvature) => set({ curvature })),
    steps: dial({ label: "steps", values: STEPS, say: String }, (steps) => set({ steps })),
    batch: dial({ label: "your batch size", values: BATCHES, say: String }, (batch) => set({ batch })),
    epochs: slider({ label: "epochs", kind: "whole", low: 1, high: data.limits.epochs }, (epochs) => set({ epochs })),
  };
  const shuffle = html(
    "button",
    { type: "button", class: "stp-reset stp-shuffle", onclick: () => set((state) => ({ seed: (state.seed + 1) % (data.limits.seed + 1) })) },
    "Shuffle anew",
  );
  return {
    root: html(
      "div",
      { class: "stp-dials" },
      rate.root,
      html("div", { class: "stp-dial-row" }, Object.values(others).map(({ root }) => root), shuffle),
    ),
    strip,
    update(state) {
      rate.update(state.rate);
      const inBatches = state.loss === "samples";
      others.curvature.root.hidden = inBatches || state.loss === "two_minima";
      others.steps.root.hidden = inBatches;
      others.batch.root.hidden = others.epochs.root.hidden = shuffle.hidden = !inBatches;
      for (const [name, one] of Object.entries(others)) one.update(state[name]);
    },
    draw(shown, width) {
      strip.setAttribute("width", width);
      strip.setAttribute("height", HEIGHT);
      stage.draw([rateStrip(shown, width)]);
    },
  };
}
