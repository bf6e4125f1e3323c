// Still pictures, one a view, at that view's defaults.

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
  cells: "A cube of cells and its four samples, with the cells that batch norm averages together",
};

export function stills() {
  const state = normalize({}, null);
  const numbers = createNumbers();
  const values = numbers.cells(state);
  const { members } = setOf(values, state.norm, state.groups, state.cell);
  const time = timePicture(numbers.time(state), WIDTH, { still: true });
  const cells = cellsPicture({ shades: shadesOf(values), members, cell: state.cell }, WIDTH);
  const pictures = {
    layer: stripsPicture(state, numbers.layer(state), WIDTH),
    running: { ...time, scene: time.at(data.steps) },
    cells: { ...cells, scene: [...cells.scene, cells.handle] },
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
      class: "stp-still", role: "img", "aria-label": LABELS[name],
    },
    ...scene,
  );
  return `${serialize(picture).replace(">", `><style>${style}</style>`)}\n`;
}
