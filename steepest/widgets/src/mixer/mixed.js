// What a state shows: the picture, how much of each pixel is the 6's, and the label.

import { kept as remembered } from "../shared/kept.js";
import { randomState } from "../shared/random.js";
import { box, cutmix, cutout, dropout, halfSide, kept, mixup, SIDE, sizeOf } from "./simulation.js";
import data from "../../mixer.json" with { type: "json" };

export const [THREE, SIX] = data.digits.map((digit) => digit.map((value) => value / 16));
export const BOXED = ["cutout", "cutmix"];

const draws = remembered((seed) => {
  const chance = randomState(seed);
  return THREE.map(() => chance.uniform());
});

// `{ pixels, other, keeps, half }`: `other` is each pixel's share of the 6, `keeps` the label's of the 3.
export function mixed({ method, amount, center, seed }) {
  const none = THREE.map(() => 0);
  if (method === "dropout") return { pixels: dropout(THREE, amount, draws(seed)), other: none, keeps: 1 };
  if (method === "cutout") {
    const size = sizeOf(amount);
    return { pixels: cutout(THREE, center, size), other: none, keeps: 1, half: size / 2 };
  }
  const lam = 1 - amount;
  if (method === "mixup") return { pixels: mixup(THREE, SIX, lam), other: none.map(() => amount), keeps: lam };
  const half = halfSide(lam);
  const inside = box(center, half);
  const other = none.map((_, i) => (inside(i) ? 1 : 0));
  return { pixels: cutmix(THREE, SIX, lam, center), other, keeps: kept(lam, center), half };
}

export function mean(pixels) {
  return pixels.reduce((sum, value) => sum + value, 0) / (SIDE * SIDE);
}
