// What is said of the chain, below it and to a screen reader; numbers as people write them.

import { shown } from "./shown.js";

export function grouped(number) {
  return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ",");
}

export function words(state) {
  const { maps, at, cone, sees, mostly } = shown(state);
  const total = (name) => grouped(maps.reduce((sum, map) => sum + map[name], 0));
  if (!cone) return "A kernel is longer than its padded input: the chain does not fit.";
  const { size, field } = maps.at(-1);
  const many = ([first, last]) => last - first + 1;
  return `Output ${at} of ${size} sees ${many(sees)} pixels of a field of ${field}; 95 % of its ways begin in ${many(mostly)}. ` +
    `In all ${total("parameters")} parameters and ${total("products")} multiplications.`;
}
