// The activation functions and their slopes, as the chapter defines them: at a kink the slope is
// that of the left side. `slope` gets x and f(x), which is often the shorter way to it.

import data from "../../activations.json" with { type: "json" };

const { slope: leak, alpha, lines } = data;

export const FUNCTIONS = {
  sigmoid: {
    value: (x) => {
      const e = Math.exp(-Math.abs(x));
      return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    },
    slope: (x, y) => y * (1 - y),
  },
  tanh: { value: Math.tanh, slope: (x, y) => 1 - y * y },
  relu: { value: (x) => (x > 0 ? x : 0), slope: (x) => (x > 0 ? 1 : 0) },
  leaky_relu: { value: (x) => (x > 0 ? x : leak * x), slope: (x) => (x > 0 ? 1 : leak) },
  elu: {
    value: (x) => (x > 0 ? x : alpha * Math.expm1(x)),
    slope: (x, y) => (x > 0 ? 1 : y + alpha),
  },
  // The higher of two lines. In a layer each unit has two rows of weights: see layers.js.
  maxout: {
    value: (x) => Math.max(...lines.map(([w, b]) => w * x + b)),
    slope: (x) => (line(0, x) >= line(1, x) ? lines[0][0] : lines[1][0]),
  },
};

export function line(index, x) {
  const [w, b] = lines[index];
  return w * x + b;
}

export function valueAt(name, x) {
  return FUNCTIONS[name].value(x);
}

export function slopeAt(name, x) {
  return FUNCTIONS[name].slope(x, valueAt(name, x));
}
