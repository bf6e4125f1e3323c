// What the figure shows, made whole from any change.

import { clamp, isNumber, normalizer } from "../shared/traits.js";
import data from "../../detection.json" with { type: "json" };

export const normalize = normalizer(data, {
  kinds: { box: (value, otherwise) => within(value) ?? otherwise },
  bounds: ({ category }) => ({ detections: data.categories[category].detections.length }),
  // Only another class comes with all of its detections.
  given: ({ category, ...rest }, before) => (category === before?.category ? rest : { category, ...rest }),
});

// A box in whole pixels of the photograph, with its corners in order and its sides long enough to be
// taken hold of; null for what is no box.
export function within(box) {
  if (!Array.isArray(box) || box.length !== 4 || !box.every(isNumber)) return null;
  const { width, height } = data.photo;
  const [left, right] = span(box[0], box[2], width);
  const [top, bottom] = span(box[1], box[3], height);
  return [left, top, right, bottom];
}

function span(a, b, end) {
  const low = clamp(Math.round(Math.min(a, b)), 0, end - data.side);
  return [low, clamp(Math.round(Math.max(a, b)), low + data.side, end)];
}
