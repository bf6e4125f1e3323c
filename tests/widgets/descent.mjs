// What the tests ask the descent figure's simulation for.

import { randomState } from "../../steepest/widgets/src/shared/random.js";
import { largestStable, lossNamed } from "../../steepest/widgets/src/descent/losses.js";
import { createRuns } from "../../steepest/widgets/src/descent/runs.js";
import { batchOf, orders, progress, stepAfter, stepsPerEpoch, train } from "../../steepest/widgets/src/descent/samples.js";
import { descend, stateAt } from "../../steepest/widgets/src/descent/simulation.js";
import { normalize } from "../../steepest/widgets/src/descent/state.js";
import { caption, counters, formula, sentence, sum } from "../../steepest/widgets/src/descent/words.js";

const KINDS = {
  rate({ loss, curvature, rate, start, steps }) {
    const run = descend(lossNamed(loss, curvature), rate, start, steps);
    const states = Array.from({ length: steps + 1 }, (_, step) => stateAt(run, step));
    return { ...run, settled: Number.isFinite(run.settled) ? run.settled : null, states };
  },
  batch: ({ rate, start, batch, epochs, seed }) => train(rate, start, batch, orders(epochs, seed)),
  minima({ loss, curvature }) {
    const field = lossNamed(loss, curvature);
    return field.minima.map((one) => ({ ...one, loss: field.loss(one.at), stable: largestStable(one) }));
  },
  counts: ({ batches }) => batches.map(stepsPerEpoch),
  orders: ({ seed }) => {
    const random = randomState(seed);
    const [uniform, normal] = ["uniform", "normal"].map((name) => [0, 0, 0].map(random[name]));
    return { orders: orders(3, seed), uniform, normal };
  },
  epoch: ({ batch, seed, epochs }) => {
    const drawn = orders(epochs, seed);
    const steps = Array.from({ length: epochs * stepsPerEpoch(batch) }, (_, i) => i + 1);
    return { order: drawn, batches: steps.map((step) => batchOf(drawn, step, batch)), progress: steps.map((step) => progress(step, batch)) };
  },
  after: ({ seen, batch }) => stepAfter(seen, batch),
  gradient: ({ loss, curvature, at }) => lossNamed(loss, curvature).gradient(at),
  words({ state, step }) {
    const whole = normalize(state, null);
    const shown = createRuns()(whole);
    return {
      captions: shown.runs.map((run) => caption(run, shown.field, step).join(", ")),
      formula: formula(shown.field),
      counters: Object.fromEntries(counters(whole, step)),
      sum: sum(whole),
      sentence: sentence(whole, shown, step),
    };
  },
};

export const ANSWERS = { asked: (one) => KINDS[one.kind](one) };
