// Precision against recall: the saw-tooth as far as it has grown, and its envelope.

import { axes, polyline, round, text } from "../shared/axes.js";
import { kept } from "../shared/kept.js";
import { element } from "../shared/scene.js";
import { scale } from "../shared/scale.js";
import { envelope } from "./precision.js";

const MARGIN = { left: 32, right: 12, top: 24, bottom: 36 };
const CROSS = "M-3.5-3.5L3.5 3.5M3.5-3.5L-3.5 3.5";

export function curvePicture({ rows, precision, recall }, width, height) {
  const x = scale("linear", [0, 1], [MARGIN.left, width - MARGIN.right]);
  const y = scale("linear", [0, 1], [height - MARGIN.bottom, MARGIN.top]);
  const points = precision.map((value, i) => [x(recall[i]), y(value)]);
  const ghost = element("path", { class: "det-ghost", d: polyline(points) });
  const marks = rows.map(({ takes }, i) => mark(takes !== null, points[i]));
  return {
    width,
    height,
    at: (step) => [
      frame(x, y),
      ghost,
      element("path", { class: "det-envelope", d: stairs(precision.slice(0, step), recall, x, y) }),
      element("path", { class: "det-saw", d: polyline(points.slice(0, step)) || null }),
      ring(points[step - 1]),
      ...marks.slice(0, step),
    ],
  };
}

// The envelope as stairs: each level of precision from the recall before it to its own, and down to
// 0 where the recall ends.
export function stairs(precision, recall, x, y) {
  if (precision.length === 0) return null;
  const highest = envelope(precision);
  const steps = highest.map((value, i) => `V${round(y(value))}H${round(x(recall[i]))}`).join("");
  return `M${round(x(0))} ${round(y(highest[0]))}${steps}V${round(y(0))}`;
}

// Around the latest point; out of sight before the first.
function ring([cx, cy] = [-20, -20]) {
  return element("circle", { class: "det-now", r: 8, cx: round(cx), cy: round(cy) });
}

function mark(hit, [px, py]) {
  const transform = `translate(${round(px)} ${round(py)})`;
  return hit
    ? element("circle", { class: "det-dot", r: 3.6, transform })
    : element("path", { class: "det-cross", d: CROSS, transform });
}

// The axes, made again only when they change.
const frame = kept(
  (x, y) => element(
    "g",
    {},
    axes(x, y, { xLabel: "recall", xTicks: 5, yTicks: 5, grid: true }),
    text(0, 12, "precision", "stp-axis-name"),
  ),
  (x, y) => [...x.range, ...y.range],
);
