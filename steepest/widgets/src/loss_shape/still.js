// Still pictures, one a tab, for print and where no script runs.

import { moved } from "../shared/axes.js";
import { stillPicture } from "../shared/still.js";
import { classes, curves, ring } from "./pictures.js";
import { normalize } from "./state.js";

export function stills() {
  return { one: one(), three: three() };
}

function one() {
  const state = normalize({ guess: "cross" }, null);
  const price = curves(state, 0, 370, 280);
  const label = "Price and pull of squared error, cross-entropy and focal loss against the logit of a positive sample";
  return stillPicture(
    { width: 760, height: 280, label },
    moved(0, 0, [...price.scene, ring(price)]),
    moved(390, 0, curves(state, 1, 370, 280).scene),
  );
}

function three() {
  const state = normalize({ view: "three" }, null);
  const label = "Shares, target and gradient of three classes with the logits 2, 1 and 0";
  return stillPicture({ width: 560, height: 260, label }, ...classes(state, 560, 260).scene);
}
