// Filled contours by marching squares.

import { simplify } from "./simplify.js";
import { trail } from "./trail.js";

// For each level, the closed outlines of the region where the values are at most that level,
// as rings of [column, row] points in units of the grid. `values` has `rows` rows of `columns`.
// The grid is framed by a border above every level, so that every outline closes.
export function regionsBelow(values, columns, rows, level) {
  const at = (c, r) =>
    c < 0 || r < 0 || c >= columns || r >= rows ? Infinity : values[r * columns + c];
  const next = new Map();
  for (let r = -1; r < rows; r++) {
    for (let c = -1; c < columns; c++) {
      for (const [from, to] of edges(at, c, r, level)) next.set(from, to);
    }
  }
  const rings = [];
  for (const first of next.keys()) {
    if (!next.has(first)) continue;
    const ring = [];
    for (let key = first; next.has(key); ) {
      ring.push(crossing(key, at, level, columns, rows));
      const following = next.get(key);
      next.delete(key);
      key = following;
    }
    if (ring.length > 2) rings.push(ring);
  }
  return rings;
}

// A crossing is named by the grid edge it lies on: "column,row,h" runs to the right, "…,v" down.
function edges(at, c, r, level) {
  const corners = [at(c, r), at(c + 1, r), at(c + 1, r + 1), at(c, r + 1)];
  const kind = corners.reduce((bits, value, i) => bits | (value <= level ? 1 << i : 0), 0);
  if (kind === 0 || kind === 15) return [];
  const [top, right, bottom, left] = [
    `${c},${r},h`, `${c + 1},${r},v`, `${c},${r + 1},h`, `${c},${r},v`,
  ];
  const middle = corners.reduce((sum, value) => sum + value, 0) / 4 <= level;
  // Each edge keeps the region below the level on the same hand, so that rings close.
  const cases = {
    1: [[left, top]], 2: [[top, right]], 3: [[left, right]], 4: [[right, bottom]],
    5: middle ? [[left, bottom], [right, top]] : [[left, top], [right, bottom]],
    6: [[top, bottom]], 7: [[left, bottom]], 8: [[bottom, left]], 9: [[bottom, top]],
    10: middle ? [[top, left], [bottom, right]] : [[top, right], [bottom, left]],
    11: [[bottom, right]], 12: [[right, left]], 13: [[right, top]], 14: [[top, left]],
  };
  return cases[kind];
}

function crossing(key, at, level, columns, rows) {
  const [column, row, way] = key.split(",");
  const [c, r] = [Number(column), Number(row)];
  const [dc, dr] = way === "h" ? [1, 0] : [0, 1];
  const [a, b] = [at(c, r), at(c + dc, r + dr)];
  const share = a === Infinity ? 1 : b === Infinity ? 0 : (level - a) / (b - a);
  return [
    Math.min(Math.max(c + dc * share, 0), columns - 1),
    Math.min(Math.max(r + dr * share, 0), rows - 1),
  ];
}

// Rings as one SVG path. `place` maps grid units to pixels; points that add nothing are left out.
export function ringsPath(rings, place) {
  return rings.map((ring) => `${trail(simplify(ring.map(place))).whole}z`).join("");
}
