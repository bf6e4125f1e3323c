// What is drawn, as plain data: the same for the living figure and the still.

import { axes, polyline, round } from "../shared/axes.js";
import { kept } from "../shared/kept.js";
import { element } from "../shared/scene.js";
import { scale } from "../shared/scale.js";
import { marker, seriesClass } from "../shared/series.js";
import { classOf, path } from "./simulation.js";
import data from "../../magnets.json" with { type: "json" };

const MARGIN = { left: 30, right: 10, top: 12, bottom: 34 };
const SERIES = [1, 6, 2];
const REACH = 3.2;

export function pairs(flat) {
  return Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);
}

// The whole walk of a state, kept until what makes it changes.
export function walks() {
  const walk = kept((points, loss, hard, margin) =>
    path(pairs(points), { ...data, loss, hard, margin }, data.traits.step.high));
  return ({ points, loss, hard, margin }) => walk(points, loss, hard, margin);
}

export function frame(width, height) {
  const half = Math.min(width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom) / 2;
  const [cx, cy] = [(width + MARGIN.left - MARGIN.right) / 2, (height + MARGIN.top - MARGIN.bottom) / 2];
  const x = scale("linear", [-REACH, REACH], [cx - half, cx + half]);
  const y = scale("linear", [-REACH, REACH], [cy + half, cy - half]);
  return { width, height, x, y, axes: axes(x, y, { xLabel: "", grid: true }) };
}

export function picture({ x, y, width, height, axes: drawn }, walk, { step, loss }) {
  const { points, centers, gradient } = walk[step];
  const each = points.map(([px, py], i) => {
    const trail = walk.slice(0, step + 1).map((at) => [x(at.points[i][0]), y(at.points[i][1])]);
    const [gx, gy] = gradient[i];
    const long = Math.hypot(gx, gy);
    // Three times the pull of one sample's share, and at most 1.
    const size = points.length / Math.max(4, points.length * long);
    const tip = [x(px - size * gx), y(py - size * gy)];
    return element(
      "g",
      { class: seriesClass(SERIES[classOf(i)]) },
      trail.length > 1 && element("path", { class: "stp-ghost", d: polyline(trail) }),
      long > 1e-9 && element("path", { class: "stp-line", d: polyline([[x(px), y(py)], tip]) }),
      long > 1e-9 && element("circle", { class: "stp-fill", cx: round(tip[0]), cy: round(tip[1]), r: 2.2 }),
      marker(SERIES[classOf(i)], x(px), y(py)),
    );
  });
  const homes = loss === "center" && centers.map(([cx, cy], j) =>
    element(
      "g",
      { class: seriesClass(SERIES[j]) },
      element("circle", { class: "stp-tile", cx: round(x(cx)), cy: round(y(cy)), r: 9 }),
    ));
  return { width, height, scene: [drawn, homes, each].flat().filter(Boolean) };
}
