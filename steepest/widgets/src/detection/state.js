// What the figure shows: its tab, the two boxes, and the settings of the example.

import data from "../../detection.json" with { type: "json" };

const NAMED = { view: data.views, category: data.categories, matching: data.matchings };
export const TRAITS = [...Object.keys(data.defaults), "step"];

// A whole state from a change. What is not known stays as it was; numbers stay within their limits.
// Another class comes with all of its detections. `before` is null for the first state.
export function normalize(patch, before) {
  const kept = before ?? data.defaults;
  const state = {};
  for (const name of Object.keys(NAMED)) {
    state[name] = Object.hasOwn(NAMED[name], patch[name]) ? patch[name] : kept[name];
  }
  for (const name of ["truth", "detection"]) state[name] = within(patch[name]) ?? kept[name];
  state.threshold = isNumber(patch.threshold) ? nearest(patch.threshold) : kept.threshold;
  const last = data.categories[state.category].detections.length;
  const step = patch.step ?? (state.category === before?.category ? before.step : last);
  state.step = clamp(isNumber(step) ? Math.round(step) : (before?.step ?? last), 0, last);
  return state;
}

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

function nearest(threshold) {
  return data.thresholds.reduce((best, one) => (Math.abs(one - threshold) < Math.abs(best - threshold) ? one : best));
}

function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}
