// The pictures of each page from its state, each made again only when what it shows has changed:
// the same for the living page and the still.

import { bars } from "../shared/bars.js";
import { kept } from "../shared/kept.js";
import { baseline, counts, curves, measures } from "./classification.js";
import { curvePicture } from "./curve_picture.js";
import { dotsPicture } from "./dots_picture.js";
import { matrixPicture } from "./matrix_picture.js";
import { pointsPicture } from "./points_picture.js";
import { errors, points } from "./regression.js";
import { classificationRows, regressionRows } from "./rows.js";
import { sample } from "./scores.js";

export function classificationFigures() {
  const sampleOf = kept((seed, separation, positives) => {
    const samples = sample({ seed, separation, positives });
    return { samples, both: curves(samples) };
  });
  const dotsOf = kept((drawn, width, height) => dotsPicture(drawn.samples, width, height));
  const matrixOf = kept(matrixPicture);
  const rocOf = kept((drawn, width, height) => curvePicture("roc", drawn.both, width, height));
  const prOf = kept((drawn, width, height) => curvePicture("pr", drawn.both, width, height));

  // `room` has the [width, height] of each picture; the pictures come with their scene.
  return ({ seed, separation, positives, threshold }, room) => {
    const drawn = sampleOf(seed, separation, positives);
    const four = counts(drawn.samples, threshold);
    const found = measures(four);
    const none = four.tp + four.fp === 0;
    const other = baseline(four);
    const rows = classificationRows(four, found, none, other);
    const dots = dotsOf(drawn, ...room.dots);
    return {
      four, found, none, other, curves: drawn.both, dotsPicture: dots,
      dots: sized(room.dots, dots.at(threshold, four)),
      matrix: sized(room.matrix, matrixOf(...room.matrix).at(four)),
      bars: sized(room.bars, bars(rows, ...room.bars)),
      roc: sized(room.roc, rocOf(drawn, ...room.roc).at(found, none)),
      pr: sized(room.pr, prOf(drawn, ...room.pr).at(found, none)),
    };
  };
}

export function regressionFigures() {
  const pointsOf = kept(pointsPicture);
  return (state, room) => {
    const given = points(state);
    const found = errors(given);
    const picture = pointsOf(...room.points);
    return {
      given, found, picture,
      points: sized(room.points, picture.at(given, state)),
      bars: sized(room.bars, bars(regressionRows(found), ...room.bars)),
    };
  };
}

function sized([width, height], scene) {
  return { width, height, scene };
}
