// Which detection takes which truth: no drawing, no DOM.

import { overlap } from "./overlap.js";

// The two rules, each for a detection whose overlaps with the picture's truths are `ious`.
// COCO (pycocotools, cocoeval.py): the best truth among those that are free; of equal overlaps
// the last. PASCAL VOC (the development kit, VOCevaldet.m): the best truth of all, free or not; of
// equal overlaps the first. Either takes it only where it overlaps enough and is free.
const RULES = {
  coco: (ious, free) => ious.reduce((best, iou, i) => (free[i] && iou >= (ious[best] ?? 0) ? i : best), null),
  voc: (ious) => ious.reduce((best, iou, i) => (iou > (ious[best] ?? -1) ? i : best), null),
};

// The verdict on each detection, by falling score. `detections` are { score, picture, box }, and
// `truths` has each picture's boxes. A verdict has `takes`, the truth's place in its picture or null;
// `best`, the truth that it overlaps most, and `overlap`, by how much; and `why`:
//   "true"       it takes a free truth that it overlaps enough
//   "duplicate"  what it overlaps enough has been taken; `holder` is the rank that has the best
//   "none"       no truth is left in its picture (`left` is 0), and it overlaps none enough
//   "low"        it overlaps none enough
export function judge(detections, truths, threshold, rule) {
  const holders = Object.fromEntries(
    Object.entries(truths).map(([picture, boxes]) => [picture, boxes.map(() => null)]),
  );
  const falling = [...detections].sort((a, b) => b.score - a.score);
  return falling.map((detection, rank) => {
    const holder = holders[detection.picture] ?? [];
    const ious = (truths[detection.picture] ?? []).map((truth) => overlap(detection.box, truth).iou);
    const free = holder.map((by) => by === null);
    const wanted = RULES[rule](ious, free);
    const takes = wanted !== null && free[wanted] && ious[wanted] >= threshold ? wanted : null;
    const best = RULES.voc(ious);
    const most = best === null ? 0 : ious[best];
    const left = free.filter(Boolean).length;
    const why = takes !== null ? "true" : most >= threshold ? "duplicate" : left === 0 ? "none" : "low";
    const verdict = { ...detection, ious, best, overlap: most, takes, why, left, free, holder: holder[best] ?? null };
    if (takes !== null) holder[takes] = rank;
    return verdict;
  });
}
