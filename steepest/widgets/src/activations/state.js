// What the figure shows, made whole from any change.

import { isNumber, normalizer } from "../shared/traits.js";
import data from "../../activations.json" with { type: "json" };

// A named `init` brings its own standard deviation; a `std` alone makes it "custom".
function given(patch) {
  if (!isNumber(patch.std) || patch.init === "custom") return patch;
  const { std, ...rest } = patch;
  return Object.hasOwn(data.inits, patch.init) ? rest : { ...rest, std, init: "custom" };
}

export const normalize = normalizer(data, { given });
