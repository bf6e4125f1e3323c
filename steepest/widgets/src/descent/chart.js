// Loss against step, or against epochs, of all runs, on a logarithmic axis.

import { axes, round, text } from "../shared/axes.js";
import { spreadColumn } from "../shared/labels.js";
import { element } from "../shared/scene.js";
import { scale } from "../shared/scale.js";
import { dash, marker, seriesGroup } from "../shared/series.js";
import { simplify } from "../shared/simplify.js";
import { trail } from "../shared/trail.js";
import { shortName } from "./words.js";

const MARGIN = { left: 38, right: 72, top: 20, bottom: 34 };
// Below this a loss counts as nothing left; this many times the first loss is off the chart.
const FLOOR = 1e-6;
const NOISE_FLOOR = 1e-4;
const CEILING = 30;

export function chart({ field, runs, span }, width, height, { still = false } = {}) {
  const inner = Math.round(width - MARGIN.left - MARGIN.right);
  const tall = Math.round(height - MARGIN.top - MARGIN.bottom);
  const lowest = field.loss(field.minima.find((one) => one.lowest).at);
  const above = runs.map((run) => run.loss.map((loss) => Math.max(loss - lowest, 0)));
  const [low, high] = range(above, field.name === "samples" ? NOISE_FLOOR : FLOOR);
  const x = scale("linear", [0, span], [0, inner]);
  const y = scale("log", [low, high], [tall, 0]);
  const frame = frameOf(x, y, field.name === "samples");
  const lines = runs.map((run, at) => {
    const points = above[at].map((loss, step) => [x(run.time(step)), y(Math.max(loss, low))]);
    const line = trail(still ? simplify(points) : points);
    const noisy = run.batch !== undefined && points.length > 60;
    const look = noisy ? { class: "stp-line stp-noisy" } : { class: "stp-line", "stroke-dasharray": dash(run.index) };
    return { run, group: { index: run.index, rule: run.name }, line, look };
  });
  const upwards = [...lines].reverse();
  const ghosts = still ? [] : upwards.map(({ group, line }) =>
    seriesGroup(group, element("path", { class: "stp-ghost", d: line.whole })));
  const names = columnOfNames(lines, inner, tall, field);

  return {
    width,
    height,
    at: (step) => [
      frame,
      element(
        "svg",
        { x: MARGIN.left, y: MARGIN.top, width: inner, height: tall },
        !still && element("path", { class: "stp-now", d: `M${round(x(runs[0].time(step)))} 0V${tall}` }),
        ghosts,
        upwards.map(({ run, group, line, look }) =>
          seriesGroup(group, element("path", { ...look, d: line.lineTo(run.stepAt(step)) }))),
      ),
      element(
        "g",
        { transform: `translate(${MARGIN.left} ${MARGIN.top})` },
        upwards.map(({ run, group, line }) => seriesGroup(group, head(run, line.point(run.stepAt(step))))),
      ),
      names,
    ],
  };
}

let latest = {};

// The axes, made again only when they change.
function frameOf(x, y, inEpochs) {
  const key = JSON.stringify([x.domain, y.domain, x.range, y.range, inEpochs]);
  if (latest.key !== key) {
    const frame = axes(
      scale("linear", x.domain, [MARGIN.left, MARGIN.left + x.range[1]]),
      scale("log", y.domain, [MARGIN.top + y.range[0], MARGIN.top]),
      { xLabel: inEpochs ? "epoch" : "step", xTicks: 5, yTicks: 5, grid: true },
    );
    const title = text(0, 11, inEpochs ? "loss above the lowest" : "loss", "stp-axis-name");
    latest = { key, frame: element("g", {}, frame, title) };
  }
  return latest.frame;
}

// The marker where a line has got to; an arrow where it has left through the top.
function head(run, [px, py]) {
  return py < 0
    ? element("path", { class: "stp-marker", d: `M${round(px)} 1l4.5 8h-9z` })
    : marker(run.index, px, py);
}

function range(all, floor) {
  const first = Math.max(all[0][0], floor);
  const flat = all.flat();
  const highest = Math.min(flat.reduce((a, b) => Math.max(a, b), 0), first * CEILING);
  const lowest = Math.max(flat.reduce((a, b) => Math.min(a, b), Infinity), floor);
  const top = 10 ** Math.ceil(Math.log10(Math.max(highest, floor)) - 1e-9);
  const bottom = 10 ** Math.floor(Math.log10(lowest) + 1e-9);
  return [Math.min(bottom, top / 100), top];
}

function columnOfNames(lines, inner, tall, field) {
  const ends = lines.map(({ line }) => line.point(Infinity)[1]);
  const heights = spreadColumn(ends.map((end) => Math.min(Math.max(end, 4), tall)), 4, tall);
  return element(
    "g",
    { transform: `translate(${MARGIN.left + inner + 8} ${MARGIN.top + 4})` },
    lines.map(({ run, group }, i) =>
      seriesGroup(group, text(0, heights[i], shortName(run, field), "stp-name"))),
  );
}
