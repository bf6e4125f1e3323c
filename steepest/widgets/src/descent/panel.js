// What the pictures of a run share: the frame, and the path as far as it has got.

import { axes, round, text } from "../shared/axes.js";
import { edgeArrow, isOut } from "../shared/pointers.js";
import { element } from "../shared/scene.js";
import { scale } from "../shared/scale.js";
import { marker, seriesGroup } from "../shared/series.js";
import { simplify } from "../shared/simplify.js";
import { trail } from "../shared/trail.js";

const BIG = { left: 34, right: 11, top: 20, bottom: 34 };
const SMALL = { left: 1, right: 1, top: 1, bottom: 1 };

// Scales over the inside of a picture, and its ground; a `big` one has axes with these names.
export function makeFrame([xLow, xHigh, yLow, yHigh], width, height, big, names) {
  const margin = big ? BIG : SMALL;
  const [inner, tall] = [width - margin.left - margin.right, height - margin.top - margin.bottom];
  const [right, bottom] = [margin.left + inner, margin.top + tall];
  const frame = element(
    "g",
    {},
    element("rect", { class: "stp-ground", x: margin.left, y: margin.top, width: inner, height: tall }),
    big && axes(
      scale("linear", [xLow, xHigh], [margin.left, right]),
      scale("linear", [yLow, yHigh], [bottom, margin.top]),
      { xLabel: names[0], xTicks: 6, yTicks: 5 },
    ),
    big && text(0, 12, names[1], "stp-axis-name"),
  );
  return {
    frame,
    x: scale("linear", [xLow, xHigh], [0, inner]),
    y: scale("linear", [yLow, yHigh], [tall, 0]),
    box: { left: 0, right: inner, top: 0, bottom: tall },
    origin: [margin.left, margin.top],
    inside: (...children) =>
      element("svg", { x: margin.left, y: margin.top, width: inner, height: tall }, ...children),
  };
}

// A run's path through `points` (pixels): what is still to come faintly, what has been done, and
// its marker, or an arrow where it has left the picture. A still is drawn with fewer points; a run
// of very many steps, `noisy`, with thin lines and no dots.
export function runPath(run, points, box, { big = false, still = false, noisy = false } = {}) {
  const line = trail(still ? simplify(points) : points);
  const ghost = !still && seriesGroup(
    { index: run.index, rule: run.name }, element("path", { class: "stp-ghost", d: line.whole }));
  return (step) => {
    const [px, py] = line.point(step);
    return [
      ghost,
      seriesGroup(
        { index: run.index, rule: run.name },
        element("path", { class: noisy ? "stp-line stp-noisy" : "stp-line", d: line.lineTo(step) }),
        !noisy && !still && element("path", { class: "stp-dots", d: line.dotsTo(step) }),
        isOut(px, py, box) ? edgeArrow(px, py, box) : ball(run.index, px, py, big),
      ),
    ];
  };
}

function ball(index, px, py, big) {
  if (!big) return marker(index, px, py);
  const transform = `translate(${round(px)} ${round(py)}) scale(1.6)`;
  return element("g", { transform }, marker(index, 0, 0));
}
