// Still pictures, one a surface, with all seven rules at the surface's own settings. Each rule is
// a group `data-rule`, so that Python can leave out those that a race does not have.

import { moved } from "../shared/axes.js";
import { stillPicture } from "../shared/still.js";
import { lossPicture } from "./loss_picture.js";
import { createRace } from "./race.js";
import { normalize, RULE_NAMES } from "./state.js";
import { surfacePicture } from "./surface_picture.js";
import data from "../../optimizer_race.json" with { type: "json" };

const WIDTH = 430;
const BESIDE = 310;

export function stills() {
  return Object.fromEntries(Object.keys(data.surfaces).map((name) => [name, still(name)]));
}

function still(name) {
  const state = normalize({ surface: name, rules: RULE_NAMES }, null);
  const runs = createRace()(state);
  const surface = surfacePicture(state, runs, WIDTH, { still: true });
  const loss = lossPicture(state, runs, BESIDE, surface.height, { still: true });
  return stillPicture(
    {
      width: WIDTH + 16 + BESIDE, height: surface.height,
      label: `Contours of the ${data.surfaces[name].title} surface with the paths; beside it, loss against step`,
    },
    ...surface.at(Infinity),
    surface.handle(),
    moved(WIDTH + 16, 0, ...loss.at(Infinity)),
  );
}
