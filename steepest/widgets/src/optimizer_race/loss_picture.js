// Loss against step.

import { lossChart } from "../shared/loss_chart.js";
import { lineLook } from "../shared/series.js";
import data from "../../optimizer_race.json" with { type: "json" };

const FRAME = { xLabel: "step", yLabel: "loss", xTicks: 4, yTicks: 6 };

export function lossPicture(state, runs, width, height, { still = false } = {}) {
  const lines = runs.map((run) => ({
    group: run,
    name: run.own ? "" : data.rules[run.rule].title,
    loss: run.loss,
    look: (d) => lineLook(run, d),
  }));
  const about = { span: state.steps, floor: 1e-8, right: 88, frame: FRAME, style: "stp-window", still };
  return lossChart(lines, about, width, height);
}
