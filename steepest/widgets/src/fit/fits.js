// The numbers of a state, each computed again only when something of its own has changed.

import { kept, keptEach } from "../shared/kept.js";
import { sample } from "./sample.js";
import { decompose, DEGREES, foldFits, manyFits, oneFit } from "./simulation.js";

const DATA = ["truth", "samples", "noise", "penalty", "seed"];
const NEEDS = { one: DATA, many: DATA, folds: [...DATA, "folds", "order"] };
const COMPUTE = { one: oneFit, many: manyFits, folds: foldFits };

// `numbers(state)` are those of its mode: `fits`; `read`, from which the readings are read; `error`,
// at which the ring of the degree stands; and, for many fits, every degree's split and the latest sample.
export function createFits() {
  const fitsOf = keptEach(
    (mode, state) => COMPUTE[mode](state), (mode) => mode, (mode, state) => NEEDS[mode].map((name) => state[name]));
  const splitsOf = kept((fits, count) => DEGREES.map((d) => decompose(fits, d, count)));
  return function numbers(state) {
    const { mode, degree } = state;
    const fits = fitsOf(mode, state);
    if (mode !== "many") return { fits, read: fits, error: fits.valid[degree] };
    const splits = splitsOf(fits, state.fits);
    const read = splits[degree];
    return { fits, read, error: read.sum, splits, latest: sample(state, state.fits - 1) };
  };
}
