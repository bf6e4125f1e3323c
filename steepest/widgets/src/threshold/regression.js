// How far predictions are from the truth, in numbers: no drawing, no DOM.

import { mean, variance } from "../shared/statistics.js";
import data from "../../threshold.json" with { type: "json" };

const LAST = data.x.length - 1;

// The points that count, `{ index, x, truth, prediction }`: the last only where the outlier is in.
export function points({ truth, outlier, bias }) {
  const [start, slope] = data.line;
  return data.x
    .map((x, index) => ({ index, x, truth: truth[index], prediction: start + slope * x + bias }))
    .filter(({ index }) => outlier || index !== LAST);
}

// `mape` is in percent, and null where a true value is 0. The truth that never varies leaves nothing
// to explain: a perfect prediction gets 1, any other 0.
export function errors(given) {
  const rest = given.map(({ truth, prediction }) => truth - prediction);
  const truth = given.map((point) => point.truth);
  const mse = mean(rest.map((error) => error * error));
  return {
    mae: mean(rest.map(Math.abs)),
    mse,
    rmse: Math.sqrt(mse),
    mape: truth.includes(0) ? null : 100 * mean(rest.map((error, i) => Math.abs(error / truth[i]))),
    r2: explained(mse, variance(truth)),
    explained: explained(variance(rest), variance(truth)),
    bias: mean(rest),
    spread: variance(rest),
    truth: variance(truth),
  };
}

function explained(left, whole) {
  if (whole === 0) return left === 0 ? 1 : 0;
  return 1 - left / whole;
}
