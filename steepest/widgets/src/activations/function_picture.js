// The function with its tangent at x; below it the slope, and where a layer's inputs fall.

import { axes, round, text } from "../shared/axes.js";
import { remembered } from "../shared/kept.js";
import { handleRing } from "../shared/pointers.js";
import { element } from "../shared/scene.js";
import { format, scale } from "../shared/scale.js";
import { seriesClass } from "../shared/series.js";
import { line, slopeAt, valueAt } from "./functions.js";
import { bins, sticks } from "./violins.js";
import data from "../../activations.json" with { type: "json" };

export const [VALUES, SLOPES] = [1, 6];
const MARGIN = { left: 34, right: 10, top: 22, bottom: 36 };
const [TALL, LOW] = [190, 120];
const GAP = 40;
const SAMPLES = 240;
const TANGENT = 1.6;
const INPUTS = 46;

// `at(inputs)` is the scene; `handle()` the point's; `x` and `origin` turn pixels into numbers.
export function functionPicture(state, width) {
  const inner = Math.round(width - MARGIN.left - MARGIN.right);
  const { activation, x: at } = state;
  const plots = backdrop(`${activation} ${inner}`, activation, inner);
  const { x, value, slope } = plots;
  const [y, steep] = [valueAt(activation, at), slopeAt(activation, at)];
  const guide = `M${round(x(at))} ${round(value(y))}V${TALL + GAP + LOW}`;
  return {
    width,
    height: MARGIN.top + TALL + GAP + LOW + MARGIN.bottom,
    x,
    origin: MARGIN.left,
    handle: () => handleRing(x(at) + MARGIN.left, value(y) + MARGIN.top),
    at: (inputs) => [
      plots.frame,
      element(
        "g",
        { transform: `translate(${MARGIN.left} ${MARGIN.top})` },
        element("path", { class: "stp-now", d: guide }),
        inputsOf(state, inputs, inner),
        plots.curves,
        box(0, inner, TALL, element("path", { class: "stp-act-tangent", d: tangent(at, y, steep, plots) })),
        element(
          "g",
          { class: seriesClass(SLOPES), transform: `translate(0 ${TALL + GAP})` },
          element("circle", { class: "stp-marker", cx: round(x(at)), cy: round(slope(steep)), r: 5 }),
        ),
      ),
    ],
  };
}

function tangent(at, y, steep, { x, value }) {
  // As long as TANGENT units of x when level, and no longer when steep.
  const reach = TANGENT / Math.hypot(1, steep);
  const [from, to] = [at - reach, at + reach];
  return `M${round(x(from))} ${round(value(y - steep * reach))}L${round(x(to))} ${round(value(y + steep * reach))}`;
}

// Where the chosen layer's inputs fall, as bars that stand on the slope's axis.
function inputsOf({ layer }, inputs, inner) {
  if (!inputs) return null;
  const most = Math.max(...inputs.counts, 1);
  const bars = bins(inner).map((left, i) => {
    const tall = (inputs.counts[i] / most) * INPUTS;
    return tall > 0.2 ? `M${left} ${LOW}v${-round(tall)}` : "";
  });
  return element(
    "g",
    { class: "stp-act-inputs", transform: `translate(0 ${TALL + GAP})` },
    element("path", { d: bars.join(""), "stroke-width": round(sticks(inner) - 1) }),
    text(inner, -6, `bars: inputs of layer ${layer}${beyond(inputs)}`, "stp-tick", "end"),
  );
}

function beyond({ below, above, total }) {
  const share = (below + above) / total;
  return share === 0 ? "" : `, ${format(100 * share, 2)} % beyond`;
}

// Axes and curves: the same for every x, so kept by function and width.
const backdrop = remembered((activation, inner) => {
  const { window, slopes } = data.functions[activation];
  const { low, high } = data.traits.x;
  const x = scale("linear", [low, high], [0, inner]);
  const value = scale("linear", window, [TALL, 0]);
  const slope = scale("linear", slopes, [LOW, 0]);
  const frame = [
    frameOf(x, value, MARGIN.top, { xLabel: "", yLabel: "f(x)" }),
    frameOf(x, slope, MARGIN.top + TALL + GAP, { xLabel: "x", yLabel: "f′(x)" }),
  ];
  const curves = element(
    "g",
    {},
    lines(activation, x, value, inner),
    box(0, inner, TALL, path(VALUES, x, value, (at) => valueAt(activation, at))),
    element("g", { transform: `translate(0 ${TALL + GAP})` }, path(SLOPES, x, slope, (at) => slopeAt(activation, at))),
  );
  return { x, value, slope, frame: element("g", {}, frame), curves };
}, 30);

function frameOf(x, y, top, names) {
  const [right, bottom] = [x.range[1], y.range[0]];
  return axes(
    scale("linear", x.domain, [MARGIN.left, MARGIN.left + right]),
    scale("linear", y.domain, [top + bottom, top]),
    { ...names, xTicks: 5, yTicks: 4, grid: true },
  );
}

// Maxout's two lines, of which the function is the higher.
function lines(activation, x, value, inner) {
  if (activation !== "maxout") return null;
  const [low, high] = x.domain;
  return box(0, inner, TALL, [0, 1].map((which) =>
    element("path", {
      class: "stp-act-line",
      d: `M${round(x(low))} ${round(value(line(which, low)))}L${round(x(high))} ${round(value(line(which, high)))}`,
    })));
}

// A curve, lifted off the paper where it jumps.
function path(series, x, y, compute) {
  const [low, high] = x.domain;
  let [d, before] = ["", null];
  for (let i = 0; i <= SAMPLES; i++) {
    const at = low + ((high - low) * i) / SAMPLES;
    const value = compute(at);
    const jumps = before === null || Math.abs(value - before) > 0.4;
    d += `${jumps ? "M" : "L"}${round(x(at))} ${round(y(value))}`;
    before = value;
  }
  return element("g", { class: seriesClass(series) }, element("path", { class: "stp-line", d }));
}

function box(top, width, height, ...children) {
  return element("svg", { y: top, width, height }, ...children);
}
