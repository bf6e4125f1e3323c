// The figure's numbers in words: the readings beside the picture, and what a screen reader is told.

import { fixed, format } from "../shared/scale.js";
import { largest } from "./simulation.js";
import data from "../../fit.json" with { type: "json" };

// What is left of rounding counts as nothing.
const NOTHING = 1e-12;
const DECIMALS = 4;

// Errors are written with as many decimals as each other, so that a reader can add them up.
export function shown(error) {
  if (Math.abs(error) < NOTHING) return "0";
  return error < 1e-4 || error >= 1000 ? format(error) : fixed(error, error < 10 ? DECIMALS : 1);
}

export function formula({ truth, degree, penalty }) {
  const terms = ["w₀", "w₁x", "w₂x²", `… + w${low(degree)}x${raised(degree)}`];
  const curve = degree < 3 ? terms.slice(0, degree + 1) : degree === 3
    ? [...terms.slice(0, 3), "w₃x³"] : terms;
  const wanted = penalty > 0 ? `Σ (error)² + ${format(penalty)} Σ w²` : "Σ (error)²";
  return `y = ${data.truths[truth].formula} + noise;  the fit ${curve.join(" + ")} makes ${wanted} smallest`;
}

// Rows of the readout, each { key, name, value }; the keys are the marks in the pictures.
export function readings(state, numbers) {
  return READINGS[state.mode](state, numbers);
}

const READINGS = {
  one({ degree, noise }, { train, valid, best, weights }) {
    return [
      { key: "train", name: "training error", value: shown(train[degree]) },
      { key: "valid", name: "validation error", value: shown(valid[degree]) },
      { name: `lowest, at degree ${best}`, value: shown(valid[best]) },
      { key: "floor", name: "noise σ²", value: shown(noise ** 2) },
      { name: "largest weight |w|", value: format(largest(weights[degree])) },
    ];
  },
  many(_, { bias, variance, noise, sum, measured }) {
    return [
      { key: "bias", name: "bias²", value: shown(bias) },
      { key: "variance", name: "+ variance", value: shown(variance) },
      { key: "noise", name: "+ noise σ²", value: shown(noise) },
      { name: "= expected error", value: shown(sum) },
      { key: "measured", name: "measured on new points", value: shown(measured) },
    ];
  },
  folds({ degree, fold, folds, noise }, { all, train, valid, best }) {
    return [
      { key: "fold", name: `error of fold ${fold}`, value: shown(all[fold - 1].valid[degree]) },
      { key: "valid", name: `mean of ${folds} folds`, value: shown(valid[degree]) },
      { name: `lowest mean, at degree ${best}`, value: shown(valid[best]) },
      { key: "train", name: "mean training error", value: shown(train[degree]) },
      { key: "floor", name: "noise σ²", value: shown(noise ** 2) },
    ];
  },
};

// What a screen reader is told when the figure has come to rest.
export function sentence(state, numbers) {
  const { degree, samples, mode, fits, fold, folds } = state;
  const rows = readings(state, numbers).map(({ name, value }) => `${name} ${value}`);
  const where = {
    one: `Degree ${degree} fitted to ${samples} points`,
    many: `Degree ${degree}, ${fits} fits to ${samples} points each`,
    folds: `Degree ${degree}, fold ${fold} of ${folds}`,
  }[mode];
  return `${where}: ${rows.join(", ")}.`;
}

export const HELP = {
  one:
    "Dots: the points that the curve is fitted to. Crosses: fresh points from the same source, " +
    "kept aside to validate it. Dashed: the true function. Drag the ring on the right through the degrees.",
  many:
    "Each thin curve is fitted to a sample of its own (dots: the latest). Thick: their mean; band: " +
    "one standard deviation around it; dashed: the true function. A column cut off at the top goes on beyond.",
  folds:
    "Each row below the curve is a fold: crosses mark the points that it holds out, and its number is " +
    "their error. The curve is fitted to the dots alone. Press a row to see its fold.",
};

function low(number) {
  return [...String(number)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]).join("");
}

function raised(number) {
  return [...String(number)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]).join("");
}
