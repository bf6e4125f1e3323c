// Precision, recall, and the three areas under the curve: no drawing, no DOM.

import { mean } from "../shared/statistics.js";

// One point a detection, by falling score. `hits` are booleans, `truths` how many there are to find.
export function curve(hits, truths) {
  let found = 0;
  const precision = [];
  const recall = [];
  hits.forEach((hit, i) => {
    if (hit) found += 1;
    precision.push(found / (i + 1));
    recall.push(found / truths);
  });
  return { precision, recall };
}

// The precision made non-increasing: at each point, the highest from there on.
export function envelope(precision) {
  const highest = [...precision];
  for (let i = highest.length - 2; i >= 0; i--) highest[i] = Math.max(highest[i], highest[i + 1]);
  return highest;
}

// At each of `parts` + 1 levels of recall, evenly from 0 to 1, the highest precision at that recall
// or more, and 0 where there is none.
export function levels({ precision, recall }, parts) {
  const highest = envelope(precision);
  return Array.from({ length: parts + 1 }, (_, i) => {
    const at = recall.findIndex((value) => value >= i / parts);
    return at < 0 ? 0 : highest[at];
  });
}

export function areas(points) {
  const { precision, recall } = points;
  return {
    // PASCAL VOC 2007: the mean over eleven levels.
    eleven: mean(levels(points, 10)),
    // PASCAL VOC since 2010: the area under the envelope, in steps of recall.
    all: envelope(precision).reduce((sum, value, i) => sum + value * (recall[i] - (recall[i - 1] ?? 0)), 0),
    // COCO: the mean over 101 levels.
    hundred: mean(levels(points, 100)),
  };
}
