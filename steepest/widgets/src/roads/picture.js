// The bowl from above, the three roads, and where each stands at this price.

import { axes, polyline, round, text } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { scale } from "../shared/scale.js";
import { dash, marker, seriesGroup } from "../shared/series.js";
import { directions, hessian, lasso, ridge, stepsFor, stopped } from "./simulation.js";

const MARGIN = { left: 34, right: 12, top: 22, bottom: 36 };
const LEVELS = [2.4, 1.6, 1, 0.55, 0.25, 0.07];
// From a price at which all weights are as good as 0 down to one that does nothing.
const PRICES = Array.from({ length: 241 }, (_, i) => 300 * 10 ** (-i / 40));
export const ROADS = ["L2", "L1", "stopped early"];

// Where the three stand at a price: [L2, L1, stopped early].
export function places(state, price = state.price) {
  const bowl = hessian(state.correlation, state.spread);
  return [ridge(bowl, state.best, price), lasso(bowl, state.best, price), stopped(bowl, state.best, stepsFor(price))];
}

export function picture(state, width, height) {
  const { best } = state;
  const room = [width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom];
  const high = 2.2;
  const wide = (high * room[0]) / room[1]; // one scale for both weights
  const x = scale("linear", [-wide, wide], [MARGIN.left, width - MARGIN.right]);
  const y = scale("linear", [-high, high], [height - MARGIN.bottom, MARGIN.top]);
  const at = ([u, v]) => [x(u), y(v)];
  const inside = (child) => element("svg", {
    x: MARGIN.left, y: MARGIN.top, width: room[0], height: room[1],
    viewBox: `${MARGIN.left} ${MARGIN.top} ${room[0]} ${room[1]}`,
  }, child);
  const now = places(state);
  const roads = PRICES.map((price) => places(state, price));
  return {
    width,
    height,
    x,
    y,
    ring: at(best),
    scene: [
      inside(bands(state, at)),
      axes(x, y, { xLabel: "w₁", yLabel: "w₂" }),
      element("path", { class: "stp-grid", d: polyline([at([-wide, 0]), at([wide, 0])]) }),
      element("path", { class: "stp-grid", d: polyline([at([0, -high]), at([0, high])]) }),
      ...ROADS.map((name, i) => seriesGroup(
        { index: i + 1, rule: name },
        element("path", {
          class: "stp-line", d: polyline([...roads.map((each) => at(each[i])), at(best)]),
          "stroke-dasharray": dash(i + 1),
        }),
        marker(i + 1, ...at(now[i])),
      )),
      text(x(best[0]), y(best[1]) - 14, "best for the data", "stp-tick stp-said", "middle"),
    ],
  };
}

function bands({ best, correlation, spread }, at) {
  const [[h1, h2], [ux, uy]] = directions(hessian(correlation, spread));
  const ring = (level) => Array.from({ length: 73 }, (_, i) => {
    const angle = (Math.PI * i) / 36;
    const along = Math.sqrt((2 * level) / h1) * Math.cos(angle);
    const across = Math.sqrt((2 * level) / h2) * Math.sin(angle);
    return at([best[0] + along * ux - across * uy, best[1] + along * uy + across * ux]);
  });
  const [px, py] = at(best);
  return element(
    "g",
    { class: "stp-bands" },
    LEVELS.map((level) => element("path", { d: `${polyline(ring(level))}z` })),
    element("path", { class: "stp-lowest", d: "M-4 0H4M0-4V4", transform: `translate(${round(px)} ${round(py)})` }),
  );
}
