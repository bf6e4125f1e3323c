// The example's detections judged under a state's settings.

import { remembered } from "../shared/kept.js";
import { mean } from "../shared/statistics.js";
import { judge } from "./matching.js";
import { areas, curve, envelope } from "./precision.js";
import data from "../../detection.json" with { type: "json" };

export const CATEGORIES = Object.keys(data.categories);
const AREAS = Object.keys(data.areas);
// Each answer is worked out once.
const once = remembered((make) => make(), Infinity);

export function truthsOf(category) {
  return Object.values(data.categories[category].truths).flat().length;
}

// Verdicts, the curve, and the areas after each number of detections: `after[0]` is with none.
export function evaluate(category, threshold, matching) {
  return once(`${category} ${threshold} ${matching}`, () => {
    const { detections, truths } = data.categories[category];
    const rows = judge(detections, truths, threshold, matching);
    const { precision, recall } = curve(rows.map(({ takes }) => takes !== null), truthsOf(category));
    const upTo = (step) => ({ precision: precision.slice(0, step), recall: recall.slice(0, step) });
    const after = Array.from({ length: rows.length + 1 }, (_, step) => areas(upTo(step)));
    return { rows, precision, recall, envelope: envelope(precision), upTo, after };
  });
}

// The areas with every detection, for each class, and their means over the classes.
export function summary(threshold, matching) {
  return once(`${threshold} ${matching}`, () => {
    const classes = Object.fromEntries(
      CATEGORIES.map((category) => [category, evaluate(category, threshold, matching).after.at(-1)]),
    );
    const means = AREAS.map((name) => [name, mean(CATEGORIES.map((category) => classes[category][name]))]);
    return { classes, mean: Object.fromEntries(means) };
  });
}

// COCO's AP: the mean over the classes at each threshold, and the plain mean of those ten.
export function cocoAp() {
  return once("coco", () => {
    const at = data.traits.threshold.among.map((threshold) => summary(threshold, "coco").mean.hundred);
    return { at, ap: mean(at) };
  });
}
