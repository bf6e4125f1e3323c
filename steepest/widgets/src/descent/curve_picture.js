// A loss of one weight: its curve, and the path of a run on it.

import { remembered } from "../shared/kept.js";
import { element } from "../shared/scene.js";
import { simplify } from "../shared/simplify.js";
import { trail } from "../shared/trail.js";
import { makeFrame, runPath } from "./panel.js";
import data from "../../descent.json" with { type: "json" };

// `at(step)` is the scene when the run is there; `ring` where the start's handle stands.
export function curvePicture(field, run, width, height, { big = false, still = false } = {}) {
  const { window } = data.losses[field.name];
  const panel = makeFrame(window, width, height, big, ["weight w", "loss"]);
  const { x, y, box } = panel;
  const place = (w, loss) => [x(w), y(loss)];
  const back = backdrop(`${field.name} ${field.curvature} ${width} ${height}`, field, panel);
  const path = runPath(run, run.w.map(([w], step) => place(w, run.loss[step])), box, { big, still });
  const [sx, sy] = place(run.w[0][0], run.loss[0]);
  return {
    width,
    height,
    x,
    origin: panel.origin,
    ring: [sx + panel.origin[0], Math.max(sy, 0) + panel.origin[1]],
    at: (step) => [back.frame, panel.inside(back.curve, ...path(step))],
  };
}

const backdrop = remembered((field, { frame, x, y, box }) => {
  const columns = Math.ceil(box.right / 3) + 1;
  const points = Array.from({ length: columns }, (_, i) => {
    const px = (i * box.right) / (columns - 1);
    return [px, y(field.loss([x.invert(px)]))];
  });
  return { frame, curve: element("path", { class: "stp-curve", d: trail(simplify(points)).whole }) };
});
