// The three areas under one envelope, side by side, and COCO's mean over the thresholds.

import { round, text } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { fixed, scale } from "../shared/scale.js";
import { stairs } from "./curve_picture.js";
import { levels } from "./precision.js";
import data from "../../detection.json" with { type: "json" };

const GAP = 14;
const HEAD = 52;
const SOURCES = { eleven: "VOC 2007", all: "VOC since 2010", hundred: "COCO" };
const SHORT = { ...SOURCES, all: "VOC 2010–" };
const NARROW = 90;
const BARS = { eleven: { parts: 10, share: 0.5 }, hundred: { parts: 100, share: 0.9 } };

export function areasPicture(points, areas, width, height) {
  const wide = (width - 2 * GAP) / 3;
  const y = scale("linear", [0, 1], [height - 1, HEAD + 4]);
  return {
    width,
    height,
    scene: Object.entries(data.areas).map(([name, title], i) => {
      const x = scale("linear", [0, 1], [4, wide - 4]);
      return element(
        "g",
        { transform: `translate(${round(i * (wide + GAP))} 0)` },
        text(0, 13, title, "stp-axis-name stp-strong"),
        text(0, 28, wide < NARROW ? SHORT[name] : SOURCES[name], "stp-tick"),
        text(0, 46, fixed(areas[name], 3), "stp-number"),
        element("path", { class: "stp-grid", d: `M0 ${round(y(1))}H${round(wide)}M0 ${round(y(0))}H${round(wide)}` }),
        element("path", { class: "det-filled", d: (name === "all" ? under : bars)(points, x, y, BARS[name]) }),
        element("path", { class: "det-envelope", d: stairs(points.precision, points.recall, x, y) }),
      );
    }),
  };
}

function under({ precision, recall }, x, y) {
  const outline = stairs(precision, recall, x, y);
  return outline && `${outline}H${round(x(0))}Z`;
}

// One bar a level of recall, around it.
function bars(points, x, y, { parts, share }) {
  const half = ((x(1) - x(0)) / parts) * share / 2;
  return levels(points, parts)
    .map((value, i) => {
      const at = x(i / parts);
      return value ? `M${round(at - half)} ${round(y(0))}V${round(y(value))}H${round(at + half)}V${round(y(0))}Z` : "";
    })
    .join("") || null;
}

const STRIP = { top: 20, bottom: 20 };

// AP at each threshold, the chosen one marked, and a line at the mean of the ten.
export function stripPicture({ at, ap }, threshold, width, height) {
  const slot = width / at.length;
  const y = scale("linear", [0, Math.max(...at)], [height - STRIP.bottom, STRIP.top]);
  const mean = round(y(ap));
  const style = (i) => (data.traits.threshold.among[i] === threshold ? "stp-tick stp-strong det-over" : "stp-tick det-over");
  const middle = (i) => (i + 0.5) * slot;
  return {
    width,
    height,
    scene: [
      ...at.map((value, i) =>
        element("rect", {
          class: data.traits.threshold.among[i] === threshold ? "det-column det-chosen" : "det-column",
          x: round(middle(i) - slot * 0.34), y: round(y(value)), width: round(slot * 0.68),
          height: round(y(0) - y(value)),
        })),
      element("path", { class: "det-mean", d: `M0 ${mean}H${round(width)}` }),
      ...at.flatMap((value, i) => [
        text(middle(i), y(value) - 5, hundredths(value), style(i), "middle"),
        text(middle(i), height - 5, hundredths(data.traits.threshold.among[i]), style(i), "middle"),
      ]),
      text(width, 14, `AP@[.50:.05:.95] = ${fixed(ap, 3)}`, "stp-number", "end"),
    ],
  };
}

// 0.5 → .50
function hundredths(value) {
  return fixed(value).replace(/^0/, "");
}
