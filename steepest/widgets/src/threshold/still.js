// Still pictures, one a tab, as the figure first opens.

import { moved } from "../shared/axes.js";
import { stillPicture } from "../shared/still.js";
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
  return stillPicture(
    {
      width: WIDTH, height: 520,
      label: "Dots of positive samples above an axis of scores and of negative ones below it, cut by a " +
        "threshold; the measures; below, the confusion matrix, the ROC and the precision-recall curve",
    },
    moved(0, 0, [...dots.scene, dotsPicture.handle(state.threshold)]),
    moved(454, 10, bars.scene),
    moved(0, 306, matrix.scene),
    moved(260, 306, roc.scene),
    moved(520, 306, pr.scene),
  );
}

function regression() {
  const state = normalize({ tab: "regression" }, null);
  const figures = regressionFigures()(state, { points: [430, 320], bars: [306, 300] });
  const handles = figures.given.map((point) =>
    moved(figures.picture.x(point.x), figures.picture.y(point.truth), handleMark(0, 6)));
  return stillPicture(
    {
      width: WIDTH, height: 320,
      label: "True values around a line that predicts them, with the squares of the errors; beside it, six measures",
    },
    moved(0, 0, [...figures.points.scene, ...handles]),
    moved(454, 10, figures.bars.scene),
  );
}
