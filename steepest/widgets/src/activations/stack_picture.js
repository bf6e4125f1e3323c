// The stack, layer by layer: outputs, gradients of the weights, and the gradients' norms.

import { axes, polyline, round, text } from "../shared/axes.js";
import { remembered } from "../shared/kept.js";
import { element } from "../shared/scene.js";
import { format, scale } from "../shared/scale.js";
import { dash, seriesClass } from "../shared/series.js";
import { violins } from "./violins.js";
import data from "../../activations.json" with { type: "json" };

export const [OUTPUTS, WEIGHTS, SIGNAL, CLIPPED] = [1, 6, 3, 4];
const MARGIN = { left: 46, right: 8 };
const [HIGH, MIDDLE, LOW] = [112, 88, 164];
const TITLE = 24;
const NUMBERS = 20;
const [CHARACTER, SPACE] = [6.2, 8];
const WIDE = 470;
const NARROW = 250;
// The norms' axis reaches at least this far, and then by whole multiples of so many decades.
const [LEAST, MOST, DECADES] = [1e-4, 1e4, 4];

// `scene()` is the picture; `layerAt(px)` the layer whose column a pixel is in; `handle()` the grip.
export function stackPicture(state, stack, width) {
  const { depth, layer } = state;
  const inner = Math.round(width - MARGIN.left - MARGIN.right);
  const room = inner / depth;
  const place = (l) => (l + 0.5) * room;
  const legend = inner < WIDE ? 18 : 0;
  const tops = [TITLE, 0, 0];
  tops[1] = tops[0] + HIGH + NUMBERS + TITLE;
  tops[2] = tops[1] + MIDDLE + NUMBERS + TITLE + legend;
  const bottom = tops[2] + LOW;
  const columns = { inner, room, place, depth };
  const clipped = stack.factor !== 1;

  const scene = () => [
    element("rect", {
      class: "stp-act-column", y: TITLE - 2, height: bottom - TITLE + 2, rx: 3,
      x: round(MARGIN.left + place(layer - 1) - room / 2), width: round(room),
    }),
    row(tops[0], "Outputs of each layer", HIGH, data.functions[state.activation].outputs, columns, {
      style: OUTPUTS, histograms: stack.outputs, numbers: stack.layers.map(({ std }) => std),
    }),
    row(tops[1], `Gradients of ${inner < NARROW ? "" : "the "}weights${clipped ? ", clipped" : ""}`, MIDDLE, data.gradients, columns, {
      style: clipped ? CLIPPED : WEIGHTS,
      histograms: stack.gradients,
      numbers: stack.layers.map(({ gradientStd }) => gradientStd * stack.factor),
    }),
    norms(tops[2], legend, columns, stack, clipped),
    layerTicks(bottom, columns),
  ];
  return {
    width,
    height: bottom + 38,
    scene,
    layerAt: (px) => Math.min(Math.max(Math.floor((px - MARGIN.left) / room) + 1, 1), depth),
    handle: () => grip(MARGIN.left + place(layer - 1), bottom),
  };
}

// One row of strips, with the standard deviations under it: as many as there is room for.
function row(top, title, tall, domain, { inner, room, place }, { style, histograms, numbers }) {
  const y = scale("linear", domain, [tall, 0]);
  const written = numbers.map((number) => format(number, 2));
  const widths = written.map((number) => number.length * CHARACTER);
  const widest = Math.max(...widths);
  const pushed = Math.max(widest - room, 0) / 2; // how far the first may be moved inwards
  const every = Math.ceil((widest + SPACE + pushed) / room);
  return element(
    "g",
    { transform: `translate(${MARGIN.left} ${top})`, class: seriesClass(style) },
    frame(`${title} ${domain} ${tall} ${inner}`, () => rowFrame(title, y, inner, tall)),
    violins(histograms, place, room, tall),
    text(-7, tall + 17, "std", "stp-tick", "end"),
    written.map((number, l) => {
      if (l % every) return null;
      // A number at either end stays within the picture.
      const half = widths[l] / 2;
      return text(Math.min(Math.max(place(l), half), inner - half), tall + 17, number, "stp-tick", "middle");
    }),
  );
}

function rowFrame(title, y, inner, tall) {
  return element(
    "g",
    {},
    text(-MARGIN.left, -9, title, "stp-act-title"),
    axes(scale("linear", [0, 1], [0, inner]), y, { xTicks: 0, yTicks: 3, xLabel: "", grid: true }),
    element("rect", { class: "stp-act-frame", width: inner, height: tall }),
  );
}

