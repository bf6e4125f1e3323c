// What is drawn, as plain data: the same for the living figure and the still.

import { axes, polyline, round, text } from "../shared/axes.js";
import { handleRing } from "../shared/pointers.js";
import { element } from "../shared/scene.js";
import { fixed, scale } from "../shared/scale.js";
import { dash, marker, seriesClass } from "../shared/series.js";
import { crossEntropy, losses, softmax, target } from "./simulation.js";
import data from "../../loss_shape.json" with { type: "json" };

const MARGIN = { left: 40, right: 14, top: 26, bottom: 36 };
const { low, high } = data.traits.z;
const ZS = Array.from({ length: 161 }, (_, i) => low + ((high - low) * i) / 160);
// The series of squared error, cross-entropy and focal loss.
const SERIES = [0, 1, 6];
const NAMES = Object.values(data.guesses).slice(1);

export function lossNames() {
  return NAMES;
}

// The prices (part 0) or the pulls (part 1) over the logit.
export function curves(state, part, width, height) {
  const x = scale("linear", [low, high], [MARGIN.left, width - MARGIN.right]);
  const y = scale("linear", [part ? -0.25 : 0, part ? 1.25 : 10.5], [height - MARGIN.bottom, MARGIN.top]);
  const sign = part ? -1 : 1;
  const now = losses(state.z, state);
  const lines = SERIES.map((series, k) => {
    const points = ZS.map((z) => [z, sign * losses(z, state)[k][part]]);
    const inside = points.filter(([, v]) => v <= y.domain[1] && v >= y.domain[0]);
    const value = sign * now[k][part];
    return element(
      "g",
      { class: seriesClass(series) },
      element("path", {
        class: "stp-line", "stroke-dasharray": dash(series), d: polyline(inside.map(([z, v]) => [x(z), y(v)])),
      }),
      value <= y.domain[1] && marker(series, x(state.z), y(value)),
    );
  });
  return {
    width, height, x,
    ring: [x(state.z), y(0)],
    scene: [
      axes(x, y, { xLabel: "logit z: sure no … sure yes", yLabel: part ? "pull" : "price", grid: true }),
      element("path", { class: "stp-now", d: `M${round(x(state.z))} ${MARGIN.top}V${height - MARGIN.bottom}` }),
      ...lines,
    ],
  };
}

export function ring(picture) {
  return handleRing(...picture.ring);
}

// In place of the pulls, before there is a guess.
export function curtain(width, height) {
  return {
    width, height,
    scene: [
      element("rect", { class: "stp-ground", x: 0, y: 0, width, height, rx: 6 }),
      text(width / 2, height / 2 - 8, "Guess first: at this logit,", "stp-strong", "middle"),
      text(width / 2, height / 2 + 12, "which loss pulls hardest?", "stp-strong", "middle"),
    ],
  };
}

// Three classes: share, target and gradient as bars.
export function classes({ logits, truth, shared }, width, height) {
  const k = logits.length;
  const targets = target(k, Object.keys(data.classes).indexOf(truth), shared);
  const shares = softmax(logits);
  const found = crossEntropy(logits, targets);
  const y = scale("linear", [-1, 1], [height - 30, 26]);
  const room = (width - 48) / k;
  const parts = [[1, shares], [0, targets], [6, found.gradient]];
  const groups = logits.map((_, j) => {
    const start = 40 + j * room;
    const wide = Math.min(34, room / 4);
    const bars = parts.map(([series, values], i) => {
      const at = start + room / 2 + (i - 1.5) * (wide + 3);
      const [from, to] = [y(Math.max(values[j], 0)), y(Math.min(values[j], 0))];
      return element(
        "g",
        { class: seriesClass(series) },
        element("rect", {
          class: i === 1 ? "stp-square" : i === 0 ? "stp-fill" : "stp-tile",
          x: round(at), y: round(from), width: round(wide), height: round(Math.max(to - from, 0.8)),
        }),
        // On a phone the target's number has no room beside the others; its bar says enough.
        (i !== 1 || wide > 28) &&
          text(at + wide / 2, values[j] < 0 ? to + 13 : from - 5, fixed(values[j]), "stp-tick", "middle"),
        text(at + wide / 2, values[j] < 0 ? y(0) - 5 : y(0) + 13, ["p", "t", "p − t"][i], "stp-tick", "middle"),
      );
    });
    return [bars, text(start + room / 2, height - 8, `class ${Object.values(data.classes)[j]}`, "stp-axis-name", "middle")];
  });
  return {
    width, height, found, shares, targets,
    scene: [
      element("path", { class: "stp-mark", d: `M36 ${round(y(0))}H${width - 8}` }),
      element("g", {}, groups),
    ],
  };
}
