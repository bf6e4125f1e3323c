// Still pictures, one a view, as the figure first opens.

import { moved } from "../shared/axes.js";
import { stillPicture } from "../shared/still.js";
import { dropsPicture, handleMark, lossesPicture, lossPicture, ratePicture } from "./picture.js";
import { normalize } from "./state.js";

const SIZE = [372, 240];

export function stills() {
  return {
    draw: still("draw", "The rate of 60 steps; beside it the expected loss of a noisy descent", [ratePicture, lossPicture], 15),
    plateau: still("plateau", "Validation losses by epoch; beside them the rate, which drops", [lossesPicture, dropsPicture], 6),
  };
}

function still(view, label, pictures, at) {
  const state = normalize({ view }, null);
  const [first, second] = pictures.map((picture) => picture(state, SIZE));
  return stillPicture(
    { width: 760, height: SIZE[1], label },
    moved(0, 0, [...first.scene, ...handleMark(...first.at(at))]),
    moved(388, 0, second.scene),
  );
}
