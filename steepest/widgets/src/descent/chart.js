// Loss against step, or against epochs, of all runs.

import { lossChart } from "../shared/loss_chart.js";
import { dash } from "../shared/series.js";
import { shortName } from "./words.js";

const STEPS = { title: "loss", xLabel: "step", xTicks: 5, yTicks: 5 };
const EPOCHS = { ...STEPS, title: "loss above the lowest", xLabel: "epoch" };

export function chart({ field, runs, span }, width, height, { still = false } = {}) {
  const lowest = field.loss(field.minima.find((one) => one.lowest).at);
  const inEpochs = field.name === "samples";
  const lines = runs.map((run) => ({
    group: { index: run.index, rule: run.name },
    name: shortName(run, field),
    loss: run.loss.map((loss) => Math.max(loss - lowest, 0)),
    look: lookOf(run),
    time: run.time,
    stepAt: run.stepAt,
  }));
  const about = { span, floor: inEpochs ? 1e-4 : 1e-6, right: 72, frame: inEpochs ? EPOCHS : STEPS, upwards: true, still };
  return lossChart(lines, about, width, height);
}

function lookOf(run) {
  const noisy = run.batch !== undefined && run.loss.length > 60;
  const look = noisy ? { class: "stp-line stp-noisy" } : { class: "stp-line", "stroke-dasharray": dash(run.index) };
  return (d) => ({ ...look, d });
}
