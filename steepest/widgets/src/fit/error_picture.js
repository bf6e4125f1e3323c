// Error against degree: training and validation error on a logarithmic axis, or, for many fits,
// columns of noise, variance and bias² on a linear one.

import { axes, round, text } from "../shared/axes.js";
import { spreadColumn } from "../shared/labels.js";
import { element } from "../shared/scene.js";
import { scale } from "../shared/scale.js";
import { CROSS, DIAMOND, DOT, marks, polyline } from "./marks.js";
import { DEGREES, GRID, HIGHEST } from "./simulation.js";
import { TRUTHS } from "./sample.js";

const MARGIN = { left: 44, top: 28, bottom: 36 };
// The names of the lines stand to their right; columns have none.
const RIGHT = { one: 80, folds: 80, many: 10 };
const [LOWEST, LARGEST] = [1e-3, 10];
const HATCH = 3.5;

export function errorPicture(state, width, height) {
  const inner = Math.round(width - MARGIN.left - RIGHT[state.mode]);
  const tall = Math.round(height - MARGIN.top - MARGIN.bottom);
  const many = state.mode === "many";
  const kind = many ? "linear" : "log";
  const range = many ? [0, ceiling(state)] : [LOWEST, LARGEST];
  const x = scale("linear", [-0.5, HIGHEST + 0.5], [0, inner]);
  const y = scale(kind, range, [tall, 0]);
  const frame = axes(
    scale("linear", x.domain, [MARGIN.left, MARGIN.left + inner]),
    scale(kind, range, [MARGIN.top + tall, MARGIN.top]),
    { xLabel: "degree", xTicks: 7, yTicks: 5, grid: !many },
  );
  const name = text(4, 11, "mean squared error", "stp-axis-name");
  const box = { x: MARGIN.left, y: MARGIN.top, width: inner, height: tall };
  const draw = { x, y, inner, tall, low: range[0], degree: state.degree };
  const scene = ({ inside, marks: over, names }) => [
    frame,
    name,
    element("svg", box, ...inside),
    element("g", { transform: `translate(${MARGIN.left} ${MARGIN.top})` }, ...over),
    element("g", { transform: `translate(${MARGIN.left + inner + 7} ${MARGIN.top})` }, ...names),
  ];
  return {
    width,
    height,
    one: ({ train, valid }) => scene(lines(draw, state, train, valid)),
    folds: ({ train, valid, all }, now) => scene(lines(draw, now, train, valid, all)),
    many: (splits) => scene(columns(draw, splits)),
    // The degree under a pixel, and where the ring of the degree stands: over its errors, hiding none.
    degreeAt: (px) => Math.min(Math.max(Math.round(x.invert(px - MARGIN.left)), 0), HIGHEST),
    ring: [MARGIN.left + x(state.degree), MARGIN.top],
  };
}

// Enough for the columns of the low degrees, whatever the other sliders say.
function ceiling({ truth, noise }) {
  const square = GRID.reduce((sum, at) => sum + TRUTHS[truth](at) ** 2, 0) / GRID.length;
  return 1.3 * (square + noise ** 2);
}

// The pixel of an error, within the picture.
function pixel({ y, tall, low }, error) {
  return Math.min(Math.max(y(Math.max(error, low)), 0), tall);
}

function lines(draw, { noise, fold }, train, valid, folds = []) {
  const { x, y, inner, tall, degree } = draw;
  const place = (errors) => errors.map((error, d) => [x(d), y(Math.max(error, LOWEST / 10))]);
  const line = (errors, style) => element("path", { class: style, d: polyline(place(errors)) });
  const marked = (errors, shape, style) =>
    element("path", { class: style, d: marks(shape, place(errors).filter(([, py]) => py >= 0 && py <= tall)) });
  const floor = noise ** 2;
  const level = round(pixel(draw, floor));
  const ends = [["training", train[HIGHEST]], [folds.length ? "mean" : "validation", valid[HIGHEST]], ["noise σ²", floor]];
  const heights = spreadColumn(ends.map(([, error]) => pixel(draw, error) + 4), 8, tall + 2);
  const styles = ["fit-train-name", "fit-valid-name", "fit-floor-name"];
  return {
    inside: [
      element("path", { class: "stp-now", d: `M${round(x(degree))} 0V${tall}` }),
      element("path", { class: "fit-floor", d: `M0 ${level}H${inner}` }),
      element("g", {}, folds.map((one, i) => line(one.valid, i === fold - 1 ? "fit-fold fit-chosen" : "fit-fold"))),
      line(train, "fit-train"),
      line(valid, "fit-valid"),
    ],
    marks: [
      marked(train, DOT, "fit-dot"),
      marked(valid, CROSS, "fit-cross"),
      gone(draw, valid, "fit-gone"),
    ],
    names: ends.map(([word], i) => text(0, heights[i], word, `stp-name ${styles[i]}`)),
  };
}

// Arrows at the top, over the degrees whose error is beyond it.
function gone({ x, y }, errors, style) {
  const beyond = errors.flatMap((error, d) => (y(error) < 0 ? [[x(d), 1]] : []));
  return element("path", { class: style, d: marks("l4 7h-8z", beyond) });
}

// Columns of noise (hatched), on it variance (outlined), on both bias² (solid).
function columns({ x, y, tall, degree }, splits) {
  const half = 0.36 * (x(1) - x(0));
  const part = (from, to) => splits.map((split, d) => {
    const [bottom, top] = [from(split), to(split)].map((error) => Math.max(y(error), -20));
    return { left: x(d) - half, bottom, top };
  });
  const bars = (parts) => parts.map(({ left, bottom, top }) =>
    `M${round(left)} ${round(bottom)}V${round(top)}h${round(2 * half)}V${round(bottom)}z`).join("");
  const noise = part(() => 0, (s) => s.noise);
  const variance = part((s) => s.noise, (s) => s.noise + s.variance);
  const bias = part((s) => s.noise + s.variance, (s) => s.sum);
  const measured = splits.map((s, d) => [x(d), y(s.measured)]).filter(([, py]) => py >= 0);
  const picked = `M${round(x(degree) - half - 3)} 0h${round(2 * half + 6)}V${tall}h${-round(2 * half + 6)}z`;
  return {
    inside: [
      element("path", { class: "fit-picked", d: picked }),
      element("path", { class: "fit-bias", d: bars(bias) }),
      element("path", { class: "fit-variance", d: bars(variance) }),
      element("path", { class: "fit-noise", d: bars(noise) + hatch(noise, 2 * half) }),
    ],
    marks: [
      element("path", { class: "fit-measured", d: marks(DIAMOND, measured) }),
      gone({ x, y }, splits.map(({ sum }) => sum), "fit-dot"),
    ],
    names: [],
  };
}

function hatch(parts, width) {
  let lines = "";
  for (const { left, bottom, top } of parts) {
    for (let py = bottom - HATCH; py > Math.max(top, 0); py -= HATCH) {
      lines += `M${round(left)} ${round(py)}h${round(width)}`;
    }
  }
  return lines;
}
