// Still pictures, one a loss, for print and where no script runs.

import { stillPicture } from "../shared/still.js";
import { frame, picture, walks } from "./picture.js";
import { normalize } from "./state.js";
import data from "../../magnets.json" with { type: "json" };

const [width, height] = [520, 400];

export function stills() {
  return Object.fromEntries(Object.keys(data.losses).map((loss) => [loss, still(loss)]));
}

function still(loss) {
  const state = normalize({ loss }, null);
  const label = `Twelve points of three classes with the pull of the ${data.losses[loss].toLowerCase()} on each`;
  return stillPicture({ width, height, label }, ...picture(frame(width, height), walks()(state), state).scene);
}
