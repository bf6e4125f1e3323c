// What the figure shows: a function and a point on it; a stack of layers and one of them; clipping.

import data from "../../activations.json" with { type: "json" };

export const TRAITS = [
  "activation", "x", "depth", "init", "std", "layer", "clip", "max_norm", "seed",
];
export const INIT_NAMES = [...Object.keys(data.inits), "custom"];
const { defaults, limits } = data;

// A whole state from a change; what is unknown stays as it was, what is out of range goes to the
// range's end. A named `init` brings its standard deviation; a `std` alone makes it "custom".
// `before` is null for the first state.
export function normalize(patch, before) {
  const kept = before ?? { ...defaults, std: data.inits[defaults.init].std };
  const depth = whole(patch.depth, kept.depth, limits.depth);
  const given = INIT_NAMES.includes(patch.init) ? patch.init : null;
  const init = given ?? (isNumber(patch.std) ? "custom" : kept.init);
  return {
    activation: Object.hasOwn(data.functions, patch.activation) ? patch.activation : kept.activation,
    x: number(patch.x, kept.x, limits.x),
    depth,
    init,
    std: data.inits[init]?.std ?? number(patch.std, kept.std, limits.std),
    layer: whole(patch.layer, kept.layer, [1, depth]),
    clip: typeof patch.clip === "boolean" ? patch.clip : kept.clip,
    max_norm: number(patch.max_norm, kept.max_norm, limits.max_norm),
    seed: whole(patch.seed, kept.seed, limits.seed),
  };
}

function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}

function number(value, otherwise, [low, high]) {
  return Math.min(Math.max(isNumber(value) ? value : otherwise, low), high);
}

function whole(value, otherwise, range) {
  return Math.round(number(value, otherwise, range));
}
