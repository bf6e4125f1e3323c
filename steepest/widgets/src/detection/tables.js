// The two tables of average precision: the detections by falling score, and the areas by class.

import { html, setText } from "../shared/dom.js";
import { fixed } from "../shared/scale.js";
import { CATEGORIES } from "./evaluation.js";
import { brief, truthName } from "./words.js";
import data from "../../detection.json" with { type: "json" };

const COLUMNS = ["#", "score", "in", "best overlap", "verdict", "precision", "recall"];
const MOST = Math.max(...CATEGORIES.map((name) => data.categories[name].detections.length));
const AREAS = Object.entries(data.areas);

// Verdicts appear as far as the detections have been judged.
export function list() {
  const rows = Array.from({ length: MOST }, () => {
    const cells = COLUMNS.map(() => html("td"));
    return { cells, root: html("tr", {}, cells) };
  });
  return {
    root: table("det-list", COLUMNS, rows.map(({ root }) => root), "Detections by falling score"),
    update({ rows: verdicts, precision, recall }, step) {
      rows.forEach(({ cells, root }, i) => {
        const verdict = verdicts[i];
        root.hidden = !verdict;
        if (!verdict) return;
        const judged = i < step;
        const { score, picture, best, overlap } = verdict;
        const most = overlap > 0 ? `${fixed(overlap)} with ${truthName(picture, best)}` : "none";
        const rest = judged ? [brief(verdict), fixed(precision[i]), fixed(recall[i])] : ["", "", ""];
        [String(i + 1), fixed(score), picture, most, ...rest].forEach((words, at) => setText(cells[at], words));
        root.dataset.verdict = judged ? (verdict.takes === null ? "miss" : "hit") : "";
        root.classList.toggle("det-row-now", i === step - 1);
      });
    },
  };
}

// With every detection: each class, and the mean over them.
export function areaTable() {
  const rows = [...CATEGORIES, "mean"].map((name) => {
    const cells = AREAS.map(() => html("td"));
    const title = name === "mean" ? "mean: mAP" : data.categories[name].plural;
    return { name, cells, root: html("tr", {}, html("th", { scope: "row" }, title), cells) };
  });
  const caption = html("caption");
  const root = table("det-areas-table", ["class", ...AREAS.map(([, title]) => title)], rows.map(({ root: row }) => row));
  root.prepend(caption);
  return {
    root,
    update({ category, threshold, matching }, { classes, mean }) {
      setText(caption, `With every detection, overlap at least ${fixed(threshold)}, ${data.matchings[matching]}'s rule`);
      for (const { name, cells, root: row } of rows) {
        const areas = name === "mean" ? mean : classes[name];
        AREAS.forEach(([area], i) => setText(cells[i], fixed(areas[area], 3)));
        row.classList.toggle("det-row-now", name === category);
      }
    },
  };
}

function table(style, columns, rows, label) {
  return html(
    "table",
    { class: `stp-readout ${style}`, "aria-label": label },
    html("thead", {}, html("tr", {}, columns.map((name) => html("th", { scope: "col" }, name)))),
    html("tbody", {}, rows),
  );
}
