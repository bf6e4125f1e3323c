// The page of the threshold: the dots, the matrix, the measures and the two curves.

import { slider } from "../shared/controls.js";
import { html, svg } from "../shared/dom.js";
import { draggable } from "../shared/drag.js";
import { fixed, format } from "../shared/scale.js";
import { Stage } from "../shared/scene.js";
import { classificationFigures } from "./figures.js";
import { canvas, svgGroup, tidy } from "./canvas.js";
import { classificationSentence } from "./rows.js";
import data from "../../threshold.json" with { type: "json" };

const HELP =
  "Drag the line, or focus its ring and use the arrow keys; what scores the threshold or more is " +
  "predicted positive. Dots are predicted rightly, crosses wrongly. The ring on each curve is this " +
  "threshold; chance is a model that knows nothing. AUC is the area under the ROC curve, AP " +
  "(average precision) that under the precision-recall curve. The tick under accuracy is what " +
  "always saying the more frequent class would get.";

// `change(patch)` sets the state, `rest()` says that a drag has ended.
export function classificationPage(change, rest) {
  const [low, high] = data.limits.separation;
  const [fewest, most] = data.limits.positives;
  const threshold = slider({ label: "threshold", kind: "linear", low: 0, high: 1 }, (value) => change({ threshold: value }));
  const separation = slider(
    { label: "separation", kind: "linear", low, high, notches: 10 * (high - low) },
    (value) => change({ separation: value }),
  );
  const positives = slider(
    { label: `positives of ${data.samples}`, kind: "whole", low: fewest, high: most },
    (value) => change({ positives: value }),
  );
  let state;
  const again = html(
    "button",
    { type: "button", class: "stp-reset stp-again", onclick: () => change({ seed: (state.seed + 1) % (data.limits.seed[1] + 1) }) },
    "Draw again",
  );

  const dotsSvg = svg({ class: "stp-surface stp-dots-and-line", role: "group", "aria-label": "Samples by score, and the threshold" });
  const dots = canvas(dotsSvg.appendChild(svgGroup()), dotsSvg);
  const handle = dotsSvg.appendChild(svgGroup());
  const handleStage = new Stage(handle);
  for (const [name, value] of Object.entries({
    class: "stp-handle", tabindex: 0, role: "slider", "aria-label": "Threshold line",
    "aria-valuemin": 0, "aria-valuemax": 1, "aria-keyshortcuts": "ArrowLeft ArrowRight",
  })) handle.setAttribute(name, value);
  const others = Object.fromEntries(
    Object.entries({ matrix: "Confusion matrix", bars: "Measures", roc: "ROC curve", pr: "Precision-recall curve" })
      .map(([name, label]) => [name, { label, svg: svg({ class: `stp-${name}`, role: "img" }) }]),
  );
  for (const part of Object.values(others)) part.canvas = canvas(part.svg, part.svg);

  let figures;
  draggable(dotsSvg, handle, {
    place: ([px]) => change({ threshold: tidy(figures.dotsPicture.x.invert(px - figures.dotsPicture.origin[0]), 3) }),
    nudge: ([dx, dy], big) => change({ threshold: tidy(state.threshold + (dx + dy) * (big ? 0.1 : 0.01), 3) }),
    done: rest,
  });

  const holder = (name, child) => html("div", { class: `stp-at-${name}` }, child);
  const places = {
    dots: holder("dots", dotsSvg),
    ...Object.fromEntries(Object.entries(others).map(([name, part]) => [name, holder(name, part.svg)])),
  };
  const root = html(
    "div",
    {},
    html("div", { class: "stp-bar stp-sliders" }, threshold.root, separation.root, positives.root, again),
    html("div", { class: "stp-classification" }, Object.values(places)),
    html("p", { class: "stp-help" }, HELP),
  );
  const figuresOf = classificationFigures();
  let room;

  function measure() {
    const beside = places.bars.offsetLeft > places.dots.offsetLeft + 50;
    const widths = Object.fromEntries(Object.entries(places).map(([name, place]) => [name, place.clientWidth || 300]));
    const tall = beside ? 300 : Math.round(Math.min(Math.max(0.8 * widths.dots, 240), 320));
    const small = Math.round(Math.min(Math.max(0.85 * widths.roc, 224), 260));
    return {
      dots: [widths.dots, tall], bars: [widths.bars, beside ? tall : 264],
      matrix: [widths.matrix, small], roc: [widths.roc, small], pr: [widths.pr, small],
    };
  }

  return {
    root,
    sentence: () => classificationSentence(state, figures.four, figures.found, figures.none, figures.curves),
    fit() {
      const before = JSON.stringify(room);
      room = measure();
      return JSON.stringify(room) !== before;
    },
    draw(now) {
      state = now;
      threshold.update(state.threshold);
      separation.update(state.separation);
      positives.update(state.positives);
      figures = figuresOf(state, room);
      dots(figures.dots);
      handleStage.draw([figures.dotsPicture.handle(state.threshold)]);
      handle.setAttribute("aria-valuenow", state.threshold);
      handle.setAttribute("aria-valuetext", format(state.threshold));
      for (const [name, part] of Object.entries(others)) part.canvas(figures[name]);
      label("matrix", Object.entries(figures.four).map(([name, count]) => `${name.toUpperCase()} ${count}`));
      label("bars", ["accuracy", "precision", "recall", "f1"].map((name) => `${name} ${fixed(figures.found[name], 3)}`));
      label("roc", [
        `area ${fixed(figures.curves.auc, 3)}`,
        `now at false positive rate ${fixed(figures.found.fpr, 3)}, recall ${fixed(figures.found.recall, 3)}`,
      ]);
      label("pr", [
        `average precision ${fixed(figures.curves.ap, 3)}`,
        `now at recall ${fixed(figures.found.recall, 3)}, precision ${fixed(figures.found.precision, 3)}`,
      ]);
    },
  };

  function label(name, words) {
    others[name].svg.setAttribute("aria-label", `${others[name].label}: ${words.join(", ")}`);
  }
}
