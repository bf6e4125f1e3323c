// Runs the fit's simulation for the tests: JSON requests on stdin, JSON answers on stdout.

import { text } from "node:stream/consumers";
import { createFits } from "../../steepest/widgets/src/fit/fits.js";
import { largest } from "../../steepest/widgets/src/fit/simulation.js";
import { evaluate, fitAll } from "../../steepest/widgets/src/fit/solve.js";
import { normalize } from "../../steepest/widgets/src/fit/state.js";
import { readings, sentence } from "../../steepest/widgets/src/fit/words.js";

const { states = [], solve = [], patches = [] } = JSON.parse(await text(process.stdin));
const numbersOf = createFits();

const MODES = {
  one(state, { fits }) {
    const points = [fits.x, fits.y, fits.freshX, fits.freshY].map((values) => [...values]);
    return {
      points, weights: [...fits.weights[state.degree]], largest: fits.weights.map(largest),
      train: fits.train, valid: fits.valid, best: fits.best,
    };
  },
  many(_, { read, latest, splits }) {
    const { mean, spread, ...errors } = read;
    const middle = (values) => [...values].slice(1, -1);
    return { latest: [...latest.x], mean: middle(mean), spread: middle(spread), ...errors, splits };
  },
  folds(_, { fits }) {
    return {
      held: fits.all.map(({ held }) => held),
      foldTrain: fits.all.map(({ train }) => train),
      foldValid: fits.all.map(({ valid }) => valid),
      train: fits.train, valid: fits.valid, best: fits.best,
    };
  },
};

process.stdout.write(
  JSON.stringify({
    traits: Object.keys(normalize({}, null)),
    states: states.map((state) => {
      const numbers = numbersOf(state);
      return {
        numbers: MODES[state.mode](state, numbers),
        readings: readings(state, numbers.read),
        sentence: sentence(state, numbers.read),
      };
    }),
    fits: solve.map(({ x, y, penalty, highest }) => {
      const weights = fitAll(Float64Array.from(x), Float64Array.from(y), penalty, highest);
      return weights.map((w) => ({ weights: [...w], values: [...evaluate(w, x)] }));
    }),
    patched: patches.map(([patch, before]) => normalize(patch, before)),
  }),
);
