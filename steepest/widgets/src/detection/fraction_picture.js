// Intersection over union as a fraction of two shapes, and where it stands between 0 and 1.

import { moved, round, text } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { fixed } from "../shared/scale.js";
import { boxPath, hatch, scaled } from "./boxes.js";
import { grouped } from "./words.js";
import data from "../../detection.json" with { type: "json" };

const SCALE = 68;
const GAP = 15;
const NUMBERS = 100;
const EQUALS = 98;

export function fractionPicture(state, found, width, height) {
  const tall = (height - SCALE - 2 * GAP) / 2;
  const factor = Math.min((width - NUMBERS - EQUALS) / data.photo.width, tall / data.photo.height);
  const [wide, high] = [data.photo.width * factor, data.photo.height * factor];
  const [a, b] = [scaled(state.truth, factor), scaled(state.detection, factor)];
  const shared = found.box && scaled(found.box, factor);
  const middle = high + GAP;
  const right = wide + NUMBERS;
  return {
    width,
    height: Math.round(2 * high + 2 * GAP + SCALE),
    scene: [
      moved(0, 0, [
        sheet(wide, high),
        element("path", { class: "det-piece", d: shared && boxPath(shared) }),
        element("path", { class: "det-piece-hatch", d: shared && hatch(shared, 6) }),
        outlines(a, b),
      ]),
      numbers(wide + 12, high / 2, "intersection", found.intersection),
      element("path", { class: "det-bar", d: `M0 ${round(middle)}H${round(right)}` }),
      moved(0, middle + GAP, [
        sheet(wide, high),
        element("path", { class: "det-piece", d: `${boxPath(a)}${boxPath(b)}` }),
        outlines(a, b),
      ]),
      numbers(wide + 12, middle + GAP + high / 2, "union", found.union),
      text(right + 10, middle + 6, `= ${fixed(found.iou)}`, "det-iou"),
      ruler(found.iou, width, 2 * high + 2 * GAP),
    ].flat(Infinity),
  };
}

// The photograph's own edge.
function sheet(width, height) {
  const [wide, high] = [round(width - 1), round(height - 1)];
  return element("rect", { class: "stp-ground det-page", x: 0.5, y: 0.5, width: wide, height: high });
}

function outlines(a, b) {
  return [
    element("path", { class: "det-outline", d: boxPath(a) }),
    element("path", { class: "det-outline det-dashed", d: boxPath(b) }),
  ];
}

function numbers(x, y, name, area) {
  return [text(x, y - 3, name, "stp-axis-name"), text(x, y + 14, `${grouped(area)} px²`, "stp-number")];
}

// From 0 to 1, with the lecture's three examples.
function ruler(iou, width, top) {
  const [from, to] = [14, width - 14];
  const x = (value) => from + value * (to - from);
  const y = top + 30;
  const examples = Object.entries(data.marks).map(([name, value]) => {
    const middle = Math.min(x(value), width - 25);
    return [
      element("path", { class: "stp-tickmark", d: `M${round(x(value))} ${y}v6` }),
      text(middle, y + 18, fixed(value), "stp-tick", "middle"),
      text(middle, y + 31, name, "stp-tick", "middle"),
    ];
  });
  return [
    element("rect", { class: "stp-track", x: from, y: y - 6, width: round(to - from), height: 6 }),
    element("rect", { class: "det-fill", x: from, y: y - 6, width: round(x(iou) - from), height: 6 }),
    text(0, y + 1, "0", "stp-tick"),
    text(width, y + 1, "1", "stp-tick", "end"),
    examples,
    element("path", { class: "det-pointer", d: `M${round(x(iou))} ${y - 7}l-5.5 -9h11z` }),
    text(Math.min(Math.max(x(iou), from + 22), to - 22), y - 20, `IoU ${fixed(iou)}`, "stp-number", "middle"),
  ];
}
