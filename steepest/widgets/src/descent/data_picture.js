// The samples, the batch of the step that is shown, and the line as far as it has been fitted.

import { round } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { scale } from "../shared/scale.js";
import { seriesGroup } from "../shared/series.js";
import { batchOf } from "./samples.js";
import data from "../../descent.json" with { type: "json" };

const { x: X, y: Y } = data.samples;
const PAD = 6;

export function dataPicture(field, run, order, width, height) {
  const x = scale("linear", [Math.min(...X), Math.max(...X)], [PAD, width - PAD]);
  const y = scale("linear", [Math.min(...Y), Math.max(...Y)], [height - PAD, PAD]);
  const dots = (indices) => indices.map((i) => `M${round(x(X[i]))} ${round(y(Y[i]))}h0`).join("");
  const line = ([slope, intercept]) => {
    const [low, high] = [x.invert(0), x.invert(width)];
    const end = (at) => round(Math.min(Math.max(y(slope * at + intercept), -1e4), 1e4));
    return `M0 ${end(low)}L${width} ${end(high)}`;
  };
  const ground = element("rect", { class: "stp-ground", x: 0, y: 0, width, height });
  const all = element("path", { class: "stp-samples", d: dots(X.map((_, i) => i)) });
  const best = element("path", { class: "stp-best", d: line(field.minima[0].at) });
  return {
    width,
    height,
    at: (step) => [
      ground,
      all,
      best,
      seriesGroup(
        { index: run.index, rule: "fit" },
        step > 0 && step <= run.last &&
          element("path", { class: "stp-batch", d: dots(batchOf(order, step, run.batch)) }),
        element("path", { class: "stp-line", d: line(run.w[Math.min(step, run.last)]) }),
      ),
    ],
  };
}
