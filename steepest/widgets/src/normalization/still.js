// Still pictures, at the defaults: one a view, and of the cells one a norm.

import { readFileSync } from "node:fs";
import { stillPicture } from "../shared/still.js";
import { cellsPicture, shadesOf } from "./cells_picture.js";
import { setOf } from "./simulation.js";
import { normalize } from "./state.js";
import { stripsPicture } from "./strips_picture.js";
import { timePicture } from "./time_picture.js";
import { createNumbers } from "./words.js";
import data from "../../normalization.json" with { type: "json" };

const WIDTH = 620;
const LABELS = {
  layer: "Four strips on one axis: a batch as it arrives, normalised, after γ and β, and after ReLU",
  running: "Three charts by step: means, variances and one sample's output, of each batch and running",
  cells: "A cube of cells and its four samples; in colour, the cells that share a mean and variance",
};
const css = readFileSync(new URL("./picture.css", import.meta.url), "utf8")
  .replace(/\/\*.*?\*\//gs, "").replace(/\s+/g, " ").trim();

export function stills() {
  const state = normalize({}, null);
  const numbers = createNumbers();
  const time = timePicture(numbers.time(state), WIDTH, { still: true });
  return {
    layer: still("layer", stripsPicture(state, numbers.layer(state), WIDTH)),
    running: still("running", { ...time, scene: time.at(state.step) }),
    ...Object.fromEntries(Object.keys(data.norms).map((norm) => [`cells.${norm}`, cells({ ...state, norm }, numbers)])),
  };
}

function cells(state, numbers) {
  const values = numbers.cells(state);
  const { members } = setOf(values, state.norm, state.groups, state.cell);
  const picture = cellsPicture({ shades: shadesOf(values), members, cell: state.cell }, WIDTH);
  return still("cells", { ...picture, scene: [...picture.scene, picture.handle] });
}

function still(view, { width, height, scene }) {
  return stillPicture({ width, height, css, label: LABELS[view] }, ...scene);
}
