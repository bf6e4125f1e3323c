// Still pictures, one a tab, as the figure first opens.

import { element, serialize } from "../shared/scene.js";
import { round } from "../shared/axes.js";
import { classificationFigures, regressionFigures } from "./figures.js";
import { handleMark } from "./marks.js";
import { normalize } from "./state.js";

const WIDTH = 760;

export function stills() {
  return { classification: classification(), regression: regression() };
}

function classification() {
  const state = normalize({}, null);
  const small = [240, 210];
  const { dots, dotsPicture, bars, matrix, roc, pr } = classificationFigures()(state, {
    dots: [430, 290], bars: [306, 290], matrix: small, roc: small, pr: small,
  });
  return picture(
    520,
    "Dots of positive samples above an axis of scores and of negative ones below it, cut by a " +
      "threshold; the measures; below, the confusion matrix, the ROC and the precision-recall curve",
    at(0, 0, [...dots.scene, dotsPicture.handle(state.threshold)]),
    at(454, 10, bars.scene),
    at(0, 306, matrix.scene),
    at(260, 306, roc.scene),
    at(520, 306, pr.scene),
  );
}

function regression() {
  const state = normalize({ tab: "regression" }, null);
  const figures = regressionFigures()(state, { points: [430, 320], bars: [306, 300] });
  const handles = figures.given.map((point) =>
    at(figures.picture.x(point.x), figures.picture.y(point.truth), handleMark(0, 6)));
  return picture(
    320,
    "True values around a line that predicts them, with the squares of the errors; beside it, six measures",
    at(0, 0, [...figures.points.scene, ...handles]),
    at(454, 10, figures.bars.scene),
  );
}

function at(x, y, scene) {
  return element("g", { transform: `translate(${round(x)} ${round(y)})` }, scene);
}

function picture(height, label, ...children) {
  const root = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${WIDTH} ${height}`, class: "stp-still", role: "img",
      "aria-label": label,
    },
    ...children,
  );
  return `${serialize(root)}\n`;
}
