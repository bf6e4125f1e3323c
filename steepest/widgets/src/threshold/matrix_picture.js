// The confusion matrix in the order TP, FN, FP, TN; each count is also an area.

import { round, text } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { seriesClass } from "../shared/series.js";
import { NEGATIVE, POSITIVE } from "./marks.js";
import data from "../../threshold.json" with { type: "json" };

const MARGIN = { left: 68, right: 2, top: 40, bottom: 6 };
const WORDS = 38;
const CELLS = [
  { name: "tp", words: "found", index: POSITIVE, right: true, across: false, down: false },
  { name: "fn", words: "missed", index: POSITIVE, right: false, across: true, down: false },
  { name: "fp", words: "false alarms", index: NEGATIVE, right: false, across: false, down: true },
  { name: "tn", words: "dismissed", index: NEGATIVE, right: true, across: true, down: true },
];

export function matrixPicture(width, height) {
  const wide = (width - MARGIN.left - MARGIN.right) / 2;
  const tall = (height - MARGIN.top - MARGIN.bottom) / 2;
  const centre = [MARGIN.left + wide, MARGIN.top + tall];
  const middle = (i) => [MARGIN.left + wide * ((i % 2) + 0.5), MARGIN.top + tall * (Math.floor(i / 2) + 0.5)];
  const frame = element(
    "g",
    {},
    text(MARGIN.left + wide, 12, "predicted", "stp-axis-name", "middle"),
    ["positive", "negative"].map((name, i) => [
      text(MARGIN.left + wide * (i + 0.5), 30, name, "stp-strong", "middle"),
      text(MARGIN.left - 8, middle(2 * i)[1] + 4, name, "stp-strong", "end"),
    ]),
    text(MARGIN.left - 8, 30, "truth", "stp-axis-name", "end"),
    CELLS.map((_, i) => {
      const [px, py] = middle(i);
      return element("rect", {
        class: "stp-ground", x: round(px - wide / 2 + 1), y: round(py - tall / 2 + 1),
        width: round(wide - 2), height: round(tall - 2), rx: 3,
      });
    }),
  );
  return {
    width,
    height,
    at: (counts) => [frame, CELLS.map((cell, i) => drawn(cell, counts[cell.name], centre, wide, tall))].flat(),
  };
}

// The four areas grow from the corner where the cells meet, and never as far as the words at the
// outer edges: those of all samples together would just leave them room.
function drawn({ name, words, index, right, across, down }, count, [px, py], wide, tall) {
  const side = round((Math.min(wide, tall - WORDS) - 2) * Math.sqrt(count / data.samples));
  const [left, top] = [across ? 1 : -side - 1, down ? 1 : -side - 1];
  const [x, y] = [across ? wide - 8 : 8 - wide, down ? tall - 26 : 20 - tall];
  const anchor = across ? "end" : "start";
  return element(
    "g",
    { class: seriesClass(index), transform: `translate(${round(px)} ${round(py)})` },
    element("rect", { class: right ? "stp-tile" : "stp-tile stp-wrong", x: left, y: top, width: side, height: side }),
    right
      ? element("path", { class: "stp-dots", style: "stroke-width:8px", d: `M${round(across ? x - 4 : x + 4)} ${y - 4}h0` })
      : element("path", { class: "stp-cross", d: `M${round(across ? x - 7 : x + 1)} ${y - 7}l6 6m-6 0l6-6` }),
    text(across ? x - 14 : x + 14, y, `${name.toUpperCase()} ${count}`, "stp-name", anchor),
    text(x, y + 16, words, "stp-said", anchor),
  );
}
