// Numbers as rows, each with its name, how it is computed, its value, and a bar.

import { round, text } from "./axes.js";
import { element } from "./scene.js";

const BAR = 7;
const LINE = 17;
// The widths of a character: of a name and a value, in bold, and of all else.
const [BOLD, PLAIN] = [7.9, 7];
const GAP = 8;

// A row is `{ name, formula, value, from, to, mark, note, style }`: the bar goes from share `from`
// to share `to` of the width, `mark` is a share with a tick and `note` the words under it. Where a
// formula has no room beside its name and value, all formulas have a line of their own.
export function bars(rows, width, height) {
  const tall = height / rows.length;
  const narrow = rows.some((row) => lineOf(row) > width);
  return rows.map((row, i) =>
    element("g", { class: row.style, transform: `translate(0 ${round(i * tall)})` }, inside(row, width, tall, narrow)));
}

function lineOf({ name, formula, value }) {
  return BOLD * (name.length + value.length) + PLAIN * formula.length + 2 * GAP;
}

function inside({ name, formula, value, from = 0, to, mark, note }, width, tall, narrow) {
  const top = narrow ? Math.min(tall - BAR - 6, 22 + LINE) : Math.min(tall - BAR - 14, 24);
  const [low, high] = [clip(from), clip(to)].sort((a, b) => a - b).map((share) => share * width);
  const at = mark == null ? null : clip(mark) * width;
  return [
    narrow
      ? [text(0, 14, name, "stp-name"), text(0, 14 + LINE, formula)]
      : element(
          "text",
          { y: 14 },
          element("tspan", { class: "stp-name" }, name),
          element("tspan", { dx: GAP }, formula),
        ),
    text(width, 14, value, "stp-number", "end"),
    element("rect", { class: "stp-track", y: top, width: round(width), height: BAR, rx: 2 }),
    from !== 0 && element("path", { class: "stp-tickmark", d: `M${round(from * width)} ${top - 2}v${BAR + 4}` }),
    element("rect", { class: "stp-fill", x: round(low), y: top, width: round(high - low), height: BAR }),
    (to > 1 || to < 0) && element("path", { class: "stp-beyond", d: beyond(to > 1, width, top) }),
    at != null && element("path", { class: "stp-mark", d: `M${round(at)} ${top - 3}v${BAR + 6}` }),
    note && noteAt(at, note, width, top + BAR + 13),
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

// The words under a tick, to the side where there is room.
function noteAt(at, note, width, y) {
  const wide = PLAIN * note.length;
  if (at == null || at - 4 + wide <= width) return text(Math.max((at ?? 0) - 4, 0), y, note, "stp-note");
  return text(Math.max(Math.min(at + 4, width), Math.min(wide, width)), y, note, "stp-note", "end");
}
