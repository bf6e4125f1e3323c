// Pictures of SIDE × SIDE pixels as lists of numbers: no drawing, no DOM. tools/traces/mixer.py has
// the references.

export const SIDE = 8;

// Each pixel 0 where its number u is below p, and otherwise divided by 1 − p.
export function dropout(x, p, u) {
  return x.map((value, i) => (u[i] < p ? 0 : value / (1 - p)));
}

// A square of `size` rows and columns about a centre set to 0, cut off at the border.
export function cutout(x, center, size) {
  const inside = box(center, size / 2);
  return x.map((value, i) => (inside(i) ? 0 : value));
}

// `lam` of one picture and the rest of another.
export function mixup(x, other, lam) {
  return x.map((value, i) => lam * value + (1 - lam) * other[i]);
}

// A box of another picture, drawn for the share 1 − lam.
export function cutmix(x, other, lam, center) {
  const inside = box(center, halfSide(lam));
  return x.map((value, i) => (inside(i) ? other[i] : value));
}

// The share of its pixels that a picture then keeps, and its label with them.
export function kept(lam, center) {
  const inside = box(center, halfSide(lam));
  const pixels = Array.from({ length: SIDE * SIDE }, (_, i) => inside(i));
  return 1 - pixels.filter(Boolean).length / pixels.length;
}

export function halfSide(lam) {
  return Math.floor((SIDE * Math.sqrt(1 - lam)) / 2);
}

// The side of cutout's square for a share of the picture's: even, and at least 2.
export function sizeOf(share) {
  return 2 * Math.max(1, Math.round((SIDE * share) / 2));
}

// Whether a pixel, by its number, lies in a box with this half side.
export function box([row, column], half) {
  const within = (at, centre) => at >= centre - half && at < centre + half;
  return (i) => within(Math.floor(i / SIDE), row) && within(i % SIDE, column);
}
