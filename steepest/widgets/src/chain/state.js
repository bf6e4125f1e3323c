// What the figure shows: a whole state from any change.

import { normalizer } from "../shared/traits.js";
import data from "../../chain.json" with { type: "json" };

export const normalize = normalizer(data, {
  kinds: { layers: (value, otherwise) => (isChain(value) ? value.map((layer) => ({ ...layer })) : otherwise) },
});

function isChain(value) {
  return Array.isArray(value) && value.length >= 1 && value.length <= data.most && value.every(isLayer);
}

function isLayer(layer) {
  if (typeof layer !== "object" || !layer) return false;
  const same = Object.keys(layer).length === Object.keys(data.fresh).length;
  const within = ([part, [low, high]]) => Number.isInteger(layer[part]) && layer[part] >= low && layer[part] <= high;
  return same && Object.hasOwn(data.kinds, layer.kind) && Object.entries(data.bounds).every(within)
    && data.channels.includes(layer.channels) && data.groups.includes(layer.groups);
}
