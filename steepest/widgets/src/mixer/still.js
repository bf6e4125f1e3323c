// Still pictures, one a method, for print and where no script runs.

import { stillPicture } from "../shared/still.js";
import { picture } from "./picture.js";
import { normalize } from "./state.js";
import data from "../../mixer.json" with { type: "json" };

export function stills() {
  return Object.fromEntries(Object.keys(data.methods).map((method) => [method, still(method)]));
}

function still(method) {
  const { scene, width, height } = picture(normalize({ method }, null), 560);
  const label = `A 3, a 6, and what ${data.methods[method].title} makes of the 3, with its label`;
  return stillPicture({ width, height, label }, ...scene);
}
