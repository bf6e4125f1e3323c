// A batch at four stages of a layer: a strip each, one axis for all, and a thread for each sample.

import { round, text } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { scale, ticks } from "../shared/scale.js";
import { seriesClass } from "../shared/series.js";
import { NARROW, number, percent } from "./words.js";

const SIDE = 12;
const [LOW, HIGH] = [-6, 8];
const BIN = 0.5;
// A strip has a line for its title and one for what is to be said of it, then bars and dots.
const [HEAD, BARS, UNDER, GAP] = [36, 42, 9, 15];
const [FIRST, SECOND] = [BARS + 23, BARS + 6];
const CHARACTER = 6.9;
const STRIP = HEAD + BARS + UNDER + GAP;
export const KEPT = seriesClass(1);
export const CUT = seriesClass(6);

const TITLES = ["Before", "Normalised", "After γ and β", "After ReLU"];
const SYMBOLS = ["z", "x̂", "y", "max(0, y)"];

export function stripsPicture(state, layer, width) {
  const x = scale("linear", [LOW, HIGH], [SIDE, width - SIDE]);
  const bottom = 3 * STRIP + HEAD + BARS + UNDER;
  const height = bottom + 40;
  const at = (value) => x(Math.min(Math.max(value, LOW), HIGH));
  const bases = layer.stages.map((_, k) => k * STRIP + HEAD + BARS);
  const each = (draw) => layer.stages.map((values, k) =>
    draw(k, values, layer, { x, at, base: bases[k], width, dropped: !state.batch_norm && (k === 1 || k === 2) }));
  return {
    width,
    height,
    scene: [
      axis(x, bottom),
      threads(layer, at, bases),
      ...each(strip),
      borders(layer, state, at, bases),
      ringed(layer, at, bases),
      ...each(words),
      borderLabel(layer, state, x, bases[1]),
    ],
  };
}

function strip(k, values, layer, { x, at, base, width, dropped }) {
  const { mean, std } = layer.about[k];
  return element(
    "g",
    { class: dropped ? "stp-strip stp-dropped" : "stp-strip" },
    element("path", { class: "stp-base", d: `M${SIDE} ${base}H${round(width - SIDE)}` }),
    bars(k, values, layer.cut, x, base),
    dots(values, layer.cut, at, base),
    element("path", {
      class: "stp-mean",
      d: `M${round(at(mean - std))} ${base + 8}H${round(at(mean + std))}M${round(at(mean))} ${base + 4}v8`,
    }),
  );
}

// The two lines over a strip, drawn over the threads.
function words(k, values, layer, { base, width, dropped }) {
  const { mean, std } = layer.about[k];
  const narrow = width < NARROW;
  const numbers = narrow && dropped ? "left out" : `mean ${number(mean)}   std ${number(std)}`;
  const symbol = narrow ? "" : `: ${dropped ? "left out" : SYMBOLS[k]}`;
  const [below, above] = [values.filter((v) => v < LOW).length, values.filter((v) => v > HIGH).length];
  return element(
    "g",
    {},
    text(SIDE, base - FIRST, TITLES[k] + symbol, "stp-strip-title"),
    text(width - SIDE, base - FIRST, numbers, "stp-strip-numbers", "end"),
    text(SIDE, base - SECOND, below ? `← ${below} beyond` : "", "stp-beyond-label"),
    text(width - SIDE, base - SECOND, above ? `${above} beyond →` : "", "stp-beyond-label", "end"),
    k === 3 && text(SIDE, base - SECOND, atZero(layer.cut), "stp-cut-label"),
  );
}

function atZero(cut) {
  const zeros = cut.filter(Boolean).length;
  return `${zeros} of ${cut.length}, ${percent(zeros / cut.length)} at zero`;
}

