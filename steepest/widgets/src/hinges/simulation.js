// A network of one input, one hidden layer and one output: set through points, or learned.

export const LOW = -3;
export const HIGH = 3;
const RATE = 0.02;

const TARGETS = {
  sine: (x) => 1.5 * Math.sin(1.2 * x),
  tent: (x) => 1.5 - Math.abs(x),
  bump: (x) => 2 * Math.exp(-x * x) - 0.5,
};

export const targetAt = (name, x) => TARGETS[name](x);

export const spread = (count) => Array.from({ length: count }, (_, i) => LOW + ((HIGH - LOW) * i) / (count - 1));

// The weights for which v₀ + Σ cᵢ max(0, x − knotᵢ) goes through all points: changes of slope.
export function hingeWeights(knots, values) {
  const slopes = values.slice(1).map((value, i) => (value - values[i]) / (knots[i + 1] - knots[i]));
  return slopes.map((slope, i) => slope - (i ? slopes[i - 1] : 0));
}

// Parameters that look random and are the same everywhere.
export function start(units) {
  const each = (f) => Array.from({ length: units }, (_, i) => f(i));
  return {
    w: each((i) => Math.sin(7 * i + 1)),
    b: each((i) => Math.sin(3 * i + 2)),
    v: each((i) => 0.5 * Math.sin(5 * i + 3)),
    c: 0,
  };
}

const bent = (z, bend) => (bend && z < 0 ? 0 : z);

export function output({ w, b, v, c }, bend, x) {
  return w.reduce((sum, wi, i) => sum + v[i] * bent(wi * x + b[i], bend), c);
}

// One step down the gradient of the mean squared error; the loss is the one before it.
export function step({ w, b, v, c }, bend, xs, ys) {
  const net = { w, b, v, c };
  const [dw, db, dv] = [w.map(() => 0), w.map(() => 0), w.map(() => 0)];
  let dc = 0;
  let loss = 0;
  xs.forEach((x, s) => {
    const error = output(net, bend, x) - ys[s];
    const delta = (2 * error) / xs.length;
    loss += (error * error) / xs.length;
    dc += delta;
    w.forEach((wi, i) => {
      const z = wi * x + b[i];
      dv[i] += delta * bent(z, bend);
      const back = bend && z <= 0 ? 0 : delta * v[i];
      dw[i] += back * x;
      db[i] += back;
    });
  });
  const down = (old, slopes) => old.map((value, i) => value - RATE * slopes[i]);
  return { net: { w: down(w, dw), b: down(b, db), v: down(v, dv), c: c - RATE * dc }, loss };
}

// The last run, so that a step more goes on from where it is.
let last = { key: "", steps: 0, net: null };

export function learned(target, units, bend, steps) {
  const key = `${target} ${units} ${bend}`;
  const on = last.key === key && last.steps <= steps;
  let net = on ? last.net : start(units);
  const xs = spread(31);
  const ys = xs.map((x) => targetAt(target, x));
  for (let i = on ? last.steps : 0; i < steps; i += 1) net = step(net, bend, xs, ys).net;
  last = { key, steps, net };
  return net;
}

// Its numbers in a row, as the references have them.
export function parameters(...how) {
  const { w, b, v, c } = learned(...how);
  return [...w, ...b, ...v, c];
}

// Where the points stand, and how high: on the curve, unless the reader has moved one.
export function heights({ target, units, points }) {
  const knots = spread(units + 1);
  return { knots, values: points.length === knots.length ? points : knots.map((x) => targetAt(target, x)) };
}

// The network that goes through the points; without a bend, the best straight line for the curve.
function set(state) {
  const { target, units, bend } = state;
  const ones = Array.from({ length: units }, () => 1);
  if (bend) {
    const { knots, values } = heights(state);
    return { w: ones, b: knots.slice(0, -1).map((k) => -k), v: hingeWeights(knots, values), c: values[0] };
  }
  const xs = spread(31);
  const ys = xs.map((x) => targetAt(target, x));
  const sum = (values) => values.reduce((a, b) => a + b, 0);
  const slope = sum(xs.map((x, i) => x * ys[i])) / sum(xs.map((x) => x * x));
  return { w: ones, b: ones.map(() => 0), v: ones.map(() => slope / units), c: sum(ys) / xs.length };
}

export function network(state) {
  const { target, units, bend, by, steps } = state;
  return by === "points" ? set(state) : learned(target, units, bend, steps);
}

// Whether there are points to move.
export const hasPoints = ({ by, bend }) => by === "points" && bend;

export function error(net, bend, target) {
  const xs = spread(31);
  return xs.reduce((sum, x) => sum + (output(net, bend, x) - targetAt(target, x)) ** 2, 0) / xs.length;
}

// One unit's share of the sum.
export const share = ({ w, b, v }, bend, i, x) => v[i] * bent(w[i] * x + b[i], bend);
