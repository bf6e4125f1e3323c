// What the tests ask Detection's simulation for.

import { dragged, gripAt, hatch } from "../../steepest/widgets/src/detection/boxes.js";
import { cocoAp, evaluate, summary } from "../../steepest/widgets/src/detection/evaluation.js";
import { judge } from "../../steepest/widgets/src/detection/matching.js";
import { overlap } from "../../steepest/widgets/src/detection/overlap.js";
import { areas, curve } from "../../steepest/widgets/src/detection/precision.js";
import { normalize } from "../../steepest/widgets/src/detection/state.js";
import { brief, precisionSentence, reason } from "../../steepest/widgets/src/detection/words.js";

export const ANSWERS = {
  pairs: ({ a, b }) => overlap(a, b),
  states: ({ category, threshold, matching }) => {
    const found = evaluate(category, threshold, matching);
    return { ...found, said: found.rows.map((row, i) => [brief(row), reason(row, i, { category, threshold, matching })]) };
  },
  sentences: (state) => {
    const whole = normalize(state, null);
    return precisionSentence(whole, evaluate(whole.category, whole.threshold, whole.matching), cocoAp());
  },
  summaries: ({ threshold, matching }) => summary(threshold, matching),
  judged: ({ detections, truths, threshold, rule }) => judge(detections, truths, threshold, rule),
  areas: ({ hits, truths }) => areas(curve(hits, truths)),
  grips: ({ point, boxes, reach }) => gripAt(point, boxes, reach),
  dragged: ({ box, part, by, limits }) => dragged(box, part, by, limits),
  hatched: (box) => hatch(box),
  coco: () => cocoAp(),
};
