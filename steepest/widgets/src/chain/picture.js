// The maps as rows, the output on top: each place over the middle of what it sees, and how much of the
// output's ways begin at each pixel.

import { round, text } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { seriesClass } from "../shared/series.js";
import { shown } from "./shown.js";
import { inputsOf } from "./simulation.js";
import data from "../../chain.json" with { type: "json" };

const ROW = 48;
const BARS = 40;

export function picture(state, width) {
  const { layers, maps, cone } = shown(state);
  const cell = (width - 4) / data.pixels;
  const y = (map) => 26 + (maps.length - 1 - map) * ROW;
  const x = (map, i) => 2 + (maps[map].start + i * maps[map].jump + 0.5) * cell;
  const chosen = Math.min(state.layer, layers.length);
  const bottom = y(0) + 12;
  return {
    width, height: bottom + BARS + 18, x: (i) => x(maps.length - 1, i),
    ring: cone && [x(maps.length - 1, shown(state).at), y(maps.length - 1)],
    scene: [
      cone && element("path", { class: "stp-tickmark", d: lines(layers, maps, cone, x, y) }),
      maps.map((map, m) => row(map, cone?.[m], (i) => x(m, i), y(m), cell)),
      maps.map((map, m) => text(2, y(m) - 12, rowWords(map, layers[m - 1], m), `stp-axis-name stp-said${m === chosen ? " stp-strong" : ""}`)),
      cone && bars(cone[0], bottom, cell),
      cone && effective(shown(state), bottom, cell, width),
    ].flat().filter(Boolean),
  };
}

function lines(layers, maps, cone, x, y) {
  return layers.flatMap((layer, l) => cone[l + 1].flatMap((count, at) => (count
    ? inputsOf(layer, at, maps[l].size).map((place) => `M${round(x(l + 1, at))} ${y(l + 1)}L${round(x(l, place))} ${y(l)}`)
    : []))).join("");
}

function row({ size, jump }, counts, x, y, cell) {
  const radius = round(Math.max(0.8, Math.min(6, (jump * cell) / 2 - 0.6)));
  return element("g", { class: seriesClass(1) }, Array.from({ length: size }, (_, i) =>
    element("circle", { class: counts?.[i] ? "chain-seen" : "chain-unseen", cx: round(x(i)), cy: y, r: radius })));
}

function rowWords({ size, channels }, layer, number) {
  const places = size ? `${size} × ${size}` : "does not fit";
  if (!layer) return `input: ${places}, ${channels} channels`;
  return `${number}. ${data.kinds[layer.kind]} ${layer.kernel}${layer.stride > 1 ? ` / ${layer.stride}` : ""}: ${places}, ${channels}`;
}

// How many of the output's ways begin at each pixel, as a share of the most.
function bars(counts, top, cell) {
  const most = Math.max(...counts, 1);
  return element("g", { class: seriesClass(1) }, counts.map((count, i) => count > 0 && element("rect", {
    class: "chain-bar", x: round(2 + i * cell + 0.5), width: round(cell - 1),
    y: round(top + BARS * (1 - count / most)), height: round((BARS * count) / most),
  })));
}

function effective({ mostly: [first, last] }, top, cell, width) {
  const [left, right] = [2 + first * cell, 2 + (last + 1) * cell];
  const low = top + BARS + 3;
  return [
    element("path", { class: "stp-cut", d: `M${round(left)} ${low}H${round(right)}` }),
    text(Math.min(Math.max((left + right) / 2, 60), width - 60), low + 13, `95 % of the ways: ${last - first + 1}`, "stp-tick", "middle"),
  ];
}
