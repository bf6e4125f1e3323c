// The numbers of each page as rows of bars, and in words for a screen reader.

import { fixed, format } from "../shared/scale.js";
import { seriesClass } from "../shared/series.js";
import { errors, points } from "./regression.js";
import { ERROR, MEASURE } from "./marks.js";
import { normalize } from "./state.js";

const style = seriesClass(MEASURE);
// Where the bars of the errors end: the two in the unit of y, the squared one, percent.
const ENDS = { mae: 4, rmse: 4, mse: 8, mape: 100 };

export function classificationRows({ tp, fn, fp, tn }, { accuracy, precision, recall, f1 }, none, other) {
  return [
    {
      name: "accuracy", formula: over("(TP + TN) / all", tp + tn, tp + fn + fp + tn), value: accuracy,
      mark: other.accuracy, note: `always “${other.says}”: ${fixed(other.accuracy, 3)}`,
    },
    {
      name: "precision", formula: over("TP / (TP + FP)", tp, tp + fp), value: precision,
      note: none && "no positives predicted: 0 / 0 counts as 0",
    },
    { name: "recall", formula: over("TP / (TP + FN)", tp, tp + fn), value: recall },
    { name: "F1", formula: over("2 TP / (2 TP + FP + FN)", 2 * tp, 2 * tp + fp + fn), value: f1 },
  ].map((row) => ({ ...row, style, to: row.value, value: fixed(row.value, 3) }));
}

function over(formula, part, whole) {
  return `${formula} = ${part} / ${whole}`;
}

// Where each stood before anything was moved.
const untouched = errors(points(normalize({}, null)));

export function regressionRows(found) {
  const unit = (name) => ({
    value: number(found[name]), to: found[name] / ENDS[name], mark: untouched[name] / ENDS[name],
    style: seriesClass(ERROR),
  });
  const signed = (name) => ({
    value: number(found[name]), from: 0.5, to: (1 + found[name]) / 2, mark: (1 + untouched[name]) / 2, style,
  });
  const undefinedNow = { value: "undefined, y is 0", to: 0 };
  return [
    { name: "MAE", formula: "mean |e|", ...unit("mae") },
    { name: "MSE", formula: "mean e²", ...unit("mse") },
    { name: "RMSE", formula: "√MSE", ...unit("rmse") },
    {
      name: "MAPE", formula: "mean |e / y|", ...unit("mape"),
      ...(found.mape === null ? undefinedNow : { value: `${number(found.mape)}%` }),
    },
    { name: "R²", formula: "1 − MSE / var(y)", ...signed("r2") },
    { name: "explained variance", formula: "1 − var(e) / var(y)", ...signed("explained") },
  ];
}

// The two parts of the squared error: what explained variance counts, and what only R² counts.
export function split({ mse, spread, bias }) {
  return (
    `MSE ${number(mse)} = var(e) ${number(spread)} + (mean e)² ${number(bias * bias)}. ` +
    "R² counts both parts, explained variance only the first."
  );
}

export function number(value) {
  return format(Math.abs(value) < 1e-12 ? 0 : value, 3, true);
}

export function classificationSentence({ threshold }, { tp, fn, fp, tn }, found, none, { auc, ap }) {
  const { accuracy, precision, recall, f1 } = found;
  const said = Object.entries({ Accuracy: accuracy, precision, recall, F1: f1 })
    .map(([name, value]) => `${name} ${fixed(value, 3)}`);
  return (
    `Threshold ${format(threshold)}: ${tp} found, ${fn} missed, ${fp} false alarms, ${tn} ` +
    `dismissed. ${said.join(", ")}${none ? " (no positives predicted)" : ""}. ` +
    `Area under the ROC curve ${fixed(auc, 3)}, average precision ${fixed(ap, 3)}.`
  );
}

export function regressionSentence(found) {
  return `${regressionRows(found).map(({ name, value }) => `${name} ${value}`).join(", ")}. Mean error ${number(found.bias)}.`;
}
