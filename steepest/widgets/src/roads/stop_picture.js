// Validation losses by epoch, where the reader draws: which of them count, when patience runs out, and
// what is never trained.

import { axes, polyline, round, text } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { scale } from "../shared/scale.js";
import { marker, seriesClass } from "../shared/series.js";
import { counted } from "./simulation.js";

const MARGIN = { left: 34, right: 14, top: 24, bottom: 36 };
const HIGH = 2;
const HOLLOW = { fill: "var(--stp-paper)", stroke: "var(--stp-color)", "stroke-width": 1.7 };

export function stopPicture({ losses, patience, min_delta: minDelta }, width, height) {
  const x = scale("linear", [0, losses.length - 1], [MARGIN.left, width - MARGIN.right]);
  const y = scale("linear", [0, HIGH], [height - MARGIN.bottom, MARGIN.top]);
  const at = (epoch) => [x(epoch), y(losses[epoch])];
  const last = counted(losses, patience, minDelta);
  const [best, stop] = [last.at(-1), last.length - 1];
  const line = (from, to, style, dash = null) => element("path", {
    class: style, d: polyline(losses.map((_, epoch) => at(epoch)).slice(from, to)), "stroke-dasharray": dash,
  });
  const bound = last.slice(0, -1).flatMap((epoch, i) => [x(i), x(i + 1)].map((px) => [px, y(Math.max(losses[epoch] - minDelta, 0))]));
  return {
    width, height, x, y, at, best, stop,
    isOut: stop - best >= patience,
    scene: [
      axes(x, y, { xLabel: "epoch", grid: true }),
      text(0, 12, "validation loss", "stp-axis-name"),
      element("g", { class: seriesClass(0) }, element("path", { class: "stp-line", d: polyline(bound), "stroke-dasharray": "2 2.5" })),
      element("g", { class: seriesClass(1) },
        element("path", { class: "stp-ghost", d: polyline(losses.map((_, epoch) => at(epoch)).slice(stop)), "stroke-dasharray": "3 4" }),
        line(0, stop + 1, "stp-line"),
        last.map((epoch, i) => mark(...at(i), i - epoch))),
      element("path", { class: "stp-now", d: polyline([[x(stop), y.range[0]], [x(stop), y.range[1]]]) }),
      ...named(x, y, best, stop, at(best)),
    ],
  };
}

// An epoch that counts is filled; one that doesn't has the number of epochs since.
function mark(px, py, waited) {
  return [
    element("circle", { cx: round(px), cy: round(py), r: 4, ...(waited ? HOLLOW : { class: "stp-marker" }) }),
    waited > 0 && text(px, py - 9, String(waited), "stp-tick", "middle"),
  ];
}

function named(x, y, best, stop, [px, py]) {
  const end = x(stop) > x.range[1] - 40;
  return [
    element("g", { class: seriesClass(2), transform: `translate(${round(px)} ${round(py)}) scale(1.5)` }, marker(2, 0, 0)),
    text(px, py + 20, "kept", "stp-strong stp-said", "middle"),
    text(x(stop) + (end ? -5 : 5), y.range[1] + 10, "stop", "stp-strong stp-said", end ? "end" : "start"),
  ];
}

export function stopWords({ best, stop, isOut }) {
  const end = isOut ? `Training stops at epoch ${stop}` : `Patience does not run out: epoch ${stop} is the last`;
  return `${end}. The weights of epoch ${best} are kept.`;
}
