// The pictures as plain data: two grids of cells side by side or one below the other, and a stack of rows.

import { round, text } from "../shared/axes.js";
import { remembered } from "../shared/kept.js";
import { element } from "../shared/scene.js";
import { seriesClass } from "../shared/series.js";
import { padded } from "./simulation.js";
import { seen, slid, spread } from "./shown.js";
import data from "../../convolve.json" with { type: "json" };

const TOP = 20;
const GAP = 26;
const MOST = 30; // pixels of a cell

// Where two square grids of so many cells lie in a width.
function lay(width, first, second) {
  if (width >= 480) {
    const cell = Math.min(MOST, Math.floor((width - GAP) / (first + second)));
    return { cell, height: TOP + cell * Math.max(first, second) + 2, a: [1, TOP], b: [1 + first * cell + GAP, TOP] };
  }
  const cell = Math.min(MOST, Math.floor((width - 2) / Math.max(first, second)));
  const below = 2 * TOP + first * cell + 14;
  return { cell, height: below + second * cell + 2, a: [1, TOP], b: [1, below] };
}

export function slidePicture(state, width) {
  const { image, kernel, map, at } = slid(state);
  const { padding, stride, dilation } = state;
  const x = padded(image, padding);
  const places = lay(width, x.length, map.length);
  const { cell, a, b, height } = places;
  const first = at.map((one) => one * stride);
  const most = Math.max(1, ...map.flat().map(Math.abs));
  const side = ((kernel.length - 1) * dilation + 1) * cell;
  const [left, top] = [a[0] + first[1] * cell, a[1] + first[0] * cell];
  return {
    width, height, places, first, span: side / cell,
    ring: [left + side / 2, top + side / 2],
    scene: [
      text(a[0], 12, `picture, ${x.length} × ${x.length}${padding ? " with zeros" : ""}`, "stp-axis-name"),
      pictureCells(`${state.shift} ${padding} ${cell} ${a}`, x, a, cell, padding),
      element("rect", { class: "stp-cut", x: left, y: top, width: side, height: side }),
      kernel.map((row, i) => row.map((weight, j) =>
        tap(left + j * dilation * cell, top + i * dilation * cell, cell, weight))),
      text(b[0], b[1] - 8, `map, ${map.length} × ${map.length}`, "stp-axis-name"),
      mapCells(`${kernel} ${state.shift} ${stride} ${padding} ${dilation} ${cell} ${b}`, map, b, cell, most),
      frame(b[0] + at[1] * cell, b[1] + at[0] * cell, cell, cell),
    ].flat(Infinity),
  };
}

// What stays while the window moves.
const pictureCells = remembered((x, a, cell, padding) =>
  cells(x, a, cell, (value, r, c) => square(r, c, cell, outside(r, c, x.length, padding), value)));
const mapCells = remembered((map, b, cell, most) =>
  cells(map, b, cell, (value, r, c) => signed(value, r, c, cell, most)));

function outside(r, c, side, padding) {
  return Math.min(r, c) < padding || Math.max(r, c) >= side - padding;
}

function cells(values, [left, top], cell, draw) {
  return element("g", { transform: `translate(${left} ${top})` },
    values.map((row, r) => row.map((value, c) => draw(value, r, c))));
}

function square(r, c, cell, faint, dark) {
  return element("g", {},
    element("rect", {
      class: faint ? "stp-grid stp-none" : "stp-grid", x: c * cell, y: r * cell, width: cell, height: cell,
    }),
    dark > 0 && element("rect", { class: "convolve-dark", x: c * cell, y: r * cell, width: cell, height: cell }));
}

// A place of the kernel on the picture, with its weight on a ground of its own.
function tap(left, top, cell, weight) {
  const middle = cell / 2;
  return [
    element("circle", { class: "stp-ground convolve-tap", cx: round(left + middle), cy: round(top + middle), r: round(0.42 * cell) }),
    text(left + middle, top + middle + 4, String(weight).replace("-", "−"), "stp-tick stp-strong", "middle"),
  ];
}

function signed(value, r, c, cell, most) {
  return element("g", { class: seriesClass(value < 0 ? 6 : 1) },
    element("rect", { class: "stp-grid", x: c * cell, y: r * cell, width: cell, height: cell }),
    value !== 0 && element("rect", {
      x: c * cell, y: r * cell, width: cell, height: cell,
      fill: "var(--stp-color)", "fill-opacity": round(0.1 + 4 * Math.abs(value) / most) / 10,
    }),
    number(c, r, cell, value));
}

