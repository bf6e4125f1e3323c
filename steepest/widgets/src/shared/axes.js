// The frame of a plot: grid lines, ticks with numbers, and the names of the axes.

import { element } from "./scene.js";
import { format, ticks } from "./scale.js";

// `x` and `y` are scales over the plot's box in pixels.
export function axes(x, y, { xLabel, yLabel, xTicks = 5, yTicks = 5, grid = false }) {
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  const vertical = ticks(x, xTicks).map((value) => {
    const at = round(x(value));
    return [
      line(at, bottom, at, grid ? top : bottom + 4, grid),
      text(at, bottom + 16, format(value), "stp-tick", "middle"),
    ];
  });
  const horizontal = ticks(y, yTicks).map((value) => {
    const at = round(y(value));
    return [
      line(left, at, grid ? right : left - 4, at, grid),
      text(left - 7, at + 3.5, format(value), "stp-tick", "end"),
    ];
  });
  return element(
    "g",
    { class: "stp-axes" },
    vertical,
    horizontal,
    text((left + right) / 2, bottom + 31, xLabel, "stp-axis-name", "middle"),
    yLabel && text(left - 7, top - 9, yLabel, "stp-axis-name", "end"),
  );
}

export function text(x, y, content, style, anchor = "start") {
  return element("text", { x: round(x), y: round(y), class: style, "text-anchor": anchor }, content);
}

function line(x1, y1, x2, y2, grid) {
  return element("path", {
    d: `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`,
    class: grid ? "stp-grid" : "stp-tickmark",
  });
}

export function round(pixel) {
  return Math.round(pixel * 10) / 10;
}

// A scene in another place.
export function moved(x, y, ...scene) {
  return element("g", { transform: `translate(${round(x)} ${round(y)})` }, ...scene);
}

// A line through points in pixels.
export function polyline(points) {
  return points.map(([px, py], i) => `${i ? "L" : "M"}${round(px)} ${round(py)}`).join("");
}
