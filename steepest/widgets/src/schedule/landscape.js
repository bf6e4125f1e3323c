// Noisy descent in a landscape of one weight: a long slope between two walls, a narrow well on it and
// a broad one at its end. In numbers: no drawing, no DOM.

import { randomState } from "../shared/random.js";
import data from "../../schedule.json" with { type: "json" };

const { slope, round, broad, narrow, wall, left, right, noise, start, far } = data.landscape;

// A well's depth at a distance from its middle, as a bell: what it takes off the loss.
const bell = ({ depth, width }, off) => depth * Math.exp(-(off ** 2) / (2 * width ** 2));
const beyond = (x) => Math.min(x - left, 0) + Math.max(x - right, 0);

export function loss(x) {
  const off = x - broad.at;
  return slope * (Math.hypot(off, round) - round) + broad.depth - bell(broad, off) - bell(narrow, x - narrow.at) + (wall * beyond(x) ** 2) / 2;
}

export function gradient(x) {
  const [off, near] = [x - broad.at, x - narrow.at];
  return (slope * off) / Math.hypot(off, round) + (off * bell(broad, off)) / broad.width ** 2 + (near * bell(narrow, near)) / narrow.width ** 2 + wall * beyond(x);
}

// The places of `count` walkers at the start and after each step. One that is thrown far off is lost:
// it stays where it is.
export function walks(rates, seed, count = data.walkers, from = start) {
  const errors = drawn(seed, count * rates.length);
  return Array.from({ length: count }, (_, walker) => {
    const path = [from];
    rates.forEach((rate, step) => {
      const x = path[step];
      path.push(isLost(x) ? x : x - rate * (gradient(x) + noise * errors[walker * rates.length + step]));
    });
    return path;
  });
}

export function isLost(x) {
  return Math.abs(x - broad.at) > far;
}

// "broad", "narrow", "lost", or neither: on the slope.
export function whereIs(x) {
  if (isLost(x)) return "lost";
  return ["broad", "narrow"].find((name) => Math.abs(x - data.landscape[name].at) < data.landscape[name].reach) ?? "slope";
}

let kept = {};

// The same errors for every schedule; they are drawn once for a seed.
function drawn(seed, count) {
  if (kept.seed !== seed || kept.errors.length !== count) {
    const { normal } = randomState(seed);
    kept = { seed, errors: Float64Array.from({ length: count }, normal) };
  }
  return kept.errors;
}
