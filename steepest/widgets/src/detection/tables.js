// The two tables of average precision: the detections by falling score, and the areas by class.

import { html, setText } from "../shared/dom.js";
import { fixed } from "../shared/scale.js";
import { table } from "../shared/table.js";
import { CATEGORIES } from "./evaluation.js";
import { brief, truthName } from "./words.js";
import data from "../../detection.json" with { type: "json" };

const COLUMNS = ["#", "score", "in", "best overlap", "verdict", "precision", "recall"];
const MOST = Math.max(...CATEGORIES.map((name) => data.categories[name].detections.length));
const AREAS = Object.entries(data.areas);

// Verdicts appear as far as the detections have been judged.
export function list() {
  const numbers = table({ style: "det-list", label: "Detections by falling score", columns: COLUMNS, rows: Array(MOST).fill(null), cells: COLUMNS.length });
  return {
    root: numbers.root,
    update(evaluation, step) {
      numbers.rows.forEach((row, i) => {
        const verdict = evaluation.rows[i];
        row.hidden = !verdict;
        if (!verdict) return;
        const judged = i < step;
        numbers.fill(i, [...before(verdict, i), ...(judged ? after(verdict, evaluation, i) : ["", "", ""])]);
        row.dataset.verdict = judged ? (verdict.takes === null ? "miss" : "hit") : "";
        row.classList.toggle("det-row-now", i === step - 1);
      });
    },
  };
}

function before({ score, picture, best, overlap }, rank) {
  return [String(rank + 1), fixed(score), picture, overlap > 0 ? `${fixed(overlap)} with ${truthName(picture, best)}` : "none"];
}

function after(verdict, { precision, recall }, rank) {
  return [brief(verdict), fixed(precision[rank]), fixed(recall[rank])];
}

// With every detection: each class, and the mean over them.
export function areaTable() {
  const names = [...CATEGORIES, "mean"];
  const titles = names.map((name) => data.categories[name]?.plural ?? "mean: mAP");
  const numbers = table({ style: "det-areas-table", columns: ["class", ...AREAS.map(([, title]) => title)], rows: titles });
  const caption = html("caption");
  numbers.root.prepend(caption);
  return {
    root: numbers.root,
    update({ category, threshold, matching }, { classes, mean }) {
      setText(caption, `With every detection, overlap at least ${fixed(threshold)}, ${data.matchings[matching]}'s rule`);
      names.forEach((name, i) => {
        const areas = classes[name] ?? mean;
        numbers.fill(i, AREAS.map(([area]) => fixed(areas[area], 3)));
        numbers.rows[i].classList.toggle("det-row-now", name === category);
      });
    },
  };
}
