// The sliders, and which of them a loss has.

import { slider } from "../shared/controls.js";
import { dial } from "../shared/dial.js";
import { html } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { COUNT } from "./samples.js";
import { HEIGHT, RATES, rateStrip } from "./rate_strip.js";

const CURVATURES = Array.from({ length: 36 }, (_, i) => (i + 5) / 10);
const STEPS = [5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200];
const BATCHES = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 25, 30, 32, 40, 50, 64, 75, COUNT];

export function dials({ control, again }, describedBy) {
  const rate = control("rate", dial, { label: "your learning rate", symbol: "η", values: RATES });
  rate.input.setAttribute("aria-describedby", describedBy);
  const strip = drawing("stp-strip", "Where learning rates are stable");
  rate.root.append(strip.root);
  const curvature = control("curvature", dial, { label: "curvature", symbol: "λ", values: CURVATURES });
  const steps = control("steps", dial, { label: "steps", values: STEPS, say: String });
  const batch = control("batch", dial, { label: "your batch size", values: BATCHES, say: String });
  const epochs = control("epochs", slider, { label: "epochs" });
  const shuffle = again("Shuffle anew", "stp-shuffle");
  const row = [curvature.root, steps.root, batch.root, epochs.root, shuffle];
  return {
    root: html("div", { class: "stp-dials" }, rate.root, html("div", { class: "stp-dial-row" }, row)),
    update({ loss }) {
      const inBatches = loss === "samples";
      curvature.root.hidden = inBatches || loss === "two_minima";
      steps.root.hidden = inBatches;
      batch.root.hidden = epochs.root.hidden = shuffle.hidden = !inBatches;
    },
    draw: (shown, width) => strip.show({ width, height: HEIGHT, scene: [rateStrip(shown, width)] }),
  };
}
