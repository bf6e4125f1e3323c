// Still pictures, one a curve, for print and where no script runs.

import { stillPicture } from "../shared/still.js";
import { picture } from "./picture.js";
import { normalize } from "./state.js";
import data from "../../hinges.json" with { type: "json" };

const [width, height] = [560, 320];

export function stills() {
  return Object.fromEntries(Object.keys(data.targets).map((target) => [target, still(target)]));
}

function still(target) {
  const label = `A ${data.targets[target].title.toLowerCase()}, eight hinges, and their sum, which follows it in straight pieces`;
  return stillPicture({ width, height, label }, ...picture(normalize({ target }, null), width, height).scene);
}
