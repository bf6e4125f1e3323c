// Still pictures, at the defaults: one a view, and of the cells one a norm.

import { readFileSync } from "node:fs";
import { element, serialize } from "../shared/scene.js";
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

export function stills() {
  const state = normalize({}, null);
  const numbers = createNumbers();
  const values = numbers.cells(state);
  const time = timePicture(numbers.time(state), WIDTH, { still: true });
  const cells = (norm) => {
    const { members } = setOf(values, norm, state.groups, state.cell);
    const picture = cellsPicture({ shades: shadesOf(values), members, cell: state.cell }, WIDTH);
    return [`cells.${norm}`, { ...picture, scene: [...picture.scene, picture.handle] }];
  };
  const pictures = {
    layer: stripsPicture(state, numbers.layer(state), WIDTH),
    running: { ...time, scene: time.at(data.steps) },
    ...Object.fromEntries(Object.keys(data.norms).map(cells)),
  };
  return Object.fromEntries(Object.entries(pictures).map(([name, one]) => [name, still(name, one)]));
}

function still(name, { width, height, scene }) {
  const style = readFileSync(new URL("./picture.css", import.meta.url), "utf8")
    .replace(/\/\*.*?\*\//gs, "").replace(/\s+/g, " ").trim();
  const picture = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`,
      class: "stp-still", role: "img", "aria-label": LABELS[name.split(".")[0]],
    },
    ...scene,
  );
  return `${serialize(picture).replace(">", `><style>${style}</style>`)}\n`;
}
