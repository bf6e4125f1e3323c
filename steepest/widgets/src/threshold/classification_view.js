// The page of the threshold: the dots, the matrix, the measures and the two curves.

import { slider } from "../shared/controls.js";
import { html } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { oneAtATime } from "../shared/parts.js";
import { fixed, format } from "../shared/scale.js";
import { clamp, tidy } from "../shared/traits.js";
import { classificationFigures } from "./figures.js";
import { classificationSentence } from "./rows.js";
import data from "../../threshold.json" with { type: "json" };

const HELP =
  "Drag the line, or focus its ring and use the arrow keys; what scores the threshold or more is " +
  "predicted positive. Dots are predicted rightly, crosses wrongly. The ring on each curve is this " +
  "threshold; chance is a model that knows nothing. AUC is the area under the ROC curve, AP " +
  "(average precision) that under the precision-recall curve. The tick under accuracy is what " +
  "always saying the more frequent class would get.";
const OTHERS = {
  matrix: ["stp-matrix", "Confusion matrix"],
  bars: ["stp-bars", "Measures"],
  roc: ["stp-roc", "ROC curve"],
  pr: ["stp-pr", "Precision-recall curve"],
};

export function classificationPage(tools) {
  const figuresOf = classificationFigures();
  let figures;
  const dots = drawing("stp-surface stp-dots-and-line", "Samples by score, and the threshold", "group");
  const line = thresholdLine(dots, tools, () => figures.dotsPicture);
  const others = Object.fromEntries(
    Object.entries(OTHERS).map(([name, about]) => [name, drawing(...about)]));
  const places = Object.fromEntries(
    Object.entries({ dots, ...others }).map(([name, { root }]) => [name, html("div", { class: `stp-at-${name}` }, root)]));
  const help = html("p", { class: "stp-help" }, HELP);
  const { matrix, bars, roc, pr } = places;
  const parts = oneAtATime("Shown below", { "Counts and measures": [matrix, bars], Curves: [roc, pr], Help: help });
  return {
    root: html(
      "div",
      {},
      controlBar(tools),
      html("div", { class: "stp-classification" }, places.dots, parts, matrix, bars, roc, pr),
      help,
    ),
    measure: () => roomOf(places),
    layout: (state, room) => (figures = figuresOf(state, room)),
    draw({ threshold }) {
      dots.show(figures.dots);
      line.draw(figures.dotsPicture.handle(threshold));
      line.stands(threshold, format(threshold));
      const words = wordsOf(figures);
      for (const [name, picture] of Object.entries(others)) {
        picture.show(figures[name]);
        picture.label(`${OTHERS[name][1]}: ${words[name].join(", ")}`);
      }
    },
    sentence: (state) => classificationSentence(state, figures.four, figures.found, figures.none, figures.curves),
  };
}

function controlBar({ control, again }) {
  return html(
    "div",
    { class: "stp-bar stp-sliders" },
    control("threshold", slider, { label: "threshold" }).root,
    control("separation", slider, { label: "separation", step: 0.1 }).root,
    control("positives", slider, { label: `positives of ${data.samples}` }).root,
    again("Draw again", "stp-again"),
  );
}

function thresholdLine(dots, { state, set, rest }, picture) {
  const move = (threshold) => set({ threshold: tidy(threshold, 3) });
  return dots.handle("Threshold line", { low: 0, high: 1, keys: "ArrowLeft ArrowRight" }, {
    place: ([px]) => move(picture().x.invert(px - picture().origin[0])),
    nudge: ([dx, dy], big) => move(state().threshold + (dx + dy) * (big ? 0.1 : 0.01)),
    done: rest,
  });
}

// The width and height of each picture.
function roomOf(places) {
  const beside = places.bars.offsetLeft > places.dots.offsetLeft + 50;
  const widths = Object.fromEntries(Object.entries(places).map(([name, place]) => [name, place.clientWidth || 300]));
  const tall = beside ? 300 : Math.round(clamp(0.8 * widths.dots, 240, 320));
  const small = Math.round(clamp(0.85 * widths.roc, 224, 260));
  return {
    dots: [widths.dots, tall], bars: [widths.bars, beside ? tall : 264],
    matrix: [widths.matrix, small], roc: [widths.roc, small], pr: [widths.pr, small],
  };
}

// What a screen reader finds at each picture.
function wordsOf({ four, found, curves }) {
  const recall = `recall ${fixed(found.recall, 3)}`;
  return {
    matrix: Object.entries(four).map(([name, count]) => `${name.toUpperCase()} ${count}`),
    bars: ["accuracy", "precision", "recall", "f1"].map((name) => `${name} ${fixed(found[name], 3)}`),
    roc: [`area ${fixed(curves.auc, 3)}`, `now at false positive rate ${fixed(found.fpr, 3)}`, recall],
    pr: [`average precision ${fixed(curves.ap, 3)}`, `now at ${recall}`, `precision ${fixed(found.precision, 3)}`],
  };
}
