// Marks on a picture that point: the ring that a reader drags, and the arrow at the edge of a picture
// towards what is out of it.

import { round } from "./axes.js";
import { element } from "./scene.js";

export function handleRing(px, py) {
  return element(
    "g",
    { transform: `translate(${round(px)} ${round(py)})` },
    element("circle", { class: "stp-handle-reach", r: 22 }),
    element("circle", { class: "stp-handle-ring", r: 9 }),
    element("circle", { class: "stp-handle-dot", r: 2.5 }),
  );
}

export function isOut(px, py, box) {
  return px < box.left || px > box.right || py < box.top || py > box.bottom;
}

export function edgeArrow(px, py, box) {
  const inset = 9;
  const ex = Math.min(Math.max(px, box.left + inset), box.right - inset);
  const ey = Math.min(Math.max(py, box.top + inset), box.bottom - inset);
  const turn = (Math.atan2(py - ey, px - ex) * 180) / Math.PI;
  return element("path", {
    class: "stp-marker stp-gone",
    d: "M6 0L-5-5.5L-2 0L-5 5.5Z",
    transform: `translate(${round(ex)} ${round(ey)}) rotate(${Math.round(turn)})`,
  });
}
