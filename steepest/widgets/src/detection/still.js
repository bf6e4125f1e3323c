// Still pictures, one a page, as the figure first opens.

import { readFileSync } from "node:fs";
import { moved } from "../shared/axes.js";
import { stillPicture } from "../shared/still.js";
import { areasPicture } from "./areas_picture.js";
import { curvePicture } from "./curve_picture.js";
import { evaluate } from "./evaluation.js";
import { fractionPicture } from "./fraction_picture.js";
import { gardenPicture } from "./garden_picture.js";
import { overlap } from "./overlap.js";
import { photoPicture } from "./photo_picture.js";
import { normalize } from "./state.js";

const width = 760;
const css = readFileSync(new URL("./picture.css", import.meta.url), "utf8").replace(/\/\*.*\*\/\n/, "");

export function stills() {
  return { overlap: overlapStill(), precision: precisionStill() };
}

function overlapStill() {
  const state = normalize({}, null);
  const found = overlap(state.truth, state.detection);
  const photo = photoPicture(state, found, 420);
  const { truth, detection } = photo.boxes;
  const label = "A photograph of a dahlia with two boxes that overlap; beside it their intersection over their union";
  return stillPicture(
    { width, height: photo.height, css, label },
    ...photo.ground,
    ...truth.frame,
    ...detection.frame,
    truth.tag,
    detection.tag,
    moved(440, 0, fractionPicture(state, found, 320, photo.height).scene),
  );
}

function precisionStill() {
  const state = normalize({ view: "precision" }, null);
  const evaluation = evaluate(state.category, state.threshold, state.matching);
  const garden = gardenPicture(state.category, evaluation.rows, 400);
  const curve = curvePicture(evaluation, 340, 188);
  const areas = areasPicture(evaluation.upTo(state.step), evaluation.after[state.step], 330, 112);
  const label =
    "Four pictures with true boxes and numbered detections, right and wrong; beside them precision " +
    "against recall with its envelope, and the area under it measured in three ways";
  return stillPicture(
    { width, height: garden.height + 4, css, label },
    ...garden.at(state.step),
    moved(420, 0, curve.at(state.step)),
    moved(424, 192, areas.scene),
  );
}
