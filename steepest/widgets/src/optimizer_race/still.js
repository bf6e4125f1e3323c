// Still pictures, one a surface, with all seven rules at the surface's own settings. Each rule is
// a group `data-rule`, so that Python can leave out those that a race does not have.

import { element, serialize } from "../shared/scene.js";
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
  const picture = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${WIDTH + 16 + BESIDE} ${surface.height}`,
      class: "stp-still",
      role: "img",
      "aria-label": `Contours of the ${data.surfaces[name].title} surface with the paths; beside it, loss against step`,
    },
    ...surface.at(Infinity),
    surface.handle(),
    element("g", { transform: `translate(${WIDTH + 16} 0)` }, ...loss.at(Infinity)),
  );
  return `${serialize(picture)}\n`;
}