function norms(top, legend, { inner, place }, { layers, factor }, clipped) {
  const weights = layers.map(({ gradient }) => gradient);
  const signal = layers.map((one) => one.signal);
  const [low, high] = range([...weights, ...signal, ...(clipped ? weights.map((norm) => norm * factor) : [])]);
  const y = scale("log", [low, high], [LOW, 0]);
  const drawn = [
    { style: SIGNAL, norms: signal, name: "outputs" },
    { style: WEIGHTS, norms: weights, name: "weights" },
    clipped && { style: CLIPPED, norms: weights.map((norm) => norm * factor), name: "clipped" },
  ].filter(Boolean);
  return element(
    "g",
    { transform: `translate(${MARGIN.left} ${top})` },
    frame(`norms ${low} ${high} ${inner}`, () => normsFrame(y, inner)),
    text(-MARGIN.left, -9 - legend, "Norm of the gradient of", "stp-act-title"),
    key(drawn, legend ? -MARGIN.left : 136, -9, inner < NARROW ? 4 : 14),
    drawn.map(({ style, norms }) =>
      element(
        "g",
        { class: seriesClass(style), "data-norms": style },
        element("path", {
          class: "stp-line", "stroke-dasharray": dash(style),
          d: polyline(norms.map((norm, l) => [place(l), y(norm)])),
        }),
        style === SIGNAL
          ? null
          : element("path", {
              class: "stp-dots stp-act-dots",
              d: norms.map((norm, l) => `M${round(place(l))} ${round(y(norm))}h0`).join(""),
            }),
      )),
  );
}

function normsFrame(y, inner) {
  const [top, bottom] = [data.healthy[1], data.healthy[0]].map(y);
  return element(
    "g",
    {},
    element("rect", { class: "stp-act-healthy", y: round(top), width: inner, height: round(bottom - top) }),
    axes(scale("linear", [0, 1], [0, inner]), y, { xTicks: 0, yTicks: 6, xLabel: "", grid: true }),
    element("rect", { class: "stp-act-frame", width: inner, height: LOW }),
    // The gradient comes from the right, near 1: what explodes or vanishes does so on the left.
    top > 16 && text(inner - 6, top - 5, "exploding ↑", "stp-act-zone", "end"),
    text(inner - 6, top + 13, "healthy", "stp-act-zone", "end"),
    text(6, bottom + 13, "vanishing ↓", "stp-act-zone"),
  );
}

function range(norms) {
  const step = 10 ** DECADES;
  const down = step ** Math.floor(Math.log(Math.min(...norms, LEAST)) / Math.log(step) + 1e-9);
  const up = step ** Math.ceil(Math.log(Math.max(...norms, MOST)) / Math.log(step) - 1e-9);
  return [down, up];
}

// Samples of the lines, side by side with their names.
function key(drawn, x, y, gap) {
  let left = x;
  return drawn.map(({ style, name }) => {
    const at = left;
    left += 31 + name.length * CHARACTER + gap;
    return element(
      "g",
      { class: seriesClass(style), transform: `translate(${round(at)} ${y})` },
      element("path", { class: "stp-line", d: "M0-4H26", "stroke-dasharray": dash(style) }),
      style === SIGNAL ? null : element("path", { class: "stp-dots stp-act-dots", d: "M13-4h0" }),
      text(31, 0, name, "stp-tick"),
    );
  });
}

function layerTicks(bottom, { inner, room, place, depth }) {
  const every = Math.ceil(24 / room);
  return element(
    "g",
    { transform: `translate(${MARGIN.left} ${bottom})` },
    Array.from({ length: depth }, (_, l) =>
      l % every === 0 && text(place(l), 19, String(l + 1), "stp-tick", "middle")),
    text(inner / 2, 34, "layer", "stp-axis-name", "middle"),
  );
}

// The chosen column's grip.
function grip(px, py) {
  return element(
    "g",
    { transform: `translate(${round(px)} ${round(py)})` },
    element("circle", { class: "stp-handle-reach", r: 22 }),
    element("circle", { class: "stp-handle-ring", r: 7 }),
    element("path", { class: "stp-act-grip", d: "M-2-2.5L-4.5 0L-2 2.5M2-2.5L4.5 0L2 2.5" }),
  );
}

// Frames are drawn once for each size and range.
const frame = remembered((make) => make());
