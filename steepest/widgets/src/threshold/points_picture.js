// True values, the line that predicts them, and the errors between: as lengths, squares or percent.

import { axes, round, text } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { format, scale } from "../shared/scale.js";
import { seriesClass } from "../shared/series.js";
import { ERROR, PREDICTION } from "./marks.js";
import data from "../../threshold.json" with { type: "json" };

const MARGIN = { left: 30, right: 20, top: 22, bottom: 36 };
const [X_LOW, X_HIGH] = [0, 9];

export function pointsPicture(width, height) {
  const [left, right] = [MARGIN.left, width - MARGIN.right];
  const x = scale("linear", [X_LOW, X_HIGH], [left, right]);
  const y = scale("linear", [data.traits.truth.low, data.traits.truth.high], [height - MARGIN.bottom, MARGIN.top]);
  const frame = element(
    "g",
    {},
    element("rect", {
      class: "stp-ground", x: left, y: MARGIN.top, width: right - left, height: height - MARGIN.top - MARGIN.bottom,
    }),
    axes(x, y, { xLabel: "x", yLabel: "y", xTicks: 9, yTicks: 6 }),
  );
  return {
    width,
    height,
    x,
    y,
    at: (given, { errors, bias }) => [
      frame,
      element(
        "g",
        { class: seriesClass(ERROR) },
        given.map((point) => errorOf(point, errors, x, y)),
      ),
      element(
        "g",
        { class: seriesClass(PREDICTION) },
        bias !== 0 && element("path", { class: "stp-ghost", "stroke-dasharray": "4 4", d: lineAt(0, x, y) }),
        element("path", { class: "stp-line", d: lineAt(bias, x, y) }),
        given.map((point) =>
          element("path", { class: "stp-marker", d: "M-3.4-3.4H3.4V3.4H-3.4Z", transform: place(x(point.x), y(point.prediction)) })),
        text(right + 5, y(predicted(X_HIGH, bias)) + 4, "ŷ", "stp-name"),
      ),
    ],
  };
}

function predicted(at, bias) {
  return data.line[0] + data.line[1] * at + bias;
}

function lineAt(bias, x, y) {
  return `M${round(x(X_LOW))} ${round(y(predicted(X_LOW, bias)))}L${round(x(X_HIGH))} ${round(y(predicted(X_HIGH, bias)))}`;
}

function place(px, py) {
  return `translate(${round(px)} ${round(py)})`;
}

// Beyond the true value, or where the plot ends there, beyond the prediction.
function heightOf(py, line, error, y) {
  if (error >= 0) return py - 12 > MARGIN.top + 10 ? py - 12 : line + 18;
  return py + 21 < y(0) - 2 ? py + 21 : line - 9;
}

// One error, with its number beyond the true value. A square opens to the side that has the room.
function errorOf({ index, x: at, truth, prediction }, errors, x, y) {
  const error = truth - prediction;
  const [px, py, line] = [x(at), y(truth), y(prediction)];
  const side = Math.abs(py - line);
  const opens = at < (X_LOW + X_HIGH) / 2 ? px : px - side;
  const numbers = {
    lengths: () => format(Math.abs(error), 2),
    squares: () => format(error * error, 2),
    percent: () => (truth === 0 ? "÷ 0" : `${format((100 * Math.abs(error)) / truth, 2)}%`),
  };
  return element(
    "g",
    {},
    element("rect", {
      class: "stp-square", x: round(opens), y: round(Math.min(py, line)),
      width: errors === "squares" ? round(side) : 0, height: errors === "squares" ? round(side) : 0,
    }),
    element("path", { class: "stp-line", d: `M${round(px)} ${round(py)}V${round(line)}` }),
    text(px, heightOf(py, line, error, y), numbers[errors](), "stp-name", "middle"),
    index === data.x.length - 1 && text(px - 13, py + 4, "outlier", "stp-axis-name", "end"),
  );
}
