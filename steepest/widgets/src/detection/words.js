// What there is to say about a state, for the eye and for the ear.

import { fixed } from "../shared/scale.js";
import { truthsOf } from "./evaluation.js";
import data from "../../detection.json" with { type: "json" };

// 43263 → 43,263
export function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

export function overlapSentence({ intersection, union, iou }) {
  return `Intersection ${grouped(intersection)}, union ${grouped(union)} square pixels; IoU ${fixed(iou)}.`;
}

// A box for the ear.
export function place([left, top, right, bottom], iou) {
  return `left ${left}, top ${top}, ${right - left} wide, ${bottom - top} high, IoU ${fixed(iou)}`;
}

// The name of a picture's truth: B1, B2.
export function truthName(picture, index) {
  return `${picture}${index + 1}`;
}

// A verdict in a cell.
export function brief({ why, picture, takes, overlap }) {
  const words = { duplicate: "✗ duplicate", none: "✗ none left", low: overlap > 0 ? "✗ too little" : "✗ misses" };
  return why === "true" ? `✓ takes ${truthName(picture, takes)}` : words[why];
}

// Why a detection counts as it does.
export function reason(verdict, rank, { category, threshold, matching }) {
  const { picture, ious, free, best, overlap, takes, why, holder } = verdict;
  const plural = data.categories[category].plural;
  const bound = fixed(threshold);
  const over = (index) => `overlaps ${truthName(picture, index)} by ${fixed(ious[index])}`;
  const who = `Detection ${rank + 1}`;
  if (why === "true" && takes !== best) {
    return `${who} overlaps ${truthName(picture, best)} most, by ${fixed(overlap)}, but detection ${holder + 1} has it. ` +
      `COCO's rule looks on among the free: it ${over(takes)}, at least ${bound}. True positive.`;
  }
  if (why === "true") return `${who} ${over(takes)}, at least ${bound}, and that truth is free. True positive.`;
  if (why === "duplicate" && holder !== null) {
    const other = ious.some((iou, i) => free[i] && iou >= threshold);
    const rule = matching === "voc" && other ? " PASCAL VOC's rule looks no further." : "";
    return `${who} ${over(best)}, but detection ${holder + 1} has taken that truth.${rule} A duplicate: false positive.`;
  }
  if (why === "none") {
    return `${who}: of the ${plural} in picture ${picture} none is left, and it overlaps none by ${bound}. False positive.`;
  }
  if (overlap === 0) return `${who} touches none of the ${plural} in picture ${picture}. False positive.`;
  return `${who} ${over(best)}, less than ${bound}. Too little overlap: false positive.`;
}

// How far the list has been gone through.
export function stand(state, { rows, precision, recall }) {
  const { step, category } = state;
  const truths = truthsOf(category);
  const plural = data.categories[category].plural;
  if (step === 0) return `No detection judged yet; there are ${truths} ${plural} to find.`;
  const hits = rows.slice(0, step).filter(({ takes }) => takes !== null).length;
  return `${reason(rows[step - 1], step - 1, state)} So far ${hits} of ${step} right, ${hits} of ${truths} found: ` +
    `precision ${fixed(precision[step - 1])}, recall ${fixed(recall[step - 1])}.`;
}

export function precisionSentence(state, evaluation, coco) {
  const now = evaluation.after[state.step];
  const found = Object.entries(data.areas).map(([name, title]) => `${title} ${fixed(now[name], 3)}`);
  return `${stand(state, evaluation)} Average precision so far: ${found.join(", ")}. COCO AP ${fixed(coco.ap, 3)}.`;
}
