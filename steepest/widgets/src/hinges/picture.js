// The curve, the hinges, and their sum, as plain data.

import { axes, polyline, round, text } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { scale } from "../shared/scale.js";
import { seriesClass } from "../shared/series.js";
import { hasPoints, heights, HIGH, LOW, network, output, share, spread, targetAt } from "./simulation.js";

const MARGIN = { left: 34, right: 12, top: 26, bottom: 36 };
const XS = spread(241);
const TOP = 3;
const CURVE = 1;
const HINGE = 0;
const SUM = 6;

export function picture(state, width, height) {
  const net = network(state);
  const x = scale("linear", [LOW, HIGH], [MARGIN.left, width - MARGIN.right]);
  const y = scale("linear", [-TOP, TOP], [height - MARGIN.bottom, MARGIN.top]);
  const line = (f, look = {}) => {
    const points = XS.map((at) => [at, f(at)]).filter(([, value]) => Math.abs(value) <= TOP);
    return element("path", { class: "stp-line", ...look, d: polyline(points.map(([at, value]) => [x(at), y(value)])) });
  };
  const drawn = (index, ...parts) => element("g", { class: seriesClass(index) }, ...parts);
  const { knots, values } = heights(state);
  const at = (i) => [x(knots[i]), y(values[i])];
  return {
    width,
    height,
    x,
    y,
    at,
    scene: [
      axes(x, y, { xLabel: "x", grid: true }),
      element("g", { class: seriesClass(HINGE), opacity: 0.45 }, net.w.map((_, i) => line((px) => share(net, state.bend, i, px)))),
      drawn(CURVE, line((px) => targetAt(state.target, px), { "stroke-dasharray": "8 3" })),
      drawn(SUM, line((px) => output(net, state.bend, px)), hasPoints(state) && knots.map((_, i) => dot(...at(i)))),
      ...names(state, MARGIN.left),
    ],
  };
}

const dot = (px, py) => element("circle", { class: "stp-marker", cx: round(px), cy: round(py), r: 4 });

// What each line is, in its colour.
function names({ units }, left) {
  const one = (index, at, words) => element("g", { class: seriesClass(index) }, text(left + at, 12, words, "stp-name"));
  return [one(CURVE, 0, "the curve"), one(HINGE, 76, units > 1 ? "each unit" : "the unit"), one(SUM, 150, units > 1 ? "their sum" : "the network")];
}
