// Three pictures side by side, or one below the others, and the label as two bars.

import { round, text } from "../shared/axes.js";
import { bars } from "../shared/bars.js";
import { element } from "../shared/scene.js";
import { fixed } from "../shared/scale.js";
import { seriesClass } from "../shared/series.js";
import { BOXED, mean, mixed, SIX, THREE } from "./mixed.js";
import { SIDE } from "./simulation.js";

const TOP = 20;
const GAP = 18;
const BARS = 100;

export function picture(state, width) {
  const shown = mixed(state);
  const [tile, big] = sizes(width);
  const left = width >= 480 ? 2 * (tile + GAP) : (width - big) / 2;
  const top = width >= 480 ? TOP : 2 * TOP + tile + GAP;
  const bottom = top + big + 14;
  const full = THREE.map(() => 1);
  const none = THREE.map(() => 0);
  return {
    width,
    height: bottom + BARS,
    tile: { left, top, pixel: big / SIDE },
    scene: [
      panel("the 3", THREE, none, 0, TOP, tile),
      panel("the 6", SIX, full, tile + GAP, TOP, tile),
      panel("what the network sees", shown.pixels, shown.other, left, top, big),
      BOXED.includes(state.method) && frame(state.center, shown.half, left, top, big),
      element("g", { transform: `translate(0 ${round(bottom)})` }, bars(labelRows(state, shown), width, BARS)),
    ].filter(Boolean),
  };
}

function sizes(width) {
  if (width >= 480) return Array(2).fill(Math.min(200, Math.floor((width - 2 * GAP) / 3)));
  return [Math.floor((width - GAP) / 2), Math.min(width, 240)];
}

function labelRows(state, { keeps, pixels }) {
  const rows = [
    { name: "label 3", formula: said(state, pixels), value: fixed(keeps), to: keeps, style: seriesClass(1) },
    { name: "label 6", formula: "", value: fixed(1 - keeps), to: 1 - keeps, style: seriesClass(6) },
  ];
  if (state.method === "cutmix") rows[1] = { ...rows[1], mark: state.amount, note: "drawn" };
  return rows;
}

function said({ method }, pixels) {
  return method === "dropout" ? `mean pixel ${fixed(mean(pixels), 3)}; of the 3 itself ${fixed(mean(THREE), 3)}` : "";
}

// Each pixel in the colour of the digit it is from, or of both.
function panel(title, pixels, other, left, top, size) {
  const pixel = size / SIDE;
  const dots = (shares, series) => element(
    "g",
    { class: seriesClass(series) },
    pixels.map((value, i) => value * shares[i] > 0 && element("rect", {
      x: round(left + (i % SIDE) * pixel), y: round(top + Math.floor(i / SIDE) * pixel),
      width: round(pixel), height: round(pixel), fill: "var(--stp-color)",
      "fill-opacity": Math.round(100 * Math.min(value * shares[i], 1)) / 100,
    })),
  );
  return element(
    "g",
    {},
    element("rect", { class: "stp-ground", x: left, y: top, width: size, height: size }),
    dots(other.map((share) => 1 - share), 1),
    dots(other, 6),
    element("rect", { class: "stp-grid", x: left, y: top, width: size, height: size }),
    text(left, top - 6, title, "stp-axis-name"),
  );
}

// The box, what lies over the border too.
function frame([row, column], half, left, top, size) {
  const pixel = size / SIDE;
  return element("rect", {
    x: round(left + (column - half) * pixel), y: round(top + (row - half) * pixel),
    width: round(2 * half * pixel), height: round(2 * half * pixel),
    fill: "none", stroke: "currentColor", "stroke-dasharray": "3 3",
  });
}
