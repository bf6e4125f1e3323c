// Still pictures, one a view, for print and where no script runs.

import { handleRing } from "../shared/pointers.js";
import { stillPicture } from "../shared/still.js";
import { picture } from "./picture.js";
import { normalize } from "./state.js";
import { stopPicture } from "./stop_picture.js";

export function stills() {
  const state = normalize({}, null);
  const roads = picture(state, 560, 360);
  const stop = stopPicture(state, 560, 280);
  return {
    roads: still("Three roads from the lowest point of a loss over two weights to 0", roads),
    stop: still("Validation losses by epoch, with the epoch that is kept and the one at which training stops", stop,
      handleRing(...stop.at(6))),
  };
}

function still(label, { width, height, scene }, ...more) {
  return stillPicture({ width, height, label }, ...scene, ...more);
}