// How many samples are in each bin, the cut ones below the kept; the tallest bin is as high as the
// strip. What ReLU put at zero is a bar of its own, on zero.
function bars(k, values, cut, x, base) {
  const counts = new Map();
  values.forEach((value, i) => {
    const zero = k === 3 && cut[i];
    const bin = zero ? "zero" : Math.floor(Math.min(Math.max(value, LOW), HIGH - BIN / 2) / BIN);
    const found = counts.get(bin) ?? { cut: 0, kept: 0 };
    found[cut[i] ? "cut" : "kept"] += 1;
    counts.set(bin, found);
  });
  const most = Math.max(...[...counts.values()].map(({ cut, kept }) => cut + kept));
  const unit = (BARS - 2) / most;
  const wide = x(BIN) - x(0);
  let [cutPath, keptPath] = ["", ""];
  for (const [bin, { cut: below, kept: above }] of counts) {
    const left = bin === "zero" ? x(0) - wide / 2 + 1 : x(bin * BIN) + 1;
    const across = wide - 2;
    if (below) cutPath += box(left, base, across, below * unit);
    if (above) keptPath += box(left, base - below * unit, across, above * unit);
  }
  return [
    element("path", { class: `stp-bar-fill ${CUT}`, d: cutPath }),
    element("path", { class: `stp-bar-fill ${KEPT}`, d: keptPath }),
  ];
}

function box(left, base, wide, tall) {
  return `M${round(left)} ${round(base)}v${round(-tall)}h${round(wide)}v${round(tall)}z`;
}

// Kept samples are full dots, cut ones rings.
function dots(values, cut, at, base) {
  const path = (of) => values.map((v, i) => (cut[i] === of ? `M${round(at(v))} ${base}h0` : "")).join("");
  const hollow = path(true);
  return [
    element("path", { class: `stp-sample ${KEPT}`, d: path(false) }),
    element("path", { class: `stp-sample ${CUT}`, d: hollow }),
    element("path", { class: "stp-sample stp-hollow", d: hollow }),
  ];
}

// From each sample's place at one stage to its place at the next.
function threads({ stages, cut }, at, bases) {
  const path = (of) =>
    [0, 1, 2].flatMap((k) => stages[k].map((v, i) =>
      cut[i] === of
        ? `M${round(at(v))} ${bases[k]}L${round(at(stages[k + 1][i]))} ${bases[k + 1]}`
        : "")).join("");
  return element(
    "g",
    { class: "stp-threads" },
    element("path", { class: KEPT, d: path(false) }),
    element("path", { class: CUT, d: path(true) }),
  );
}

function ringed({ stages }, at, bases) {
  const places = stages.map((values, k) => [round(at(values[0])), bases[k]]);
  return element(
    "g",
    { class: "stp-ringed" },
    element("path", { d: `M${places.map((place) => place.join(" ")).join("L")}` }),
    places.map(([cx, cy]) => element("circle", { cx, cy, r: 6 })),
  );
}

// Where ReLU's cut lies: at 0 where the values go in, at −β/γ on the normalised axis.
function borders({ threshold }, state, at, bases) {
  const rows = state.batch_norm ? [[2, 0]] : [[0, 0], [1, 0], [2, 0]];
  if (threshold !== null && threshold >= LOW && threshold <= HIGH) rows.push([1, threshold]);
  const d = rows.map(([k, value]) => `M${round(at(value))} ${bases[k] - BARS}V${bases[k] + 4}`).join("");
  return element("g", { class: "stp-border" }, element("path", { d }));
}

// Right of the line, or left of it, or as near as the strip's end allows.
function borderLabel({ threshold }, state, x, base) {
  if (!state.batch_norm) return element("g", {});
  const label = threshold === null
    ? "γ = 0: all alike"
    : `ReLU cuts ${state.gamma > 0 ? "below" : "above"} −β/γ = ${number(threshold)}`;
  const wide = CHARACTER * label.length;
  const [from, to] = x.range;
  const line = x(Math.min(Math.max(threshold ?? 0, LOW), HIGH));
  const left = line + 6 + wide <= to ? line + 6 : line - 6 - wide >= from ? line - 6 - wide : to - wide;
  return element("g", {}, text(left, base - SECOND, label, "stp-border-label"));
}

function axis(x, bottom) {
  const [left, right] = x.range;
  return element(
    "g",
    { class: "stp-axes" },
    element("path", { class: "stp-grid", d: `M${round(x(0))} ${HEAD}V${bottom}` }),
    ticks(x, 7).map((value) => [
      element("path", { class: "stp-tickmark", d: `M${round(x(value))} ${bottom + 3}v4` }),
      text(x(value), bottom + 18, String(value).replace("-", "−"), "stp-tick", "middle"),
    ]),
    text(
      (left + right) / 2, bottom + 34,
      right - left < NARROW ? "value of the unit, a dot a sample" : "value of the unit, a dot for each sample of the batch",
      "stp-axis-name", "middle",
    ),
  );
}
