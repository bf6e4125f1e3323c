// The page of average precision: the pictures, the list of detections, the curve and its areas.

import { choice } from "../shared/controls.js";
import { dial } from "../shared/dial.js";
import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { oneAtATime } from "../shared/parts.js";
import { traitPlayer } from "../shared/player.js";
import { fixed } from "../shared/scale.js";
import { areasPicture, stripPicture } from "./areas_picture.js";
import { curvePicture } from "./curve_picture.js";
import { CATEGORIES, cocoAp, evaluate, summary } from "./evaluation.js";
import { gardenPicture } from "./garden_picture.js";
import { areaTable, list } from "./tables.js";
import { precisionSentence, stand } from "./words.js";
import data from "../../detection.json" with { type: "json" };

const PICTURES = {
  garden: ["det-garden", "Four pictures"],
  curve: ["det-curve", "Precision against recall"],
  areas: ["det-areas", "Average precision so far"],
  strip: ["det-strip", "COCO's AP at each threshold"],
};

export function precisionPage(tools) {
  let evaluation, garden, curve, width;
  const pictures = Object.fromEntries(Object.entries(PICTURES).map(([name, about]) => [name, framed(...about)]));
  const playback = traitPlayer(tools, "step", {
    name: "detection", pace: () => 1.25, last: ({ category }) => data.categories[category].detections.length,
    shows: ({ view }) => view === "precision", replays: ({ step }) => step === 0,
  });
  const words = html("p", { class: "det-why" });
  const rows = list();
  const areas = areaTable();
  const help = html("p", { class: "stp-help" }, data.help.precision);
  const parts = partsOf(pictures, areas);
  const row = oneAtATime("Shown below", { ...parts, List: rows.root, Help: help });
  return {
    root: html(
      "div",
      {},
      controlBar(tools),
      html(
        "div",
        { class: "det-main" },
        html("div", { class: "det-left" }, pictures.garden.root, playback.root, words, rows.root),
        html("div", { class: "det-right" }, row, Object.values(parts)),
      ),
      help,
    ),
    measure: () => ({ left: pictures.garden.root.clientWidth || 340, right: pictures.curve.root.clientWidth || 340 }),
    layout({ category, threshold, matching }, { left, right }) {
      width = right;
      evaluation = evaluate(category, threshold, matching);
      garden = gardenPicture(category, evaluation.rows, left);
      curve = curvePicture(evaluation, right, Math.round(Math.min(0.72 * right, 340)));
      areas.update({ category, threshold, matching }, summary(threshold, matching));
      pictures.strip.paint(stripPicture(cocoAp(), threshold, right, 118), `mean ${fixed(cocoAp().ap, 3)}`);
    },
    // All that changes with each detection.
    draw(state) {
      const { category, step } = state;
      const { precision, recall, after, upTo } = evaluation;
      const at = step ? `recall ${fixed(recall[step - 1])}, precision ${fixed(precision[step - 1])}` : "nothing yet";
      const told = Object.entries(data.areas).map(([name, title]) => `${title} ${fixed(after[step][name], 3)}`);
      pictures.garden.paint({ ...garden, scene: garden.at(step) }, `${data.categories[category].plural}, ${step} detections judged`);
      pictures.curve.paint({ ...curve, scene: curve.at(step) }, at);
      pictures.areas.paint(areasPicture(upTo(step), after[step], width, 134), told.join(", "));
      setText(words, stand(state, evaluation));
      words.dataset.verdict = step === 0 ? "" : evaluation.rows[step - 1].takes === null ? "miss" : "hit";
      rows.update(evaluation, step);
    },
    sentence: (state) => precisionSentence(state, evaluation, cocoAp()),
  };
}

function controlBar({ control }) {
  const options = CATEGORIES.map((name) => [name, data.categories[name].plural]);
  return html(
    "div",
    { class: "stp-bar det-bar-of-three" },
    control("category", choice, { label: "Class", options }).root,
    control("matching", choice, { label: "Matching rule" }).root,
    control("threshold", dial, { label: "overlap threshold", say: (value) => fixed(value) }).root,
  );
}

// What stands beside the pictures, or below them.
function partsOf({ curve, areas, strip }, table) {
  return {
    Curve: [curve.root],
    Areas: [heading("The area so far, measured in three ways"), areas.root, table.root],
    COCO: [
      heading("COCO: the classes' mean 101-point area by COCO's rule at each overlap threshold, and the mean of the ten"),
      strip.root,
    ],
  };
}

// A picture in an element whose width it gets.
function framed(style, label) {
  const picture = drawing(style, label);
  return {
    root: html("div", {}, picture.root),
    paint(drawn, words) {
      picture.show(drawn);
      picture.label(`${label}: ${words}`);
    },
  };
}

const heading = (words) => html("p", { class: "det-heading" }, words);
