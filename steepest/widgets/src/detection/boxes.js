// Boxes as paths, and what can be taken hold of on them.

import { round } from "../shared/axes.js";

const APART = 9;

export function boxPath([left, top, right, bottom]) {
  return `M${round(left)} ${round(top)}H${round(right)}V${round(bottom)}H${round(left)}Z`;
}

// Parallel lines that fill a box, rising to the right.
export function hatch([left, top, right, bottom], apart = APART) {
  let d = "";
  for (let sum = Math.ceil((left + top) / apart) * apart; sum <= right + bottom; sum += apart) {
    const from = Math.max(left, sum - bottom);
    const to = Math.min(right, sum - top);
    if (to > from) d += `M${round(from)} ${round(sum - from)}L${round(to)} ${round(sum - to)}`;
  }
  return d || null;
}

export function scaled(box, factor) {
  return box.map((value) => value * factor);
}

const CORNERS = { nw: [0, 1], ne: [2, 1], sw: [0, 3], se: [2, 3] };

export function corners(box) {
  return Object.values(CORNERS).map(([x, y]) => [box[x], box[y]]);
}

// What is under a point: { name, part }, where `part` is a corner ("nw" …) or "move", or null. `boxes`
// are [name, box] pairs, the one to be preferred first; a corner is taken within `reach` of it.
export function gripAt([x, y], boxes, reach) {
  let [grip, least] = [null, reach];
  for (const [name, box] of boxes) {
    for (const [part, [i, j]] of Object.entries(CORNERS)) {
      const off = Math.hypot(x - box[i], y - box[j]);
      if (off < least) [grip, least] = [{ name, part }, off];
    }
  }
  if (grip) return grip;
  const inside = boxes.find(([, [left, top, right, bottom]]) => x >= left && x <= right && y >= top && y <= bottom);
  return inside ? { name: inside[0], part: "move" } : null;
}

// A box that has been moved, or sized by one of its corners, by so many pixels; it stays within
// `width` by `height`, a moved one whole.
export function dragged(box, part, [dx, dy], { width, height }) {
  if (part === "move") {
    const x = Math.min(Math.max(dx, -box[0]), width - box[2]);
    const y = Math.min(Math.max(dy, -box[1]), height - box[3]);
    return [box[0] + x, box[1] + y, box[2] + x, box[3] + y];
  }
  const [i, j] = CORNERS[part];
  const moved = [...box];
  moved[i] = Math.min(Math.max(box[i] + dx, 0), width);
  moved[j] = Math.min(Math.max(box[j] + dy, 0), height);
  return moved;
}
