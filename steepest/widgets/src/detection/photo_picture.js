// The photograph with the two boxes, and what they share hatched.

import { round, text } from "../shared/axes.js";
import { kept } from "../shared/kept.js";
import { element } from "../shared/scene.js";
import { boxPath, corners, hatch, scaled } from "./boxes.js";
import photograph from "./photograph.json" with { type: "json" };
import data from "../../detection.json" with { type: "json" };

const CORNER = 5;
const TAG = { height: 18, truth: 40, detection: 66 };

// Scenes by part: `ground`, then one for each box by name. `factor` is from the photograph's pixels
// to the picture's.
export function photoPicture(state, found, width) {
  const factor = width / data.photo.width;
  const height = Math.round(data.photo.height * factor);
  return {
    width,
    height,
    factor,
    ground: [
      photo(width, height),
      element("path", { class: "det-shared", d: found.box && boxPath(scaled(found.box, factor)) }),
      element("path", { class: "det-hatch", d: found.box && hatch(scaled(found.box, factor)) }),
    ],
    boxes: {
      truth: box("truth", scaled(state.truth, factor), width, height),
      detection: box("detection", scaled(state.detection, factor), width, height),
    },
  };
}

// The photograph is the same object as long as its size is.
const photo = kept((width, height) =>
  element("image", { href: photograph.uri, width, height, preserveAspectRatio: "none" }));

function box(name, place, width, height) {
  const d = boxPath(place);
  return {
    frame: [
      element("path", { class: "det-case", d }),
      element("path", { class: `det-frame det-${name}`, d }),
    ],
    tag: tag(name, place, width, height),
    corners: corners(place).map(([x, y]) => [corner(name, x, y)]),
  };
}

function corner(name, x, y) {
  return element("rect", {
    class: `det-grip det-${name}`, x: round(x - CORNER), y: round(y - CORNER), width: 2 * CORNER, height: 2 * CORNER,
  });
}

// The box's name: above the truth's left end, below the detection's right end; within where there is
// no room.
function tag(name, [left, top, right, bottom], width, height) {
  const wide = TAG[name];
  const x = name === "truth" ? Math.min(left, width - wide) : Math.max(right - wide, 0);
  const above = top > TAG.height + 2 ? top - TAG.height - 2 : top + 3;
  const below = bottom < height - TAG.height - 2 ? bottom + 2 : bottom - TAG.height - 3;
  const y = name === "truth" ? above : below;
  return element(
    "g",
    { transform: `translate(${round(x)} ${round(y)})` },
    element("rect", { class: "det-tag", width: wide, height: TAG.height, rx: 3 }),
    text(wide / 2, 13, name, `det-tag-name det-${name}`, "middle"),
  );
}
