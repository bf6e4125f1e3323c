// The still picture, for print and where no script runs.

import { stillPicture } from "../shared/still.js";
import { picture } from "./picture.js";
import { normalize } from "./state.js";

const [width, height] = [560, 360];

export function stills() {
  const label = "Three roads from the lowest point of a loss over two weights to 0";
  return { all: stillPicture({ width, height, label }, ...picture(normalize({}, null), width, height).scene) };
}
