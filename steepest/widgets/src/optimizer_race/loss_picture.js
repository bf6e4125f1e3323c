// Loss against step, on a logarithmic axis.

import { axes, round, text } from "../shared/axes.js";
import { spreadColumn } from "../shared/labels.js";
import { element } from "../shared/scene.js";
import { scale } from "../shared/scale.js";
import { dash, marker, seriesGroup } from "../shared/series.js";
import { simplify } from "../shared/simplify.js";
import { trail } from "../shared/trail.js";
import data from "../../optimizer_race.json" with { type: "json" };

const MARGIN = { left: 38, right: 88, top: 20, bottom: 34 };
// Below this a loss counts as nothing left; this many times the first loss is off the chart.
const FLOOR = 1e-8;
const CEILING = 30;

export function lossPicture(state, runs, width, height, { still = false } = {}) {
  const inner = Math.round(width - MARGIN.left - MARGIN.right);
  const tall = Math.round(height - MARGIN.top - MARGIN.bottom);
  const [low, high] = range(runs);
  const x = scale("linear", [0, state.steps], [0, inner]);
  const y = scale("log", [low, high], [tall, 0]);
  const frame = frameOf(x, y);
  const lines = runs.map((run) => {
    const points = run.loss.map((loss, step) => [x(step), y(Math.max(loss, low))]);
    return { run, trail: trail(still ? simplify(points) : points) };
  });
  const ghosts = still ? [] : lines.map(({ run, trail }) =>
    seriesGroup(run, element("path", { class: "stp-ghost", d: trail.whole })));
  const names = columnOfNames(lines, inner, tall);

  return {
    width,
    height,
    at: (step) => [
      frame,
      element(
        "svg",
        { x: MARGIN.left, y: MARGIN.top, width: inner, height: tall, class: "stp-window" },
        !still && element("path", { class: "stp-now", d: `M${round(x(step))} 0V${tall}` }),
        ghosts,
        lines.map(({ run, trail }) =>
          seriesGroup(
            run,
            element("path", {
              class: "stp-line", d: trail.lineTo(step), "stroke-dasharray": dash(run.index),
            }),
          )),
      ),
      element(
        "g",
        { transform: `translate(${MARGIN.left} ${MARGIN.top})` },
        lines.map(({ run, trail }) => head(run, trail.point(step))),
      ),
      names,
    ],
  };
}

// The axes, made again only when they change.
let latest = {};

function frameOf(x, y) {
  const key = JSON.stringify([x.domain, y.domain, x.range, y.range]);
  if (latest.key !== key) {
    const [right, bottom] = [x.range[1], y.range[0]];
    const frame = axes(
      scale("linear", x.domain, [MARGIN.left, MARGIN.left + right]),
      scale("log", y.domain, [MARGIN.top + bottom, MARGIN.top]),
      { xLabel: "step", yLabel: "loss", xTicks: 4, yTicks: 6, grid: true },
    );
    latest = { key, frame };
  }
  return latest.frame;
}

// The marker where a line has got to; an arrow where it has left through the top.
function head(run, [px, py]) {
  return seriesGroup(
    run,
    py < 0
      ? element("path", { class: "stp-marker", d: `M${round(px)} 1l4.5 8h-9z` })
      : marker(run.index, px, py),
  );
}

function range(runs) {
  if (runs.length === 0) return [0.01, 100];
  const all = runs.flatMap((run) => run.loss);
  const first = Math.max(runs[0].loss[0], FLOOR);
  const highest = Math.min(Math.max(...all), first * CEILING);
  const lowest = Math.max(Math.min(...all), FLOOR);
  const top = 10 ** Math.ceil(Math.log10(highest) - 1e-9);
  const bottom = 10 ** Math.floor(Math.log10(lowest) + 1e-9);
  return [Math.min(bottom, top / 100), top];
}

function columnOfNames(lines, inner, tall) {
  const ends = lines.map(({ trail }) => trail.point(Infinity)[1]);
  const heights = spreadColumn(ends.map((end) => Math.min(Math.max(end, 4), tall)), 4, tall);
  return element(
    "g",
    { transform: `translate(${MARGIN.left + inner + 8} ${MARGIN.top + 4})` },
    lines.map(({ run }, i) =>
      seriesGroup(run, text(0, heights[i], data.rules[run.rule].title, "stp-name"))),
  );
}
