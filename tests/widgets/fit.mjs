// What the tests ask the fit's simulation for.

import { createFits } from "../../steepest/widgets/src/fit/fits.js";
import { largest } from "../../steepest/widgets/src/fit/simulation.js";
import { evaluate, fitAll } from "../../steepest/widgets/src/fit/solve.js";
import { readings, sentence } from "../../steepest/widgets/src/fit/words.js";

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
    const [held, foldTrain, foldValid] = ["held", "train", "valid"].map((name) => fits.all.map((fold) => fold[name]));
    return { held, foldTrain, foldValid, train: fits.train, valid: fits.valid, best: fits.best };
  },
};

export const ANSWERS = {
  states(state) {
    const numbers = numbersOf(state);
    return {
      numbers: MODES[state.mode](state, numbers),
      readings: readings(state, numbers.read),
      sentence: sentence(state, numbers.read),
    };
  },
  solve({ x, y, penalty, highest }) {
    const weights = fitAll(Float64Array.from(x), Float64Array.from(y), penalty, highest);
    return weights.map((w) => ({ weights: [...w], values: [...evaluate(w, x)] }));
  },
};
