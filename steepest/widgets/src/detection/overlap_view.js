// The page of overlap: the photograph with its two boxes, and intersection over union beside it.

import { html, setText, sizeSvg, svg, svgGroup } from "../shared/dom.js";
import { Stage } from "../shared/scene.js";
import { graspable } from "./grasp.js";
import { overlap } from "./overlap.js";
import { fractionPicture } from "./fraction_picture.js";
import { photoPicture } from "./photo_picture.js";
import { CREDIT, grouped, HELP, overlapSentence, place } from "./words.js";
import data from "../../detection.json" with { type: "json" };

const FORMULA =
  "IoU = intersection ÷ union, and union = area of the truth + area of the detection − intersection";
const NAMES = ["truth", "detection"];
const KEYS = "ArrowLeft ArrowRight ArrowUp ArrowDown";

// `change(patch)` sets the state, `rest()` says that a drag has ended.
export function overlapPage(change, rest) {
  let state, found, photo, room;

  const photoSvg = svg({ class: "det-photo", role: "group", "aria-label": "Photograph of a dahlia with two boxes" });
  const fractionSvg = svg({ class: "det-fraction", role: "img" });
  const ground = new Stage(photoSvg.appendChild(svgGroup()));
  const fraction = new Stage(fractionSvg);
  const boxes = Object.fromEntries(NAMES.map((name) => [name, parts(name)]));
  const tags = new Stage(photoSvg.appendChild(svgGroup({ class: "det-tags" })));
  graspable(photoSvg, {
    boxes: () => state,
    factor: () => photo.factor,
    focus: (name, part) => boxes[name][part === "move" ? "frame" : "sizer"].focus({ preventScroll: true }),
    change: (name, box) => change({ [name]: box }),
    done: rest,
  });

  const rows = NAMES.map((name) => {
    const cells = Array.from({ length: 3 }, () => html("td"));
    return { name, cells, root: html("tr", {}, html("th", { scope: "row" }, name), cells) };
  });
  const head = ["box", "corners", "size", "area"];
  const table = html(
    "table",
    { class: "stp-readout det-boxes" },
    html("thead", {}, html("tr", {}, head.map((name) => html("th", { scope: "col" }, name)))),
    html("tbody", {}, rows.map(({ root }) => root)),
  );
  const plot = html("div", { class: "stp-plot" }, photoSvg);
  const side = html("div", { class: "stp-side" }, fractionSvg, table);
  const root = html(
    "div",
    {},
    html("p", { class: "stp-formula" }, FORMULA),
    html("div", { class: "stp-main" }, plot, side),
    html("p", { class: "stp-help" }, HELP.overlap),
    html("p", { class: "det-credit" }, CREDIT),
  );

  // A box's frame moves it and its lower right corner sizes it, for the keyboard; the other corners
  // are for the pointer.
  function parts(name) {
    const title = name[0].toUpperCase() + name.slice(1);
    const focusable = (label) => ({
      class: "det-handle", tabindex: 0, role: "slider", "aria-label": label, "aria-keyshortcuts": KEYS,
      "aria-valuemin": 0, "aria-valuemax": data.photo.width, "data-box": name,
    });
    const frame = photoSvg.appendChild(svgGroup({ ...focusable(`${title}: place`), "data-part": "move" }));
    const others = [0, 1, 2].map(() => photoSvg.appendChild(svgGroup({ "aria-hidden": "true", class: "det-handle" })));
    const sizer = photoSvg.appendChild(svgGroup({ ...focusable(`${title}: size`), "data-part": "se" }));
    return { frame, sizer, stages: [frame, ...others, sizer].map((one) => new Stage(one)) };
  }

  function draw() {
    found = overlap(state.truth, state.detection);
    photo = photoPicture(state, found, room.plot);
    sizeSvg(photoSvg, photo);
    ground.draw(photo.ground);
    for (const name of NAMES) {
      const { frame, sizer, stages } = boxes[name];
      [photo.boxes[name].frame, ...photo.boxes[name].corners].forEach((scene, i) => stages[i].draw(scene));
      const box = state[name];
      tell(frame, box[0], place(box, found.iou));
      tell(sizer, box[2] - box[0], place(box, found.iou));
    }
    tags.draw(NAMES.map((name) => photo.boxes[name].tag));
    const picture = fractionPicture(state, found, room.side, room.tall);
    sizeSvg(fractionSvg, picture);
    fraction.draw(picture.scene);
    fractionSvg.setAttribute("aria-label", overlapSentence(found));
    for (const { name, cells } of rows) {
      const [left, top, right, bottom] = state[name];
      const [width, height] = [right - left, bottom - top];
      setText(cells[0], `${left}, ${top} – ${right}, ${bottom}`);
      setText(cells[1], `${width} × ${height}`);
      setText(cells[2], `${grouped(width * height)} px²`);
    }
  }

  return {
    root,
    sentence: () => overlapSentence(found),
    pause() {},
    // The room that the page gives; measuring makes the page wait, so only when it may have changed.
    fit() {
      const before = JSON.stringify(room);
      const beside = side.offsetLeft > plot.offsetLeft + plot.clientWidth / 2;
      const tall = beside ? (plot.clientWidth * data.photo.height) / data.photo.width - table.offsetHeight - 8 : 270;
      room = { plot: plot.clientWidth || 400, side: side.clientWidth || 300, tall: Math.max(tall, 230) };
      return JSON.stringify(room) !== before;
    },
    draw(now) {
      state = now;
      draw();
    },
  };
}

function tell(handle, now, text) {
  handle.setAttribute("aria-valuenow", now);
  handle.setAttribute("aria-valuetext", text);
}
