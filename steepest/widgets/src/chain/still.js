// Still pictures, one a chain, for print and where no script runs.

import { stillPicture } from "../shared/still.js";
import { picture } from "./picture.js";
import { normalize } from "./state.js";
import data from "../../chain.json" with { type: "json" };

const CSS = ".chain-seen{fill:var(--stp-color)}.chain-unseen{fill:none;stroke:var(--stp-rule)}.chain-bar{fill:var(--stp-color);fill-opacity:.45}";

export function stills() {
  return Object.fromEntries(Object.entries(data.nets).map(([net, { title }]) => {
    const { scene, width, height } = picture(normalize({ net }, null), 560);
    const label = `A chain of layers (${title}) over a row of 32 pixels, and the pixels that one output sees`;
    return [net, stillPicture({ width, height, label, css: CSS }, ...scene)];
  }));
}
