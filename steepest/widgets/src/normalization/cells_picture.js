// The tensor (n, c, h·w) as a cube, and cut into its samples so that every cell is seen. The set
// that is averaged together with the chosen cell stands out.

import { round, text } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { KEPT } from "./strips_picture.js";
import { indexOf } from "./samples.js";
import { NARROW } from "./words.js";
import data from "../../normalization.json" with { type: "json" };

const { samples, channels, places } = data.cube;
const ROWS = 2;
const AXIS = 34;

// `cellAt([px, py])` is the cell under a pixel of the slices or of the cube, or null.
export function cellsPicture({ shades, members, cell }, width) {
  const wide = width >= 520;
  const perRow = wide ? samples : samples / ROWS;
  const cube = cubeOf(wide ? Math.min(20, width / 32) : 15, width);
  const slices = sliceBoxes(perRow, width, cube.height + 18);
  const ink = (at) => ({
    class: members[at] ? "stp-cell stp-member" : "stp-cell",
    "fill-opacity": round(100 * (members[at] ? 0.25 + 0.7 * shades[at] : 0.04 + 0.26 * shades[at])) / 100,
  });
  const height = slices.bottom + 30;
  return {
    width,
    height,
    cellAt: (place) => slices.cellAt(place) ?? cube.cellAt(place),
    scene: [
      element("g", { class: KEPT }, cube.draw(ink), slices.draw(ink), slices.outline(members)),
      ...cube.labels, ...slices.labels,
    ],
    handle: slices.handle(cell),
  };
}

// Each sample's cells: a row for each channel, a column for each position.
function sliceBoxes(perRow, width, top) {
  const apart = 12;
  const room = (width - AXIS - 4 - (perRow - 1) * apart) / perRow;
  const size = Math.floor(Math.min(room / places, 34));
  const tall = Math.min(size, 26);
  const [wide, high] = [size * places, tall * channels];
  const corner = (n) => [
    AXIS + (n % perRow) * (wide + apart),
    top + 16 + Math.floor(n / perRow) * (high + 34),
  ];
  const each = (make) => indices().map(([n, c, p]) => {
    const [left, upper] = corner(n);
    return make([n, c, p], left + p * size, upper + c * tall);
  });
  const rows = Math.ceil(samples / perRow);
  const bottom = top + 16 + rows * high + (rows - 1) * 34;
  return {
    bottom,
    cellAt([px, py]) {
      for (let n = 0; n < samples; n++) {
        const [left, upper] = corner(n);
        const [p, c] = [Math.floor((px - left) / size), Math.floor((py - upper) / tall)];
        if (p >= 0 && p < places && c >= 0 && c < channels) return [n, c, p];
      }
      return null;
    },
    draw: (ink) => element("g", { class: "stp-cells" }, each((place, x, y) =>
      element("rect", {
        ...ink(indexOf(place)), x: x + 0.5, y: y + 0.5, width: size - 1, height: tall - 1,
      }))),
    // A line wherever a cell of the set meets one that is not.
    outline(members) {
      const within = (n, c, p) =>
        c >= 0 && c < channels && p >= 0 && p < places && members[indexOf([n, c, p])];
      const d = each(([n, c, p], x, y) => !within(n, c, p) ? "" :
        (within(n, c - 1, p) ? "" : `M${x} ${y}h${size}`) +
        (within(n, c + 1, p) ? "" : `M${x} ${y + tall}h${size}`) +
        (within(n, c, p - 1) ? "" : `M${x} ${y}v${tall}`) +
        (within(n, c, p + 1) ? "" : `M${x + size} ${y}v${tall}`)).join("");
      return element("path", { class: "stp-set", d });
    },
    handle([n, c, p]) {
      const [left, upper] = corner(n);
      return element("rect", {
        class: "stp-cell-ring", x: left + p * size - 1, y: upper + c * tall - 1,
        width: size + 2, height: tall + 2, rx: 3,
      });
    },
    labels: [
      ...Array.from({ length: samples }, (_, n) => {
        const [left, upper] = corner(n);
        return text(left + wide / 2, upper - 6, `sample ${n + 1}`, "stp-tick", "middle");
      }),
      ...Array.from({ length: rows }, (_, row) =>
        Array.from({ length: channels }, (_, c) =>
          text(
            AXIS - 7, corner(row * perRow)[1] + (c + 0.5) * tall + 4, `c ${c + 1}`, "stp-tick", "end",
          ))).flat(),
      text(width < NARROW ? 0 : AXIS, bottom + 18, "Rows: channels c. Columns: positions h·w.", "stp-axis-name"),
    ],
  };
}

// The cube, drawn slantwise: sample 1 in front, channels downwards, positions to the right. Only
// three faces are seen.
function cubeOf(unit, width) {
  const [dx, dy] = [unit * 0.95, unit * 0.6];
  const wide = places * unit * 1.25;
  const step = unit * 1.25;
  const high = channels * unit;
  const [left, top] = [Math.round((width - wide - samples * dx) / 2), samples * dy + 8];
  const faces = [];
  for (const [n, c, p] of indices()) {
    const at = (dp, dc, dn) => [
      left + (p + dp) * step + (n + dn) * dx,
      top + (c + dc) * unit - (n + dn) * dy,
    ];
    if (n === 0) faces.push([[n, c, p], [at(0, 0, 0), at(1, 0, 0), at(1, 1, 0), at(0, 1, 0)]]);
    if (c === 0) faces.push([[n, c, p], [at(0, 0, 0), at(1, 0, 0), at(1, 0, 1), at(0, 0, 1)]]);
    if (p === places - 1) faces.push([[n, c, p], [at(1, 0, 0), at(1, 0, 1), at(1, 1, 1), at(1, 1, 0)]]);
  }
  return {
    height: top + high + 20,
    cellAt: (place) => faces.find(([, corners]) => inside(place, corners))?.[0] ?? null,
    draw: (ink) => element("g", { class: "stp-cube" }, faces.map(([place, corners]) =>
      element("path", { ...ink(indexOf(place)), d: outline(corners) }))),
    labels: [
      text(left + wide / 2, top + high + 15, "h·w", "stp-axis-name", "middle"),
      text(left - 8, top + high / 2 + 4, "c", "stp-axis-name", "end"),
      text(left + (samples * dx) / 2 - 10, top - (samples * dy) / 2 - 4, "n", "stp-axis-name", "end"),
    ],
  };
}

function outline(corners) {
  return `M${corners.map((corner) => corner.map(round).join(" ")).join("L")}Z`;
}

function indices() {
  const all = [];
  for (let n = 0; n < samples; n++) {
    for (let c = 0; c < channels; c++) for (let p = 0; p < places; p++) all.push([n, c, p]);
  }
  return all;
}

// Within a convex outline: on the same side of all its edges.
function inside([px, py], corners) {
  const turns = corners.map(([ax, ay], i) => {
    const [bx, by] = corners[(i + 1) % corners.length];
    return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
  });
  return turns.every((turn) => turn >= 0) || turns.every((turn) => turn <= 0);
}

// From 0, the lowest value of the tensor, to 1, its highest.
export function shadesOf(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values.map((value) => (value - low) / (high - low));
}
