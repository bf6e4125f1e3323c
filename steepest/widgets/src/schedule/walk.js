// What the view of the walk shows, as plain data: the rate, the landscape with the walkers' ends, their
// places step by step, and the loss.

import { polyline, round } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { seriesClass } from "../shared/series.js";
import { isLost, loss, walks, whereIs } from "./landscape.js";
import { curve, frame, stairs } from "./picture.js";
import { ratesOf } from "./schedules.js";
import data from "../../schedule.json" with { type: "json" };

const STEPS = 300;
const THIN = 12; // how many of the walkers are drawn step by step
const EVERY = 2;
const PLACES = [-1.6, 12];
const LOSSES = [1e-3, 30];

// All that is computed: `where` counts the walkers by where they rest.
export function walked(state) {
  const rates = ratesOf(state, STEPS);
  const paths = walks(rates, state.seed);
  const ends = paths.map((path) => path.at(-1));
  const where = { broad: 0, narrow: 0, slope: 0, lost: 0 };
  for (const end of ends) where[whereIs(end)] += 1;
  return { rates, paths, ends, where };
}

export function planPicture({ rates }, size) {
  const { x, y, back, ...rest } = frame(size, [0, STEPS], "linear", [0, data.traits.base.high], { xLabel: "step", title: "rate" });
  return { ...rest, scene: [back, curve(1, stairs(rates, x, y))] };
}

export function landscapePicture({ ends }, size) {
  const { x, y, back, ...rest } = frame(size, PLACES, "linear", [0, 2], { xLabel: "weight", title: "loss, and where the walkers end", yTicks: 4 });
  const line = [];
  for (let at = PLACES[0]; at <= PLACES[1]; at += 0.05) if (loss(at) <= 2) line.push([x(at), y(loss(at))]);
  const dots = ends.filter((end) => !isLost(end)).map((end, walker) => element("circle", {
    class: walker ? "stp-marker stp-hollow" : "stp-marker", cx: round(x(end)), cy: round(y(Math.min(loss(end), 2)) - 6), r: walker ? 3 : 4.5,
  }));
  return { ...rest, scene: [back, curve(0, line), element("g", { class: seriesClass(6) }, dots.reverse())] };
}

export function placesPicture({ paths }, size) {
  const { x, y, back, ...rest } = frame(size, [0, STEPS], "linear", PLACES, { xLabel: "step", title: "weight, by step" });
  const within = (place) => Math.min(Math.max(place, PLACES[0]), PLACES[1]);
  const line = (path) => path.flatMap((place, step) => (step % EVERY ? [] : [[x(step), y(within(place))]]));
  const bands = ["broad", "narrow"].map((name) => {
    const { at, reach } = data.landscape[name];
    return element("path", { class: "stp-band", d: `${polyline([[x(0), y(at - reach)], [x(0), y(at + reach)], [x(STEPS), y(at + reach)], [x(STEPS), y(at - reach)]])}Z` });
  });
  return {
    ...rest,
    scene: [element("g", { class: seriesClass(0) }, bands), back, ...paths.slice(1, THIN).map((path) => curve(6, line(path), "stp-line stp-faint")), curve(6, line(paths[0]))],
  };
}

export function walkLossPicture({ paths }, size) {
  const { x, y, back, ...rest } = frame(size, [0, STEPS], "log", LOSSES, { xLabel: "step", title: "loss, by step", yTicks: 4 });
  const within = (value) => Math.min(Math.max(value, LOSSES[0]), LOSSES[1]);
  const losses = paths.map((path) => path.map(loss));
  const mean = (step) => losses.reduce((sum, one) => sum + one[step], 0) / losses.length;
  const points = (at) => losses[0].map((_, step) => [x(step), y(within(at(step)))]);
  return { ...rest, scene: [back, curve(6, points((step) => losses[0][step]), "stp-line stp-thin"), curve(2, points(mean), "stp-line", "5.5 2.5")] };
}

export function walkWords({ where: { broad, narrow, slope, lost } }) {
  const parts = [`${broad} in the broad well`, `${narrow} in the narrow one`];
  if (slope) parts.push(`${slope} on the slope`);
  if (lost) parts.push(`${lost} thrown out and lost`);
  return `Of ${data.walkers} walkers, ${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}.`;
}
