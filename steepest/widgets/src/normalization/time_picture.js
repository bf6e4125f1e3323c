// Batches that arrive one at a time: their means and variances with the running ones, and the
// output of one sample in train mode and in eval mode. Three panels over one axis of steps.

import { round, text } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { format, scale, ticks } from "../shared/scale.js";
import { seriesClass } from "../shared/series.js";
import { trail } from "../shared/trail.js";
import { STEPS } from "./samples.js";
import { NARROW } from "./words.js";
import data from "../../normalization.json" with { type: "json" };

const MARGIN = { left: 40, right: 60, top: 22, bottom: 40 };
const BATCH = seriesClass(6);
const KEPT = seriesClass(1);

export function timePicture(time, width, { still = false } = {}) {
  const { steps, truth, trueOutput } = time;
  const x = scale("linear", [0, STEPS], [MARGIN.left, width - MARGIN.right]);
  const list = (of) => steps.map(of);
  const panels = [
    {
      title: "Mean", tall: 84, low: -Infinity, high: Infinity, truth: truth.mean,
      dots: list((s) => s.batch?.mean), line: list((s) => s.running.mean),
      names: ["batch", "running"],
    },
    {
      title: "Variance", tall: 84, low: 0, high: 3.5 * truth.variance + 1, truth: truth.variance,
      dots: list((s) => s.batch?.variance), line: list((s) => s.running.variance),
      names: ["batch", "running"],
    },
    {
      title: width < NARROW ? "Ringed output" : "Output of the ringed sample", tall: 116, low: -Infinity, high: Infinity,
      truth: trueOutput, joined: true,
      dots: list((s) => s.trainOutput), line: list((s) => s.evalOutput), names: ["train", "eval"],
    },
  ];
  let top = MARGIN.top;
  const drawn = panels.map((one) => {
    const made = panel(one, x, top, still);
    top += one.tall + 30;
    return made;
  });
  const bottom = top - 30;
  const frame = [frozen(x, bottom), drawn.map(({ frame }) => frame), stepAxis(x, bottom)];
  const whole = frame.flat(Infinity);
  return {
    width,
    height: bottom + MARGIN.bottom,
    at: (step) => [
      ...whole,
      element("path", { class: "stp-now", d: `M${round(x(step))} ${MARGIN.top}V${bottom}` }),
      ...drawn.map(({ at }) => at(step)),
    ],
  };
}

function panel({ title, tall, low, high, truth, dots, line, names, joined }, x, top, still) {
  const shown = [...dots.slice(1), ...line, truth].map((v) => Math.min(Math.max(v, low), high));
  const [least, most] = [Math.min(...shown), Math.max(...shown)];
  const pad = 0.06 * (most - least) || 0.5;
  const domain = [low === 0 ? 0 : least - pad, most + pad];
  const y = scale("linear", domain, [top + tall, top]);
  const [left, right] = x.range;
  const lineTrail = trail(line.map((value, step) => [x(step), y(value)]));
  const points = dots.slice(1).map((value, at) => [x(at + 1), y(Math.min(value, most))]);
  // What is off the scale is an arrow head at its edge.
  const off = dots.slice(1).map((value) => value > most);
  const marks = written(points.map(([px, py], i) => (off[i] ? "" : `M${round(px)} ${round(py)}h0`)));
  const arrows = written(points.map(([px, py], i) =>
    (off[i] ? `M${round(px - 3.5)} ${round(py + 3)}l3.5-6l3.5 6z` : "")));
  const thread = joined && trail(points);
  const heights = nameHeights(points.at(-1)[1], y(line.at(-1)));
  return {
    frame: element(
      "g",
      { class: "stp-axes" },
      ticks(y, 3).map((value) => [
        element("path", { class: "stp-grid", d: `M${left} ${round(y(value))}H${round(right)}` }),
        text(left - 7, y(value) + 3.5, format(value), "stp-tick", "end"),
      ]),
      text(left, top - 8, title, "stp-strip-title"),
      element("path", { class: "stp-truth", d: `M${left} ${round(y(truth))}H${round(right)}` }),
      !still && element("path", { class: `stp-faint-dots ${BATCH}`, d: marks(STEPS) }),
      element("g", { class: BATCH }, text(right + 6, heights[0] + 4, names[0], "stp-name")),
      element("g", { class: KEPT }, text(right + 6, heights[1] + 4, names[1], "stp-name")),
    ),
    at: (step) => element(
      "g",
      {},
      element("g", { class: BATCH },
        element("path", { class: "stp-thread", d: joined && step ? thread.lineTo(step - 1) : "" }),
        element("path", { class: "stp-batch-dots", d: marks(step) }),
        element("path", { class: "stp-fill", d: arrows(step) }),
        element("circle", {
          class: "stp-marker", r: step ? 4 : 0,
          cx: round(step ? points[step - 1][0] : left), cy: round(step ? points[step - 1][1] : top),
        })),
      element("g", { class: KEPT },
        element("path", { class: "stp-line", d: lineTrail.lineTo(step) }),
        element("path", {
          class: "stp-marker", d: "M-3.6-3.6H3.6V3.6H-3.6Z",
          transform: `translate(${round(x(step))} ${round(y(line[step]))})`,
        })),
    ),
  };
}

// Many marks written once, to be cut at any of them.
function written(marks) {
  const ends = [0];
  for (const mark of marks) ends.push(ends.at(-1) + mark.length);
  const whole = marks.join("");
  return (count) => whole.slice(0, ends[count]);
}

// The names at the lines' ends, at least a line's height apart.
function nameHeights(a, b) {
  const apart = 13;
  if (Math.abs(a - b) >= apart) return [a, b];
  const middle = (a + b) / 2;
  return a < b ? [middle - apart / 2, middle + apart / 2] : [middle + apart / 2, middle - apart / 2];
}

// From here on nothing is learned: the layer is in eval mode.
function frozen(x, bottom) {
  const left = round(x(data.frozen));
  return [
    element("rect", {
      class: "stp-frozen", x: left, y: MARGIN.top, width: round(x(STEPS)) - left,
      height: bottom - MARGIN.top,
    }),
  ];
}

function stepAxis(x, bottom) {
  const [left, right] = x.range;
  return element(
    "g",
    { class: "stp-axes" },
    ticks(x, 5).map((value) => [
      element("path", { class: "stp-tickmark", d: `M${round(x(value))} ${bottom}v4` }),
      text(x(value), bottom + 16, format(value), "stp-tick", "middle"),
    ]),
    text(
      (left + x(data.frozen)) / 2, bottom + 33,
      right > 480 ? "training, batch by batch" : "training", "stp-axis-name", "middle",
    ),
    text((x(data.frozen) + right) / 2, bottom + 33, "eval: frozen", "stp-axis-name", "middle"),
  );
}
