// Numbers as rows, each with its name, how it is computed, its value, and a bar.

import { round, text } from "./axes.js";
import { element } from "./scene.js";

const BAR = 7;

// A row is `{ name, formula, value, from, to, mark, note, style }`: the bar goes from share `from`
// to share `to` of the width, `mark` is a share with a tick and `note` the words under it.
export function bars(rows, width, height) {
  const tall = height / rows.length;
  return rows.map((row, i) =>
    element("g", { class: row.style, transform: `translate(0 ${round(i * tall)})` }, inside(row, width, tall)));
}

function inside({ name, formula, value, from = 0, to, mark, note }, width, tall) {
  const top = Math.min(tall - BAR - 14, 24);
  const [low, high] = [clip(from), clip(to)].sort((a, b) => a - b).map((share) => share * width);
  const at = mark == null ? null : clip(mark) * width;
  return [
    element(
      "text",
      { y: 14 },
      element("tspan", { class: "stp-name" }, name),
      element("tspan", { dx: 8 }, formula),
    ),
    text(width, 14, value, "stp-number", "end"),
    element("rect", { class: "stp-track", y: top, width: round(width), height: BAR, rx: 2 }),
    from !== 0 && element("path", { class: "stp-tickmark", d: `M${round(from * width)} ${top - 2}v${BAR + 4}` }),
    element("rect", { class: "stp-fill", x: round(low), y: top, width: round(high - low), height: BAR }),
    (to > 1 || to < 0) && element("path", { class: "stp-beyond", d: beyond(to > 1, width, top) }),
    at != null && element("path", { class: "stp-mark", d: `M${round(at)} ${top - 3}v${BAR + 6}` }),
    note && text(...noteAt(at, note, width, top), note, "stp-note", at != null && at > width / 2 ? "end" : "start"),
  ];
}

function clip(share) {
  return Math.min(Math.max(Number.isFinite(share) ? share : 0, 0), 1);
}

// An arrow head in the end of a bar that goes on past its scale.
function beyond(right, width, top) {
  const middle = top + BAR / 2;
  return right
    ? `M${round(width - 9)} ${middle - 5}L${round(width)} ${middle}L${round(width - 9)} ${middle + 5}Z`
    : `M9 ${middle - 5}L0 ${middle}L9 ${middle + 5}Z`;
}

function noteAt(at, note, width, top) {
  const y = top + BAR + 13;
  if (at == null) return [0, y];
  return [at > width / 2 ? Math.min(at + 4, width) : Math.max(at - 4, 0), y];
}
