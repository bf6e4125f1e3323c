// A widget's table of traits, which Python reads too (steepest/widgets/table.py says what a line of
// it may have), as the function that makes a whole, valid state from a change.

import { isChoice, KINDS } from "./kinds.js";

export { clamp, isNumber } from "./kinds.js";

// `normalize(patch, before)`: what is out of its bounds is brought to the nearest end, and what is no
// value of its kind leaves the part as it was. `before` is null for the first state. What the table
// can't say: `kinds[kind](value, otherwise)` for kinds of the widget's own, `bounds(state)` for bounds
// that follow from a state, and `given(patch, before)`, which completes a change.
export function normalizer(data, { kinds = {}, bounds = () => ({}), given = (patch) => patch } = {}) {
  const { traits } = data;
  const highest = (name, state) => {
    const { high } = traits[name];
    return typeof high === "string" ? (state[high] ?? bounds(state)[high]) : high;
  };
  // The entry of the choice that brings a trait's value.
  const entry = ({ from }, state) => data[traits[from].of][state[from]] ?? {};

  // The value of a trait that is not given: what a choice brings, or what it was.
  function kept(name, patch, before, state) {
    const trait = traits[name];
    const named = trait.from && (!before || isChoice(data, trait.from, patch[trait.from]));
    const brought = named ? entry(trait, state)[name] : undefined;
    if (brought !== undefined) return brought;
    if (!before) return trait.default ?? highest(name, state);
    if (trait.default === undefined && (named || before[name] === highest(name, before))) return highest(name, state);
    return before[name];
  }

  return function normalize(change, before) {
    const patch = given(change, before);
    const state = {};
    for (const [name, trait] of Object.entries(traits)) {
      const otherwise = kept(name, patch, before, state);
      const ends = trait.within ? entry(trait, state)[trait.within] : [trait.low, highest(name, state)];
      const make = kinds[trait.kind] ?? KINDS[trait.kind];
      state[name] = make(patch[name], otherwise, { ...trait, ends, data, name });
    }
    return state;
  };
}

export function tidy(value, decimals = 2) {
  return Number(value.toFixed(decimals));
}
