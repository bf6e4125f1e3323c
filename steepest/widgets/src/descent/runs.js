// The runs that a state shows, each computed again only when something of its own has changed.

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
  const kept = new Map();
  const keep = (place, about, make) => {
    const key = JSON.stringify(about);
    if (kept.get(place)?.key !== key) kept.set(place, { key, value: make() });
    return kept.get(place).value;
  };

  return function runsOf(state) {
    const { loss, curvature } = state;
    const field = keep("field", [loss, curvature], () => {
      const made = lossNamed(loss, curvature);
      return { ...made, name: loss, curvature, stable: made.minima.map(largestStable) };
    });
    return loss === "samples" ? batches(state, field, keep) : rates(state, field, keep);
  };
}

function rates({ loss, curvature, rate, rates, start, steps }, field, keep) {
  const runs = [rate, ...rates].map((eta, at) =>
    keep(`run ${at}`, [loss, curvature, eta, start, steps], () => ({
      ...descend(field, eta, start, steps),
      name: at ? `beside-${at}` : "yours",
      index: at ? BESIDE[at - 1] : OWN,
      time: (step) => step,
      stepAt: (step) => step,
    })));
  return { field, runs, span: steps };
}

function batches({ rate, start, epochs, seed, batch }, field, keep) {
  const order = keep("order", [epochs, seed], () => orders(epochs, seed));
  const runs = [batch, ...BATCHES_BESIDE].map((size, at) =>
    keep(`run ${at}`, ["samples", rate, start, epochs, seed, size, batch], () => ({
      ...keep(`path ${at}`, [rate, start, epochs, seed, size], () => train(rate, start, size, order)),
      name: at ? `beside-${at}` : "yours",
      index: at ? BESIDE[at - 1] : OWN,
      time: (step) => progress(step, size).seen / COUNT,
      stepAt: (step) => stepAfter(progress(step, batch).seen, size),
    })));
  return { field, runs, order, span: epochs };
}
