// The plane with its points and the model's answer everywhere, and what was right by step, as plain data.

import { axes, moved, polyline, round, text } from "../shared/axes.js";
import { kept, remembered } from "../shared/kept.js";
import { element } from "../shared/scene.js";
import { scale } from "../shared/scale.js";
import { marker, seriesClass } from "../shared/series.js";
import { normalize, placeOf } from "./state.js";
import { curves, EVERY, forward, netAt, points, runs, sampleAt, STEPS } from "./simulation.js";

const SERIES = [6, 1]; // of class 0 and class 1
const CELLS = 25;
const SURE = [0.5, 2]; // differences of scores from which a place is shaded darker
const GAP = 28;
const SIDE_BY_SIDE = 560;

// What is drawn in a room, and where: the plane is a square.
export function frame(room) {
  const beside = room >= SIDE_BY_SIDE;
  const side = CELLS * Math.floor((beside ? Math.min(0.42 * room, 340) : Math.min(room - 40, 250)) / CELLS);
  const chart = { width: beside ? room - side - 34 - GAP : room, height: beside ? side : 120 };
  return {
    side,
    chart,
    chartAt: beside ? [side + 34 + GAP, 0] : [0, side + 52],
    width: room,
    height: side + 44 + (beside ? 0 : chart.height + 52),
  };
}

export function picture(state, { side, chart, chartAt, width, height }) {
  const { step, part } = placeOf(state.moment);
  const net = netAt(runs(state), part === 3 ? step + 1 : step);
  const [x, y] = scales(side);
  const at = points(state.points)[sampleAt(state.points, step)];
  return {
    width,
    height,
    scene: [
      plane(side),
      ground(net, state.model, side),
      dots(`${state.points} ${side}`, state.points, side),
      element("circle", { class: "stp-mark", cx: round(x(at.x)), cy: round(y(at.y)), r: 9 }),
      moved(...chartAt, chartScene(state, step, chart)),
    ],
  };
}

const scales = (side) => [scale("linear", [-2, 2], [34, 34 + side]), scale("linear", [-2, 2], [8 + side, 8])];

const plane = kept((side) => axes(...scales(side), { xLabel: "first input", xTicks: 4, yTicks: 4 }));

const dots = remembered((name, side) => {
  const [x, y] = scales(side);
  return element("g", {}, points(name).map((p) =>
    element("g", { class: seriesClass(SERIES[p.label]) }, marker(p.label ? 1 : 6, x(p.x), y(p.y)))));
});

// What the model says at each place of the plane: the class, darker where the scores differ more.
const ground = kept((net, model, side) => {
  const cell = side / CELLS;
  const paths = SERIES.map(() => ["", "", ""]);
  for (let row = 0; row < CELLS; row++) {
    for (let column = 0; column < CELLS; column++) {
      const [px, py] = [column, row].map((at) => (4 * (at + 0.5)) / CELLS - 2);
      const { s } = forward(net, model, { x: px, y: -py });
      const much = Math.abs(s[1] - s[0]);
      const shade = SURE.filter((bound) => much > bound).length;
      paths[s[1] > s[0] ? 1 : 0][shade] += `M${round(34 + column * cell)} ${round(8 + row * cell)}h${round(cell)}v${round(cell)}h${-round(cell)}z`;
    }
  }
  return element("g", { class: "machine-says" }, paths.map((shades, label) =>
    element("g", { class: seriesClass(SERIES[label]) }, shades.map((d, i) =>
      element("path", { class: "stp-fill", "fill-opacity": [0.1, 0.2, 0.32][i], d })))));
});

// The share that is right, by step: as it is, and with no part swapped.
function chartScene(state, step, { width, height }) {
  const x = scale("linear", [0, STEPS], [38, width - 12]);
  const y = scale("linear", [40, 100], [8 + height, 22]);
  const line = (shares, until, look) =>
    element("path", {
      ...look,
      d: polyline(shares.slice(0, Math.floor(until / EVERY) + 1).map((share, i) => [x(EVERY * i), y(100 * Math.max(share, 0.4))])),
    });
  const { own, fresh } = curves(state);
  return [
    axes(x, y, { xLabel: "step", xTicks: width < 300 ? 2 : 4, yTicks: 3, grid: true }),
    text(0, 11, "right, %", "stp-axis-name"),
    element("g", { class: seriesClass(0) }, line(curves(normalize({}, null), "base").fresh, STEPS, { class: "stp-ghost" })),
    element(
      "g",
      { class: seriesClass(4) },
      line(own, step, { class: "stp-line", "stroke-dasharray": "3 3" }),
      line(fresh, step, { class: "stp-line", "stroke-width": 2.5 }),
    ),
    element("path", { class: "stp-now", d: `M${round(x(step))} 22V${8 + height}` }),
  ];
}
