// The surface from above, with the paths of the runs.

import { axes, round, text } from "../shared/axes.js";
import { regionsBelow, ringsPath } from "../shared/contours.js";
import { remembered } from "../shared/kept.js";
import { placeLabels } from "../shared/labels.js";
import { edgeArrow, handleRing, isOut } from "../shared/pointers.js";
import { element } from "../shared/scene.js";
import { scale, spread } from "../shared/scale.js";
import { lineLook, marker, seriesGroup } from "../shared/series.js";
import { simplify } from "../shared/simplify.js";
import { trail } from "../shared/trail.js";
import { SURFACES } from "./surfaces.js";
import data from "../../optimizer_race.json" with { type: "json" };

const MARGIN = { left: 28, right: 6, top: 20, bottom: 34 };
const CELL = 4;

// `at(step)` is the scene at that step; `handle` the start point's; `x` and `y` the scales. A still
// is drawn with fewer points and no dots, to be small.
export function surfacePicture(state, runs, width, { still = false } = {}) {
  const [xLow, xHigh, yLow, yHigh] = data.surfaces[state.surface].window;
  const inner = Math.round(width - MARGIN.left - MARGIN.right);
  const tall = Math.round((inner * (yHigh - yLow)) / (xHigh - xLow));
  const x = scale("linear", [xLow, xHigh], [0, inner]);
  const y = scale("linear", [yLow, yHigh], [tall, 0]);
  const box = { left: 0, right: inner, top: 0, bottom: tall };
  const cell = still ? 3 * CELL : CELL;
  const back = backdrop(`${state.surface} ${inner} ${cell}`, state.surface, x, y, inner, tall, cell);

  const lines = runs.map((run) => {
    const points = run.x.map((value, step) => [x(value), y(run.y[step])]);
    return { run, points, trail: trail(still ? simplify(points) : points), name: data.rules[run.rule].title };
  });
  const named = lines.filter(({ run }) => !run.own);
  const names = placeLabels(named, box, [[x(state.start[0]), y(state.start[1])]]);
  const ghosts = still ? [] : lines.map(({ run, trail }) =>
    seriesGroup(run, element("path", { class: "stp-ghost", d: trail.whole })));
  const labels = named.map(({ run, name }, i) =>
    names[i] &&
    seriesGroup(run, text(names[i].x, names[i].y, name, "stp-name", names[i].anchor)));

  return {
    width,
    height: tall + MARGIN.top + MARGIN.bottom,
    x,
    y,
    origin: [MARGIN.left, MARGIN.top],
    handle: () => handleRing(x(state.start[0]) + MARGIN.left, y(state.start[1]) + MARGIN.top),
    at: (step) => [
      back.frame,
      window(inner, tall, back.bands, ghosts, lines.map((line) => moving(line, step, box, !still)), labels),
    ],
  };
}

function window(width, height, ...children) {
  return element("svg", { x: MARGIN.left, y: MARGIN.top, width, height }, ...children);
}

function moving({ run, trail }, step, box, dotted) {
  const [px, py] = trail.point(step);
  return seriesGroup(
    run,
    element("path", lineLook(run, trail.lineTo(step))),
    dotted && !run.own && element("path", { class: "stp-dots", d: trail.dotsTo(step) }),
    isOut(px, py, box) ? edgeArrow(px, py, box) : marker(run.index, px, py),
  );
}

// Contours and axes: the same for every state of a surface, so kept by surface and size.
const backdrop = remembered((name, x, y, inner, tall, cell) => {
  const xFrame = scale("linear", x.domain, [MARGIN.left, MARGIN.left + inner]);
  const yFrame = scale("linear", y.domain, [MARGIN.top + tall, MARGIN.top]);
  return {
    frame: element(
      "g",
      {},
      element("rect", { class: "stp-ground", x: MARGIN.left, y: MARGIN.top, width: inner, height: tall }),
      axes(xFrame, yFrame, { xLabel: "x", yLabel: "y", xTicks: 6, yTicks: 5 }),
    ),
    bands: element("g", { class: "stp-bands" }, bands(name, x, y, inner, tall, cell), lowest(name, x, y)),
  };
}, 30);

function bands(name, x, y, inner, tall, cell) {
  const { loss, spacing } = SURFACES[name];
  const columns = Math.ceil(inner / cell) + 1;
  const rows = Math.ceil(tall / cell) + 1;
  const [wide, high] = [inner / (columns - 1), tall / (rows - 1)];
  const values = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) values.push(loss(x.invert(c * wide), y.invert(r * high)));
  }
  const place = ([c, r]) => [c * wide, r * high];
  return spread(spacing).reverse().map((level) =>
    element("path", { d: ringsPath(regionsBelow(values, columns, rows, level), place) }));
}

function lowest(name, x, y) {
  return SURFACES[name].minima.map(([mx, my]) =>
    element("path", {
      class: "stp-lowest",
      d: "M-4 0H4M0-4V4",
      transform: `translate(${round(x(mx))} ${round(y(my))})`,
    }));
}
