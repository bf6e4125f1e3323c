// Loss against step, of several runs, on a logarithmic axis.

import { axes, round, text } from "./axes.js";
import { spreadColumn } from "./labels.js";
import { element } from "./scene.js";
import { scale } from "./scale.js";
import { marker, seriesGroup } from "./series.js";
import { simplify } from "./simplify.js";
import { trail } from "./trail.js";

const MARGIN = { left: 42, top: 20, bottom: 34 };
// This many times the first loss is off the chart.
const CEILING = 30;

// Each of `runs` has the `group` of its series, its `name` (or none), its losses by step (`loss`), and `look(d)`,
// the attributes of its line; where its steps are not the chart's, `time(step)` is where one stands on
// the axis, and `stepAt(step)` the step at which it is when the chart is at a step. The axis goes from
// 0 to `span`; below `floor` a loss counts as nothing left. `right` is the room for the names, `frame`
// the look of the axes, with a `title` where the chart's is not that of its axis. Lines are drawn in
// the order of `runs`, or `upwards`, the first on top. A still is drawn with fewer points, to be small.
export function lossChart(runs, { span, floor, right, frame, style, upwards = false, still = false }, width, height) {
  const inner = Math.round(width - MARGIN.left - right);
  const tall = Math.round(height - MARGIN.top - MARGIN.bottom);
  const [low, high] = range(runs.map(({ loss }) => loss), floor);
  const x = scale("linear", [0, span], [0, inner]);
  const y = scale("log", [low, high], [tall, 0]);
  const lines = runs.map((run) => lineOf(run, x, y, low, still));
  const order = upwards ? [...lines].reverse() : lines;
  const back = frameOf(x, y, frame);
  const ghosts = still ? [] : order.map(({ group, line }) => seriesGroup(group, element("path", { class: "stp-ghost", d: line.whole })));
  const names = columnOfNames(lines.filter(({ name }) => name), inner, tall);
  const now = (step) => {
    const [first] = lines;
    return element("path", { class: "stp-now", d: `M${round(first ? first.time(step) : x(step))} 0V${tall}` });
  };
  return {
    width,
    height,
    at: (step) => [
      back,
      element(
        "svg",
        { x: MARGIN.left, y: MARGIN.top, width: inner, height: tall, class: style },
        !still && now(step),
        ghosts,
        order.map(({ group, line, look, stepAt }) => seriesGroup(group, element("path", look(line.lineTo(stepAt(step)))))),
      ),
      element(
        "g",
        { transform: `translate(${MARGIN.left} ${MARGIN.top})` },
        order.map(({ group, line, stepAt }) => seriesGroup(group, head(group, line.point(stepAt(step))))),
      ),
      names,
    ],
  };
}

function lineOf({ group, name, look, loss, time = (step) => step, stepAt = (step) => step }, x, y, low, still) {
  const points = loss.map((value, step) => [x(time(step)), y(Math.max(value, low))]);
  return { group, name, look, stepAt, time: (step) => x(time(step)), line: trail(still ? simplify(points) : points) };
}

// The axes, made again only when they change.
let latest = {};

function frameOf(x, y, about) {
  const key = JSON.stringify([x.domain, y.domain, x.range, y.range, about]);
  if (latest.key !== key) {
    const { title, ...look } = about;
    const frame = axes(
      scale("linear", x.domain, [MARGIN.left, MARGIN.left + x.range[1]]),
      scale("log", y.domain, [MARGIN.top + y.range[0], MARGIN.top]),
      { ...look, grid: true },
    );
    latest = { key, frame: title ? element("g", {}, frame, text(0, 11, title, "stp-axis-name")) : frame };
  }
  return latest.frame;
}

// The marker where a line has got to; an arrow where it has left through the top.
function head({ index }, [px, py]) {
  return py < 0 ? element("path", { class: "stp-marker", d: `M${round(px)} 1l4.5 8h-9z` }) : marker(index, px, py);
}

function range(all, floor) {
  if (all.length === 0) return [0.01, 100];
  const first = Math.max(all[0][0], floor);
  const flat = all.flat();
  const highest = Math.min(flat.reduce((a, b) => Math.max(a, b), 0), first * CEILING);
  const lowest = Math.max(flat.reduce((a, b) => Math.min(a, b), Infinity), floor);
  const top = 10 ** Math.ceil(Math.log10(Math.max(highest, floor)) - 1e-9);
  const bottom = 10 ** Math.floor(Math.log10(lowest) + 1e-9);
  return [Math.min(bottom, top / 100), top];
}

function columnOfNames(lines, inner, tall) {
  const ends = lines.map(({ line }) => line.point(Infinity)[1]);
  const heights = spreadColumn(ends.map((end) => Math.min(Math.max(end, 4), tall)), 4, tall - 6);
  return element(
    "g",
    { transform: `translate(${MARGIN.left + inner + 8} ${MARGIN.top + 4})` },
    lines.map(({ group, name }, i) => seriesGroup(group, text(0, heights[i], name, "stp-name"))),
  );
}
