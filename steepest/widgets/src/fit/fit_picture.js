// The points, the true function, and the curves that are fitted; under them, the folds.

import { axes, text } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { scale } from "../shared/scale.js";
import { evaluate } from "./solve.js";
import { TRUTHS } from "./sample.js";
import { GRID } from "./simulation.js";
import { DOT, CROSS, marks, polyline } from "./marks.js";
import { shown } from "./words.js";

const MARGIN = { left: 36, right: 12, top: 28, bottom: 36 };
const HIGH = 2;
const SMOOTH = Float64Array.from({ length: 141 }, (_, i) => -1 + i / 70);
const ROW = 15;
// From the name of the x axis down to the folds.
const HEAD = 20;
// The room that the numbers beside the folds take, and how many of many fits are drawn.
const ERRORS = 60;
const DRAWN = 30;

// The parts that do not depend on the fit: kept as they are while the room is.
export function fitPicture(state, width, height) {
  const folds = state.mode === "folds" ? state.folds : 0;
  const under = folds ? folds * ROW + HEAD : 0;
  const inner = Math.round(width - MARGIN.left - (folds ? ERRORS : MARGIN.right));
  const tall = Math.round(height - MARGIN.top - MARGIN.bottom - under);
  const x = scale("linear", [-1, 1], [0, inner]);
  const y = scale("linear", [-HIGH, HIGH], [tall, 0]);
  const frame = [
    element("rect", { class: "stp-ground", x: MARGIN.left, y: MARGIN.top, width: inner, height: tall }),
    axes(
      scale("linear", x.domain, [MARGIN.left, MARGIN.left + inner]),
      scale("linear", y.domain, [MARGIN.top + tall, MARGIN.top]),
      { xLabel: "x", yLabel: "y", xTicks: 4, yTicks: 4 },
    ),
  ];
  const draw = { x, y, inner, tall, top: MARGIN.top + tall + MARGIN.bottom + HEAD };
  const truth = curve(draw, SMOOTH.map((at) => TRUTHS[state.truth](at)), "fit-truth");
  const inFrame = { transform: `translate(${MARGIN.left} ${MARGIN.top})` };
  const box = { x: MARGIN.left, y: MARGIN.top, width: inner, height: tall };
  const scene = (parts, ...below) =>
    [...frame, element("svg", box, ...parts.inside), element("g", inFrame, ...parts.marks), ...below];
  return {
    width,
    height,
    draw,
    origin: [MARGIN.left, MARGIN.top],
    one: (numbers) => scene(oneFit(draw, state, numbers, truth)),
    many: manyScene(draw, state, truth, scene),
    folds: (numbers, now) => scene(oneFold(draw, now, numbers, truth), strip(draw, now, numbers)),
    // The fold whose row is at this height, or null.
    foldAt: (py) => {
      const row = Math.floor((py - draw.top + ROW / 2) / ROW);
      return row >= 0 && row < folds ? row + 1 : null;
    },
  };
}

function curve({ x, y }, values, style) {
  const places = Array.from(SMOOTH, (at, i) => [x(at), y(values[i])]);
  return element("path", { class: style, d: polyline(places) });
}

export function fitted(draw, weights, style = "fit-curve") {
  return curve(draw, evaluate(weights, SMOOTH), style);
}

// Points outside the picture are marked at its edge.
function scattered({ x, y, tall }, xs, ys, shape, style) {
  const places = Array.from(xs, (at, i) => [x(at), Math.min(Math.max(y(ys[i]), 0), tall)]);
  return element("path", { class: style, d: marks(shape, places) });
}

function oneFit(draw, state, { x, y, freshX, freshY, weights }, truth) {
  return {
    inside: [truth, fitted(draw, weights[state.degree])],
    marks: [
      scattered(draw, freshX, freshY, CROSS, "fit-cross fit-fresh"),
      scattered(draw, x, y, DOT, "fit-dot"),
    ],
  };
}

function oneFold(draw, state, { x, y, all }, truth) {
  const { held, kept, weights } = all[state.fold - 1];
  const others = all.filter((_, i) => i !== state.fold - 1);
  const some = (values, at) => at.map((i) => values[i]);
  return {
    inside: [
      truth,
      element("g", {}, others.map((fold) => fitted(draw, fold.weights[state.degree], "fit-ghost"))),
      fitted(draw, weights[state.degree]),
    ],
    marks: [
      scattered(draw, some(x, kept), some(y, kept), DOT, "fit-dot"),
      scattered(draw, some(x, held), some(y, held), CROSS, "fit-cross"),
    ],
  };
}

// One row a fold, each point under its place in the picture, and the fold's error beside it.
function strip({ x, inner, top }, { degree, fold }, numbers) {
  const rows = numbers.all.map(({ held, kept, valid }, i) => {
    const places = (points) => points.map((point) => [x(numbers.x[point]), 0]);
    const chosen = i === fold - 1;
    return element(
      "g",
      { transform: `translate(${MARGIN.left} ${top + i * ROW})`, class: chosen ? "fit-row fit-chosen" : "fit-row" },
      element("rect", { x: -MARGIN.left + 4, y: -ROW / 2, width: inner + MARGIN.left + ERRORS - 6, height: ROW, rx: 3 }),
      text(-8, 4, String(i + 1), "stp-tick", "end"),
      element("path", { class: "fit-kept", d: marks("m-1.2 0h2.4", places(kept)) }),
      element("path", { class: "fit-cross", d: marks(CROSS, places(held)) }),
      text(inner + ERRORS - 6, 4, shown(valid[degree]), "stp-tick", "end"),
    );
  });
  return element(
    "g",
    {},
    text(MARGIN.left - 8, top - ROW + 2, "fold", "stp-axis-name", "end"),
    text(MARGIN.left + inner + ERRORS - 6, top - ROW + 2, "error", "stp-axis-name", "end"),
    rows,
  );
}

// Many fits, up to the one that is shown. Each curve is written once.
function manyScene(draw, state, truth, scene) {
  const lines = [];
  return ({ fits, read, latest }, count) => {
    const values = fits.curves[state.degree];
    const line = (of) => polyline(Array.from(GRID, (at, i) => [draw.x(at), draw.y(of(i))]));
    const edge = (sign) => line((i) => read.mean[i] + sign * read.spread[i]);
    let ghosts = "";
    for (let k = Math.max(0, count - DRAWN); k < count; k++) {
      ghosts += lines[k] ??= line((i) => values[k * GRID.length + i]);
    }
    return scene({
      inside: [
        element("path", { class: "fit-band", d: `${edge(1)}${back(edge(-1))}z` }),
        element("path", { class: "fit-ghost", d: ghosts }),
        element("path", { class: "fit-latest", d: lines[count - 1] }),
        truth,
        element("path", { class: "fit-curve", d: line((i) => read.mean[i]) }),
      ],
      marks: [scattered(draw, latest.x, latest.y, DOT, "fit-dot")],
    });
  };
}

// A line run the other way, to be joined to another's end.
function back(line) {
  return `L${line.slice(1).split("L").reverse().join("L")}`;
}

// The height that suits a width. `beside` each other, the pictures make room for the readings and
// for five folds.
export function pictureHeight({ mode, folds }, width, beside) {
  const rows = mode === "folds" ? (beside ? folds - 5 : folds + 1) : 0;
  return Math.round(Math.min(Math.max(0.78 * width, beside ? 350 : 280), 430)) + Math.max(rows, 0) * ROW;
}
