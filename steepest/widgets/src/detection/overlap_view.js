// The page of overlap: the photograph with its two boxes, and intersection over union beside it.

import { html, svgGroup } from "../shared/dom.js";
import { drawing, handleOf } from "../shared/drawing.js";
import { Stage } from "../shared/scene.js";
import { table } from "../shared/table.js";
import { graspable } from "./grasp.js";
import { overlap } from "./overlap.js";
import { fractionPicture } from "./fraction_picture.js";
import { photoPicture } from "./photo_picture.js";
import { grouped, overlapSentence, place } from "./words.js";
import data from "../../detection.json" with { type: "json" };

const NAMES = ["truth", "detection"];

export function overlapPage(tools) {
  let found, photo, picture;
  const photograph = drawing("det-photo", "Photograph of a dahlia with two boxes", "group");
  const boxes = Object.fromEntries(NAMES.map((name) => [name, parts(photograph.root, name)]));
  const tags = new Stage(photograph.root.appendChild(svgGroup({ class: "det-tags" })));
  graspable(photograph.root, {
    boxes: tools.state,
    factor: () => photo.factor,
    focus: (name, part) => boxes[name][part === "move" ? "frame" : "sizer"].root.focus({ preventScroll: true }),
    change: (name, box) => tools.set({ [name]: box }),
    done: tools.rest,
  });
  const fraction = drawing("det-fraction", "Intersection over union");
  const numbers = table({ style: "det-boxes", columns: ["box", "corners", "size", "area"], rows: NAMES });
  const plot = html("div", { class: "stp-plot" }, photograph.root);
  const side = html("div", { class: "stp-side" }, fraction.root, numbers.root);
  return {
    root: html(
      "div",
      {},
      html("p", { class: "stp-formula" }, data.formula),
      html("div", { class: "stp-main" }, plot, side),
      html("p", { class: "stp-help" }, data.help.overlap),
      html("p", { class: "det-credit" }, data.credit),
    ),
    measure: () => roomOf(plot, side, numbers.root),
    layout(state, room) {
      found = overlap(state.truth, state.detection);
      photo = photoPicture(state, found, room.plot);
      picture = fractionPicture(state, found, room.side, room.tall);
    },
    draw(state) {
      photograph.show({ ...photo, scene: photo.ground });
      for (const name of NAMES) boxes[name].draw(photo.boxes[name], state[name], found.iou);
      tags.draw(NAMES.map((name) => photo.boxes[name].tag));
      fraction.show(picture);
      fraction.label(overlapSentence(found));
      NAMES.forEach((name, i) => numbers.fill(i, cellsOf(state[name])));
    },
    sentence: () => overlapSentence(found),
  };
}

// A box's frame moves it and its lower right corner sizes it, for the keyboard; the other corners
// are for the pointer.
function parts(area, name) {
  const title = name[0].toUpperCase() + name.slice(1);
  const about = { class: "det-handle", low: 0, high: data.photo.width, "data-box": name };
  const frame = handleOf(area, `${title}: place`, { ...about, "data-part": "move" });
  const corners = [0, 1, 2].map(() => new Stage(area.appendChild(svgGroup({ "aria-hidden": "true", class: "det-handle" }))));
  const sizer = handleOf(area, `${title}: size`, { ...about, "data-part": "se" });
  return {
    frame,
    sizer,
    draw(scenes, box, iou) {
      frame.draw(scenes.frame);
      [...corners, sizer].forEach((corner, i) => corner.draw(scenes.corners[i]));
      frame.stands(box[0], place(box, iou));
      sizer.stands(box[2] - box[0], place(box, iou));
    },
  };
}

function cellsOf([left, top, right, bottom]) {
  const [width, height] = [right - left, bottom - top];
  return [`${left}, ${top} – ${right}, ${bottom}`, `${width} × ${height}`, `${grouped(width * height)} px²`];
}

function roomOf(plot, side, table) {
  const beside = side.offsetLeft > plot.offsetLeft + plot.clientWidth / 2;
  const tall = beside ? (plot.clientWidth * data.photo.height) / data.photo.width - table.offsetHeight - 8 : 270;
  return { plot: plot.clientWidth || 400, side: side.clientWidth || 300, tall: Math.max(tall, 230) };
}
