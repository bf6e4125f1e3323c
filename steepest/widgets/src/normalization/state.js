// What the figure shows, and how a change is made into a whole, valid state.

import data from "../../normalization.json" with { type: "json" };

export const TRAITS = [...Object.keys(data.defaults), "step"];
const { samples, channels, places } = data.cube;
const SIZES = [samples, channels, places];
export const GROUPS = Array.from({ length: channels }, (_, i) => i + 1)
  .filter((count) => channels % count === 0);

// What is unknown or not of its kind stays as it was; what is out of range is brought within.
export function normalize(patch, before) {
  const old = before ?? { ...data.defaults, step: data.steps };
  const given = (name) => patch[name] ?? old[name];
  const number = (name, [low, high]) => {
    const value = Number(given(name));
    return Number.isFinite(value) ? Math.min(Math.max(value, low), high) : old[name];
  };
  const whole = (name, range) => Math.round(number(name, range));
  const oneOf = (name, known) => (Object.hasOwn(known, given(name)) ? given(name) : old[name]);
  const { limits } = data;
  return {
    view: oneOf("view", data.views),
    batch: whole("batch", limits.batch),
    shift: number("shift", limits.shift),
    spread: number("spread", limits.spread),
    batch_norm: Boolean(given("batch_norm")),
    gamma: number("gamma", limits.gamma),
    beta: number("beta", limits.beta),
    momentum: number("momentum", limits.momentum),
    seed: whole("seed", limits.seed),
    norm: oneOf("norm", data.norms),
    groups: nearest(number("groups", [1, channels])),
    cell: cellOf(given("cell"), old.cell),
    normalized: Boolean(given("normalized")),
    step: whole("step", [0, data.steps]),
  };
}

function nearest(count) {
  return GROUPS.reduce((best, one) => (Math.abs(one - count) < Math.abs(best - count) ? one : best));
}

function cellOf(value, old) {
  if (!Array.isArray(value) || value.length !== 3 || !value.every(Number.isFinite)) return old;
  return value.map((at, axis) => Math.min(Math.max(Math.round(at), 0), SIZES[axis] - 1));
}
