// A bowl over two weights from above: its contours, which are ellipses, and the path of a run.

import { round } from "../shared/axes.js";
import { remembered } from "../shared/kept.js";
import { element } from "../shared/scene.js";
import { spread } from "../shared/scale.js";
import { makeFrame, runPath } from "./panel.js";
import data from "../../descent.json" with { type: "json" };

const LEVELS = spread({ kind: "log", low: 0.01, high: 20, count: 10 }).reverse();

export function mapPicture(field, run, width, height, { big = false, still = false } = {}) {
  const { window, coordinates } = data.losses[field.name];
  const panel = makeFrame(window, width, height, big, coordinates);
  const { x, y, box } = panel;
  const back = backdrop(`${field.name} ${field.curvature} ${width} ${height}`, field, panel);
  const points = run.w.map(([a, b]) => [x(a), y(b)]);
  const path = runPath(run, points, box, { big, still, noisy: run.batch !== undefined && points.length > 60 });
  return {
    width,
    height,
    x,
    y,
    origin: panel.origin,
    ring: [points[0][0] + panel.origin[0], points[0][1] + panel.origin[1]],
    at: (step) => [back.frame, panel.inside(back.bands, ...path(step))],
  };
}

const backdrop = remembered((field, { frame, x, y }) => {
  const [cx, cy] = field.minima[0].at;
  const bands = element(
    "g",
    { class: "stp-bands" },
    LEVELS.map((level) => element("path", { d: ellipse(field.hessian, level, x, y, x(cx), y(cy)) })),
    element("path", {
      class: "stp-lowest", d: "M-4 0H4M0-4V4", transform: `translate(${round(x(cx))} ${round(y(cy))})`,
    }),
  );
  return { frame, bands };
});

// Where ½(w − centre)ᵀH(w − centre) is `level`, in pixels.
function ellipse([a, b, c], level, x, y, cx, cy) {
  const [ux, uy] = [x.invert(1) - x.invert(0), y.invert(1) - y.invert(0)];
  const [xx, xy, yy] = [a * ux * ux, b * ux * uy, c * uy * uy];
  const [middle, half] = [(xx + yy) / 2, Math.hypot((xx - yy) / 2, xy)];
  const turn = Math.atan2(2 * xy, xx - yy) / 2;
  const [short, long] = [Math.sqrt((2 * level) / (middle + half)), Math.sqrt((2 * level) / (middle - half))];
  const [dx, dy] = [short * Math.cos(turn), short * Math.sin(turn)];
  const arc = `A${round(short)} ${round(long)} ${round((turn * 180) / Math.PI)} 1 1`;
  const [from, to] = [`${round(cx - dx)} ${round(cy - dy)}`, `${round(cx + dx)} ${round(cy + dy)}`];
  return `M${from}${arc} ${to}${arc} ${from}z`;
}
