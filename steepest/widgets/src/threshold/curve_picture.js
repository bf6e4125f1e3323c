// The ROC curve or the precision-recall curve, and where the threshold stands on it.

import { round, text } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { fixed, format, scale } from "../shared/scale.js";
import { seriesClass } from "../shared/series.js";
import { MEASURE } from "./marks.js";

const MARGIN = { left: 30, right: 12, top: 40, bottom: 34 };
const TICKS = [0, 0.5, 1];

// What differs between the two: the path of the line, and of a model that knows nothing (`chance`),
// with where that is `named`; the area `under` it, how that is `said`, and on which `side` it is
// written; and `at`, the point of a threshold.
const KINDS = {
  roc: {
    title: "ROC curve", xLabel: "false positive rate", yLabel: "true positive rate (recall)",
    said: "AUC", side: 1, under: ({ auc }) => auc,
    line: ({ fpr, tpr }, x, y) => `M${fpr.map((value, i) => `${round(x(value))} ${round(y(tpr[i]))}`).join("L")}`,
    chance: (_, x, y) => `M${x(0)} ${y(0)}L${x(1)} ${y(1)}`,
    named: (_, x, y) => [x(0.5) + 8, y(0.5) + 14, "start"],
    at: ({ fpr, recall }) => [fpr, recall],
  },
  pr: {
    title: "Precision-recall curve", xLabel: "recall", yLabel: "precision",
    said: "AP", side: 0, under: ({ ap }) => ap,
    // Level from the last recall to the next: no straight line joins two points of this curve.
    line: ({ tpr, precision }, x, y) =>
      `M${x(0)}${precision.map((value, i) => ` ${round(y(value))}H${round(x(tpr[i + 1]))}V`).join("").slice(0, -1)}`,
    chance: ({ share }, x, y) => `M${x(0)} ${round(y(share))}H${x(1)}`,
    named: besideTheLevel,
    at: ({ recall, precision }) => [recall, precision],
  },
};

// Where the level of chance is named so that the curve does not run through the word: below its right
// end; where the axis is too near for that, above it, as far to the right as the curve leaves room.
function besideTheLevel({ tpr, precision, share }, x, y) {
  const [wide, high] = [44, 13];
  const right = x(1) - 8;
  const over = (from, to) => precision.filter((_, i) => x(tpr[i + 1]) >= from && x(tpr[i]) <= to).map((value) => y(value));
  const below = Math.max(y(share), ...over(right - wide, right)) + high;
  if (below <= y(0) - 2) return [right, below, "end"];
  for (let to = right; to >= wide; to -= 4)
    if (Math.max(...over(to - wide, to)) <= y(share) - high - 5) return [to, y(share) - 5, "end"];
  return [right, Math.min(y(share), ...over(right - wide, right)) - 5, "end"];
}

// `at(measures, none)` is the scene; `none` where nothing is predicted positive.
export function curvePicture(name, curves, width, height) {
  const kind = KINDS[name];
  const x = scale("linear", [0, 1], [0, Math.round(width - MARGIN.left - MARGIN.right)]);
  const y = scale("linear", [0, 1], [Math.round(height - MARGIN.top - MARGIN.bottom), 0]);
  const back = backdrop(kind, curves, x, y);
  return {
    width,
    height,
    at: (measures, none) => {
      const [px, py] = [x, y].map((axis, i) => round(axis(kind.at(measures)[i])));
      return [
        back,
        element(
          "g",
          { transform: `translate(${MARGIN.left} ${MARGIN.top})` },
          element("path", { class: "stp-tickmark", d: `M0 ${py}H${px}V${y(0)}` }),
          element("circle", { class: none ? "stp-point stp-none" : "stp-point", cx: px, cy: py, r: 6 }),
        ),
      ];
    },
  };
}

function backdrop({ title, xLabel, yLabel, said, side, under, line, chance, named }, curves, x, y) {
  const [right, bottom] = [x.range[1], y.range[0]];
  const path = line(curves, x, y);
  const [nameX, nameY, anchor] = named(curves, x, y);
  return element(
    "g",
    {},
    text(0, 12, title, "stp-strong"),
    text(0, 30, `${yLabel} ↑`, "stp-axis-name"),
    element(
      "g",
      { class: seriesClass(MEASURE), transform: `translate(${MARGIN.left} ${MARGIN.top})` },
      element("rect", { class: "stp-ground", width: right, height: bottom }),
      TICKS.map((value) => [
        element("path", { class: "stp-tickmark", d: `M${x(value)} ${bottom}v4M0 ${y(value)}h-4` }),
        text(x(value), bottom + 16, format(value), "stp-tick", "middle"),
        text(-7, y(value) + 3.5, format(value), "stp-tick", "end"),
      ]),
      text(right / 2, bottom + 31, `${xLabel} →`, "stp-axis-name", "middle"),
      element("path", { class: "stp-area", d: `${path}V${bottom}H0Z` }),
      element("path", { class: "stp-now", d: chance(curves, x, y) }),
      element("path", { class: "stp-line", d: path }),
      text(nameX, round(nameY), "chance", "stp-said", anchor),
      text(side * (right - 16) + 8, 0.75 * bottom + 4, `${said} ${fixed(under(curves), 3)}`, "stp-name", side ? "end" : "start"),
    ),
  );
}
