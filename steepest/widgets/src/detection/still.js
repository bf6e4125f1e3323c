// Still pictures, one a page, as the figure first opens.

import { readFileSync } from "node:fs";
import { element, serialize } from "../shared/scene.js";
import { areasPicture } from "./areas_picture.js";
import { curvePicture } from "./curve_picture.js";
import { evaluate } from "./evaluation.js";
import { fractionPicture } from "./fraction_picture.js";
import { gardenPicture } from "./garden_picture.js";
import { overlap } from "./overlap.js";
import { photoPicture } from "./photo_picture.js";
import { normalize } from "./state.js";

const WIDTH = 760;
const css = readFileSync(new URL("./picture.css", import.meta.url), "utf8").replace(/\/\*.*\*\/\n/, "");

export function stills() {
  return { overlap: overlapStill(), precision: precisionStill() };
}

function overlapStill() {
  const state = normalize({}, null);
  const found = overlap(state.truth, state.detection);
  const photo = photoPicture(state, found, 420);
  const { truth, detection } = photo.boxes;
  return picture(
    photo.height,
    "A photograph of a dahlia with two boxes that overlap; beside it their intersection over their union",
    ...photo.ground,
    ...truth.frame,
    ...detection.frame,
    truth.tag,
    detection.tag,
    at(440, 0, fractionPicture(state, found, 320, photo.height).scene),
  );
}

function precisionStill() {
  const state = normalize({ view: "precision" }, null);
  const evaluation = evaluate(state.category, state.threshold, state.matching);
  const garden = gardenPicture(state.category, evaluation.rows, 400);
  const curve = curvePicture(evaluation, 340, 188);
  const areas = areasPicture(evaluation.upTo(state.step), evaluation.after[state.step], 330, 112);
  return picture(
    garden.height + 4,
    "Four pictures with true boxes and numbered detections, right and wrong; beside them precision " +
      "against recall with its envelope, and the area under it measured in three ways",
    ...garden.at(state.step),
    at(420, 0, curve.at(state.step)),
    at(424, 192, areas.scene),
  );
}

function at(x, y, scene) {
  return element("g", { transform: `translate(${x} ${y})` }, scene);
}

function picture(height, label, ...children) {
  const root = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${WIDTH} ${height}`, class: "stp-still", role: "img",
      "aria-label": label,
    },
    element("style", {}, css),
    ...children,
  );
  return `${serialize(root)}\n`;
}
