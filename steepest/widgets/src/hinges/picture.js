// The curve, the hinges, and their sum, as plain data.

import { axes, polyline } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { scale } from "../shared/scale.js";
import { seriesClass } from "../shared/series.js";
import { HIGH, LOW, network, output, share, spread, targetAt } from "./simulation.js";

const MARGIN = { left: 34, right: 12, top: 22, bottom: 36 };
const XS = spread(241);
const TOP = 3;

export function picture(state, width, height) {
  const net = network(state);
  const x = scale("linear", [LOW, HIGH], [MARGIN.left, width - MARGIN.right]);
  const y = scale("linear", [-TOP, TOP], [height - MARGIN.bottom, MARGIN.top]);
  const line = (f) => {
    const points = XS.map((at) => [at, f(at)]).filter(([, value]) => Math.abs(value) <= TOP);
    return element("path", { class: "stp-line", d: points.length ? polyline(points.map(([at, value]) => [x(at), y(value)])) : "" });
  };
  const drawn = (index, ...lines) => element("g", { class: seriesClass(index) }, ...lines);
  return {
    width,
    height,
    scene: [
      axes(x, y, { xLabel: "x", yLabel: "y", grid: true }),
      element("g", { class: seriesClass(0), opacity: 0.45 }, ...net.w.map((_, i) => line((at) => share(net, state.bend, i, at)))),
      drawn(1, line((at) => targetAt(state.target, at))),
      drawn(6, line((at) => output(net, state.bend, at))),
    ],
  };
}