function number(c, r, cell, value) {
  return text((c + 0.5) * cell, (r + 0.5) * cell + 4, String(value).replace("-", "−"), "stp-tick stp-strong", "middle");
}

function frame(x, y, width, height) {
  return element("rect", { class: "stp-cut", x: round(x), y: round(y), width, height });
}

export function spreadPicture(state, width) {
  const { counts, spot, size } = spread(state);
  const { stamp, step, cut } = state;
  const places = lay(width, data.inputs, counts.length);
  const { cell, a, b, height } = places;
  const most = Math.max(...counts.flat());
  const inside = (r, c) => Math.min(r, c) >= cut && Math.max(r, c) < counts.length - cut;
  return {
    width, height, places,
    ring: [a[0] + (spot[1] + 0.5) * cell, a[1] + (spot[0] + 0.5) * cell],
    scene: [
      text(a[0], 12, `${data.inputs} × ${data.inputs} inputs`, "stp-axis-name"),
      cells(Array(data.inputs).fill(Array(data.inputs).fill(1)), a, cell, (_, r, c) => counted(1, r, c, cell, most, true)),
      text(b[0], b[1] - 8, `stamps that meet, ${size} × ${size}${cut ? " are left" : ""}`, "stp-axis-name"),
      cells(counts, b, cell, (value, r, c) => counted(value, r, c, cell, most, inside(r, c))),
      frame(b[0] + spot[1] * step * cell, b[1] + spot[0] * step * cell, stamp * cell, stamp * cell),
    ],
  };
}

function counted(value, r, c, cell, most, kept) {
  return element("g", { class: seriesClass(1), opacity: kept ? null : 0.35 },
    element("rect", { class: kept ? "stp-grid" : "stp-grid stp-none", x: c * cell, y: r * cell, width: cell, height: cell }),
    value > 0 && element("rect", {
      x: c * cell, y: r * cell, width: cell, height: cell,
      fill: "var(--stp-color)", "fill-opacity": round(5 * value / most) / 10,
    }),
    number(c, r, cell, value));
}

const ROW = 62;

// The maps from the output, on top, down to the input, each place over the middle of what it sees.
export function reachPicture(state, width) {
  const { layers, maps, at, places } = seen(state);
  const cell = Math.min(MOST, (width - 2) / data.pixels);
  const radius = round(Math.min(8, cell / 2 - 0.8));
  const y = (map) => 30 + (maps.length - 1 - map) * ROW;
  const x = (map, i) => 1 + (maps[map].start + i * maps[map].jump + 0.5) * cell;
  const lines = layers.flatMap(([kernel, stride, dilation], l) => places[l + 1].flatMap((i) =>
    Array.from({ length: kernel }, (_, k) =>
      `M${round(x(l + 1, i))} ${y(l + 1)}L${round(x(l, i * stride + k * dilation))} ${y(l)}`)));
  return {
    width, height: y(0) + 14, cell, x: (i) => x(maps.length - 1, i),
    ring: [x(maps.length - 1, at), y(maps.length - 1)],
    scene: [
      element("path", { class: "stp-tickmark", d: lines.join("") }),
      maps.map(({ size }, map) => element("g", { class: seriesClass(1) },
        Array.from({ length: size }, (_, i) => element("circle", {
          class: places[map].includes(i) ? "convolve-seen" : "convolve-unseen", cx: round(x(map, i)), cy: y(map), r: radius,
        })))),
      maps.map((one, map) => text(1, y(map) - 16, rowWords(one, layers[map - 1], width < 420), "stp-axis-name stp-said")),
    ].flat(),
  };
}

function rowWords({ size, field, jump }, layer, isShort) {
  if (!layer) return `input, ${size} pixels`;
  const [kernel, stride, dilation] = layer;
  const more = `${stride > 1 ? `, stride ${stride}` : ""}${dilation > 1 ? `, dilation ${dilation}` : ""}`;
  return `kernel ${kernel}${more}: ${isShort ? "" : `${size} places, `}r = ${field}, j = ${jump}`;
}
