// Still pictures, one a view, as the figure first opens.

import { moved } from "../shared/axes.js";
import { stillPicture } from "../shared/still.js";
import { dropsPicture, handleMark, lossesPicture, lossPicture, ratePicture } from "./picture.js";
import { normalize } from "./state.js";
import { landscapePicture, placesPicture, walked } from "./walk.js";

const SIZE = [372, 240];
// What schedule.css says of the same parts on the page.
const CSS = ".stp-thin{stroke-width:1.3}.stp-faint{stroke-width:.8;opacity:.45}.stp-band{fill:var(--stp-color);opacity:.13}"
  + ".stp-hollow{fill:var(--stp-paper,#fff);stroke:var(--stp-color);stroke-width:1.7}";

export function stills() {
  return {
    draw: still("draw", "The rate of 60 steps; beside it the expected loss of a noisy descent", [ratePicture, lossPicture], 15),
    walk: walkStill(),
    plateau: still("plateau", "Validation losses by epoch; beside them the rate, which drops", [lossesPicture, dropsPicture], 6),
  };
}

function walkStill() {
  const found = walked(normalize({}, null));
  const label = "A landscape with a narrow and a broad well, and where forty walkers end; beside it their weights by step";
  const [first, second] = [landscapePicture, placesPicture].map((picture) => picture(found, SIZE));
  return stillPicture({ width: 760, height: SIZE[1], label, css: CSS }, moved(0, 0, first.scene), moved(388, 0, second.scene));
}

function still(view, label, pictures, at) {
  const state = normalize({ view }, null);
  const [first, second] = pictures.map((picture) => picture(state, SIZE));
  return stillPicture(
    { width: 760, height: SIZE[1], label, css: CSS },
    moved(0, 0, [...first.scene, ...handleMark(...first.at(at))]),
    moved(388, 0, second.scene),
  );
}
