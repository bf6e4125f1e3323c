// What is drawn, as plain data: the same for the living figure and the still.

import { axes, polyline, round, text } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { format, scale } from "../shared/scale.js";
import { seriesClass } from "../shared/series.js";
import data from "../../schedule.json" with { type: "json" };
import { bestRates, floorOf, lossPath, plateau } from "./simulation.js";

const MARGIN = { left: 44, right: 14, top: 24, bottom: 36 };
const TOP_RATE = data.traits.rates.high;

export function frame([width, height], xs, kind, ys, { title, ...labels }) {
  const x = scale("linear", xs, [MARGIN.left, width - MARGIN.right]);
  const y = scale(kind, ys, [height - MARGIN.bottom, MARGIN.top]);
  return { x, y, width, height, back: element("g", {}, axes(x, y, { ...labels, grid: true }), text(0, 12, title, "stp-axis-name")) };
}

export function curve(index, points, style = "stp-line", dash = null) {
  return element("g", { class: seriesClass(index) }, element("path", { class: style, d: polyline(points), "stroke-dasharray": dash }));
}

// A line that is level through each step.
export function stairs(values, x, y) {
  return values.flatMap((value, at) => [[x(at), y(value)], [x(at + 1), y(value)]]);
}

export function handleMark(px, py) {
  return [
    element("circle", { class: "stp-handle-reach", cx: round(px), cy: round(py), r: 20 }),
    element("circle", { class: "stp-handle-ring", cx: round(px), cy: round(py), r: 8 }),
    element("circle", { class: "stp-handle-dot", cx: round(px), cy: round(py), r: 2 }),
  ];
}

// The rates: where the reader draws.
export function ratePicture({ rates }, size) {
  const { x, y, back, ...rest } = frame(size, [0, rates.length], "linear", [0, TOP_RATE], { xLabel: "step", title: "rate" });
  const limit = y(data.limit);
  return {
    ...rest, x, y,
    at: (step) => [x(step + 0.5), y(rates[step])],
    scene: [
      back,
      element("path", { class: "stp-now", d: polyline([[x.range[0], limit], [x.range[1], limit]]) }),
      text(x.range[1], limit + 13, "the limit, 2/curvature", "stp-tick", "end"),
      curve(1, stairs(rates, x, y)),
    ],
  };
}

const [LOWEST, HIGHEST] = [0.01, 100];

// The expected loss, the floor of each rate, and where the best schedule leads.
export function lossPicture({ rates, noise }, size) {
  const steps = rates.length;
  const { x, y, back, ...rest } = frame(size, [0, steps], "log", [LOWEST, HIGHEST], { xLabel: "step", title: "expected loss", yTicks: 4 });
  const within = (value) => Math.min(Math.max(value, LOWEST), HIGHEST);
  const losses = lossPath(rates, noise);
  const least = lossPath(bestRates(noise, steps), noise);
  const floors = rates.map((rate) => within(floorOf(rate, noise)));
  const line = (values) => values.map((value, step) => [x(step), y(within(value))]);
  return {
    ...rest,
    end: losses.at(-1),
    least: least.at(-1),
    scene: [
      back,
      curve(0, stairs(floors, x, y), "stp-line stp-thin", "2 2.5"),
      curve(2, line(least), "stp-line", "5.5 2.5"),
      curve(6, line(losses)),
      element("g", { class: seriesClass(6) }, element("circle", { class: "stp-marker", cx: round(x(steps)), cy: round(y(within(losses.at(-1)))), r: 4 })),
    ],
  };
}

// Validation losses, where the reader draws: better ones are filled, bad ones have their count.
export function lossesPicture({ losses, factor, patience, threshold }, size) {
  const { x, y, back, ...rest } = frame(size, [0, losses.length - 1], "linear", [0, 2], { xLabel: "epoch", title: "validation loss" });
  const rule = plateau(losses, factor, patience, threshold);
  const bars = rule.map(({ best }) => Math.max(best * (1 - threshold), 0));
  const marks = rule.map(({ count, drop }, epoch) => {
    const [px, py] = [x(epoch), y(losses[epoch])];
    return [
      drop && element("path", { class: "stp-now", d: polyline([[px, y.range[0]], [px, y.range[1]]]) }),
      element("circle", { class: count === 0 ? "stp-marker" : "stp-marker stp-hollow", cx: round(px), cy: round(py), r: 4 }),
      count > 0 && text(px, py - 9, String(count), drop ? "stp-tick stp-strong" : "stp-tick", "middle"),
    ];
  });
  return {
    ...rest, x, y,
    at: (epoch) => [x(epoch), y(losses[epoch])],
    scene: [
      back,
      curve(0, stairs(bars.slice(0, -1), x, y), "stp-line stp-thin", "2 2.5"),
      curve(1, losses.map((loss, epoch) => [x(epoch), y(loss)]), "stp-line stp-thin"),
      element("g", { class: seriesClass(1) }, marks),
    ],
  };
}

// The rate after each epoch.
export function dropsPicture({ losses, factor, patience, threshold }, size) {
  const rule = plateau(losses, factor, patience, threshold);
  const { x, y, back, ...rest } = frame(size, [0, losses.length - 1], "log", [1e-4, 1], { xLabel: "epoch", title: "rate / first rate", yTicks: 5 });
  const points = rule.flatMap(({ rate }, epoch) => {
    const before = epoch ? rule[epoch - 1].rate : 1;
    return [[x(epoch), y(Math.max(before, 1e-4))], [x(epoch), y(Math.max(rate, 1e-4))]];
  });
  return {
    ...rest,
    drops: rule.flatMap(({ drop }, epoch) => (drop ? [epoch] : [])),
    last: rule.at(-1).rate,
    scene: [back, curve(6, points)],
  };
}

export function drawWords({ end, least }) {
  return `Loss at the end: ${Number.isFinite(end) ? format(end) : "beyond all bounds"}. The best schedule leads to ${format(least)}.`;
}

export function plateauWords({ drops, last }) {
  if (drops.length === 0) return "The rate has not dropped.";
  const where = drops.length === 1 ? `epoch ${drops[0]}` : `epochs ${drops.slice(0, -1).join(", ")} and ${drops.at(-1)}`;
  return `The rate drops at ${where}; ${format(last)} of the first rate is left.`;
}
