// The runs that a state shows, each computed again only when something of its own has changed.

import { kept, keptEach } from "../shared/kept.js";
import { largestStable, lossNamed } from "./losses.js";
import { COUNT, orders, progress, stepAfter, train } from "./samples.js";
import { descend } from "./simulation.js";

// The series (shared/series.js) of the reader's own run and of those beside it.
const OWN = 0;
export const BESIDE = [1, 2, 3, 6];
const BATCHES_BESIDE = [COUNT, 1];

// `runs(state)` is `{ field, runs, order }`: the loss; a run for the reader's own settings, then
// those beside it; and the order of the samples. Each run has its `name`, its series `index`,
// `stepAt(step)`, where it stands when the reader's run is at `step`, and `time(step)`, where that
// step stands on the chart's axis.
export function createRuns() {
  const fieldOf = kept((loss, curvature) => {
    const made = lossNamed(loss, curvature);
    return { ...made, name: loss, curvature, stable: made.minima.map(largestStable) };
  });
  const ratesOf = keptEach((at, field, eta, start, steps) => named(at, descend(field, eta, start, steps)));
  const orderOf = kept(orders);
  const pathOf = keptEach((at, ...path) => train(...path));
  const batchesOf = keptEach((at, path, size, batch) => ({
    ...named(at, path),
    time: (step) => progress(step, size).seen / COUNT,
    stepAt: (step) => stepAfter(progress(step, batch).seen, size),
  }));

  return function runsOf({ loss, curvature, rate, rates, start, steps, epochs, seed, batch }) {
    const field = fieldOf(loss, curvature);
    if (loss !== "samples") {
      return { field, runs: [rate, ...rates].map((eta, at) => ratesOf(at, field, eta, start, steps)), span: steps };
    }
    const order = orderOf(epochs, seed);
    const runs = [batch, ...BATCHES_BESIDE].map((size, at) => batchesOf(at, pathOf(at, rate, start, size, order), size, batch));
    return { field, runs, order, span: epochs };
  };
}

// A run with its name, its series, and its steps, which are the reader's own.
function named(at, run) {
  return {
    ...run,
    name: at ? `beside-${at}` : "yours",
    index: at ? BESIDE[at - 1] : OWN,
    time: (step) => step,
    stepAt: (step) => step,
  };
}
