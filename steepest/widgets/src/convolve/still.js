// Still pictures, one a view, for print and where no script runs.

import { stillPicture } from "../shared/still.js";
import { reachPicture, slidePicture, spreadPicture } from "./picture.js";
import { normalize } from "./state.js";

const CSS = ".convolve-dark{fill:var(--stp-ink);fill-opacity:.75}.convolve-tap{fill-opacity:.85}"
  + ".convolve-seen{fill:var(--stp-color)}.convolve-unseen{fill:none;stroke:var(--stp-rule)}";

export function stills() {
  return {
    slide: still("slide", slidePicture, "A 7 under a window of 3 × 3, and the map of the window's sums at all places"),
    spread: still("spread", spreadPicture, "4 × 4 inputs, and how many of their stamps meet at each place"),
    reach: still("reach", reachPicture, "A stack of layers over 24 pixels, and the pixels that one output sees"),
  };
}

function still(view, picture, label) {
  const { scene, width, height } = picture(normalize({ view }, null), 620);
  return stillPicture({ width, height, label, css: CSS }, ...scene);
}
