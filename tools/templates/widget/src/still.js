// Still pictures, one a curve, for print and where no script runs.

import { stillPicture } from "../shared/still.js";
import { picture } from "./picture.js";
import { normalize } from "./state.js";
import data from "../../skeleton.json" with { type: "json" };

const [width, height] = [560, 320];

export function stills() {
  return Object.fromEntries(Object.keys(data.curves).map((curve) => [curve, still(curve)]));
}

function still(curve) {
  const label = `FILL: what is seen, for a screen reader: a ${data.curves[curve].title.toLowerCase()} over −1 to 1`;
  return stillPicture({ width, height, label }, ...picture(normalize({ curve }, null), width, height).scene);
}
