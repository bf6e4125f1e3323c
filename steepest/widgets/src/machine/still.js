// Still pictures, one a model, after the last step, for print and where no script runs.

import { stillPicture } from "../shared/still.js";
import { frame, picture } from "./picture.js";
import { normalize } from "./state.js";
import data from "../../machine.json" with { type: "json" };

export function stills() {
  return Object.fromEntries(Object.keys(data.models).map((model) => [model, still(model)]));
}

function still(model) {
  const state = normalize({ model, moment: data.traits.moment.high }, null);
  const drawn = picture(state, frame(700));
  const label = `Two classes of points in a plane, shaded by what a network says (${data.models[model].title}), and the share that it has right, by step`;
  return stillPicture({ ...drawn, label }, ...drawn.scene);
}
