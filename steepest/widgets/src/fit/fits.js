// The numbers of a state, each computed again only when something of its own has changed.

import { sample } from "./sample.js";
import { decompose, DEGREES, foldFits, manyFits, oneFit } from "./simulation.js";

const DATA = ["truth", "samples", "noise", "penalty", "seed"];
const NEEDS = { one: DATA, many: DATA, folds: [...DATA, "folds", "order"] };
const COMPUTE = { one: oneFit, many: manyFits, folds: foldFits };

// `numbers(state)` are those of its mode: `fits`; `read`, from which the readings are read; `error`,
// at which the ring of the degree stands; and, for many fits, every degree's split and the latest sample.
export function createFits() {
  const kept = {};
  return function numbers(state) {
    const { mode, degree } = state;
    const key = JSON.stringify(NEEDS[mode].map((name) => state[name]));
    if (kept[mode]?.key !== key) kept[mode] = { key, fits: COMPUTE[mode](state) };
    const { fits } = kept[mode];
    if (mode !== "many") return { fits, read: fits, error: fits.valid[degree] };
    if (kept.many.count !== state.fits) {
      kept.many.count = state.fits;
      kept.many.splits = DEGREES.map((d) => decompose(fits, d, state.fits));
    }
    const { splits } = kept.many;
    const read = splits[degree];
    return { fits, read, error: read.sum, splits, latest: sample(state, state.fits - 1) };
  };
}
