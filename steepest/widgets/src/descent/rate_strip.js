// Under the slider of the learning rate: where descent is stable, and where the other rates stand.

import { round, text } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { format, scale } from "../shared/scale.js";
import { marker, seriesGroup } from "../shared/series.js";

export const RATES = Array.from({ length: 150 }, (_, i) => Number(((i + 1) / 100).toFixed(2)));
export const HEIGHT = 52;
// Half a slider's thumb: its middle never comes nearer to an end.
const THUMB = 8;
// The widths of a character: of a zone's name, and in bold.
const [CHARACTER, BOLD] = [6.1, 7.1];
const ZONES = {
  one: ["no overshoot", "overshoots", "diverges"],
  two: ["stable in both", "local only", "in neither"],
};

// The scene of the strip `width` pixels wide.
export function rateStrip({ field, runs }, width) {
  const x = scale("linear", [RATES[0], RATES.at(-1)], [THUMB, width - THUMB]);
  const two = field.stable.length === 2;
  const stable = [...field.stable].sort((a, b) => a - b);
  const bounds = [RATES[0], ...(two ? stable : [stable[0] / 2, stable[0]]), Infinity];
  const zones = ZONES[two ? "two" : "one"].map((name, i) => {
    const [from, to] = [x(bounds[i]), Math.min(x(bounds[i + 1]), width - THUMB)];
    return zone(name, i, from, to);
  });
  const others = field.name === "samples" ? [] : runs.slice(1);
  return element(
    "g",
    {},
    zones,
    stable.map((rate, i) => mark(rate, x(rate), i, { two, all: field.name === "samples", width })),
    others.filter(({ rate }) => rate <= RATES.at(-1)).map((run) =>
      seriesGroup({ index: run.index, rule: run.name }, marker(run.index, x(run.rate), 7))),
  );
}

function zone(name, i, from, to) {
  if (to <= from) return null;
  const fits = to - from > name.length * CHARACTER + 4;
  return element(
    "g",
    {},
    element("path", { class: `stp-zone stp-zone-${i}`, d: `M${round(from)} 17H${round(to)}` }),
    fits && text((from + to) / 2, 31, name, "stp-tick", "middle"),
  );
}

// The largest stable rate: a line, and its value under it.
function mark(rate, at, i, { two, all, width }) {
  if (at > width) return null;
  const value = format(rate);
  const whose = all ? "all at once" : "largest stable";
  const name = two ? `2/λ = ${value}, ${i ? "local" : "global"}` : `${whose}: 2/λ = ${value}`;
  const wide = name.length * BOLD;
  // Of two names one is left of its line and one right; a single one is under it.
  const left = two ? (i ? at : at - wide) : at - wide / 2;
  const middle = Math.min(Math.max(left, 0), width - wide) + wide / 2;
  return element(
    "g",
    { class: "stp-stable" },
    element("path", { class: "stp-stable-mark", d: `M${round(at)} 0V35` }),
    text(middle, 47, name, "stp-stable-name", "middle"),
  );
}
