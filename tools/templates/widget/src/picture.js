// FILL: what is drawn, as plain data: the same for the living figure and the still.

import { axes, polyline } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { scale } from "../shared/scale.js";
import { seriesClass } from "../shared/series.js";
import { valueAt } from "./simulation.js";

const MARGIN = { left: 34, right: 12, top: 22, bottom: 36 };
const XS = Array.from({ length: 41 }, (_, i) => -1 + i / 20);

export function picture({ curve, slope }, width, height) {
  const x = scale("linear", [-1, 1], [MARGIN.left, width - MARGIN.right]);
  const y = scale("linear", [-3, 3], [height - MARGIN.bottom, MARGIN.top]);
  const points = XS.map((at) => [x(at), y(valueAt(curve, slope, at))]);
  return {
    width,
    height,
    scene: [
      axes(x, y, { xLabel: "x", yLabel: "y", grid: true }),
      element("g", { class: seriesClass(1) }, element("path", { class: "stp-line", d: polyline(points) })),
    ],
  };
}
