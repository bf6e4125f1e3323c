// Two weights in numbers, in closed form, and early stopping: no drawing, no DOM. tools/traces/roads.py
// has the references. A loss ½(w − best)ᵀA(w − best) has A as [a, b, c]: rows (a, b) and (b, c).

export const RATE = 0.05;

// Of two features with the spreads 1 and `spread`.
export function hessian(correlation, spread) {
  return [1, correlation * spread, spread * spread];
}

export function lossAt([a, b, c], best, [w1, w2]) {
  const [x, y] = [w1 - best[0], w2 - best[1]];
  return (a * x * x + 2 * b * x * y + c * y * y) / 2;
}

// Where the loss and ½ price ‖w‖² together are lowest: (A + price I) w = A best.
export function ridge([a, b, c], best, price) {
  const [p, q] = pull([a, b, c], best);
  const [left, right] = [a + price, c + price];
  const det = left * right - b * b;
  return [(right * p - b * q) / det, (left * q - b * p) / det];
}

// Where the loss and price (|w₁| + |w₂|) are lowest. Of the few places where it can be, a weight is 0
// or has its sign, and the lowest is taken.
export function lasso([a, b, c], best, price) {
  const [p, q] = pull([a, b, c], best);
  const places = [[0, 0], [soft(p, price) / a, 0], [0, soft(q, price) / c]];
  const det = a * c - b * b;
  for (const s of [-1, 1]) {
    for (const t of [-1, 1]) {
      const [u, v] = [p - price * s, q - price * t];
      const w = [(c * u - b * v) / det, (a * v - b * u) / det];
      if (w[0] * s > 0 && w[1] * t > 0) places.push(w);
    }
  }
  const cost = (w) => lossAt([a, b, c], best, w) + price * (Math.abs(w[0]) + Math.abs(w[1]));
  return places.reduce((lowest, w) => (cost(w) < cost(lowest) ? w : lowest));
}

// Where descent from 0 at the rate RATE is after so many steps.
export function stopped(hess, best, steps) {
  const [[h1, h2], [x, y]] = directions(hess);
  const along = best[0] * x + best[1] * y;
  const across = best[1] * x - best[0] * y;
  const [far, near] = [along * gone(h1, steps), across * gone(h2, steps)];
  return [far * x - near * y, far * y + near * x];
}

// After how many steps descent has about the effect of an L2 penalty of this price.
export function stepsFor(price) {
  return Math.round(1 / (RATE * price));
}

// Of each epoch up to the stop, the last that counted: its loss lay below the best so far by more than
// minDelta. Training stops once `patience` epochs have passed since then.
export function counted(losses, patience, minDelta) {
  const last = [0];
  for (let epoch = 1; epoch < losses.length && epoch - 1 - last.at(-1) < patience; epoch++) {
    const best = last.at(-1);
    last.push(losses[epoch] < losses[best] - minDelta ? epoch : best);
  }
  return last;
}

// The epoch whose weights are kept, and the one at which training stops.
export function earlyStopping(losses, patience, minDelta) {
  const last = counted(losses, patience, minDelta);
  return [last.at(-1), last.length - 1];
}

// Both curvatures, and the direction of the first, of length 1.
export function directions([a, b, c]) {
  const [middle, half] = [(a + c) / 2, Math.hypot((a - c) / 2, b)];
  const turn = Math.atan2(2 * b, a - c) / 2;
  return [[middle + half, middle - half], [Math.cos(turn), Math.sin(turn)]];
}

function pull([a, b, c], [x, y]) {
  return [a * x + b * y, b * x + c * y];
}

function soft(u, amount) {
  return Math.sign(u) * Math.max(Math.abs(u) - amount, 0);
}

function gone(curvature, steps) {
  return 1 - (1 - RATE * curvature) ** steps;
}
