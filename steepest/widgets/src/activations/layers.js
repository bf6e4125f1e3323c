// One layer after another, forward and back, for real: a seeded batch, seeded weights, a seeded
// gradient at the top. Layer l has n units and no biases: h = f(z), z = h_before Wᵀ. Maxout has two
// rows of weights a unit, and keeps the larger z.
//
// The numbers are numpy's: `RandomState(100·seed)` draws the batch, then the gradient;
// `RandomState(100·seed + l)` draws layer l's weights (maxout's second matrix after the first).

import { randomState } from "../shared/random.js";
import { FUNCTIONS } from "./functions.js";
import { backward, forward, weightGradient } from "./matrices.js";
import data from "../../activations.json" with { type: "json" };

const { width: n, samples } = data;
const OUTPUTS = samples * n;
const WEIGHTS = n * n;
// The gradient at the top is scaled so that a layer whose signals keep the size of one gets
// weight gradients of norm one.
export const TOP = 1 / (n * Math.sqrt(samples));

// `run(state)` gives the layers 1 … depth, each with its inputs `z` (null for maxout), outputs `h`,
// slopes, the gradient `dw` of its weights (one matrix, or maxout's two) and the length of `dh`,
// the gradient of its outputs. Arrays are the stack's own: the next run writes over them.
export function createLayers() {
  const normals = new Map();
  const layers = [];
  const dh = [new Float64Array(OUTPUTS), new Float64Array(OUTPUTS)];
  const dz = [new Float64Array(OUTPUTS), new Float64Array(OUTPUTS)];
  let batch, gradient;
  let [seeded, forwarded, ready] = [null, "", 0];

  function seedBy(seed) {
    if (seed === seeded) return;
    const random = randomState(100 * seed);
    batch = draw(random, OUTPUTS);
    gradient = draw(random, OUTPUTS);
    normals.clear();
    seeded = seed;
  }

  function weights(l, count) {
    const own = normals.get(l) ?? { random: randomState(100 * seeded + l), matrices: [] };
    while (own.matrices.length < count) own.matrices.push(draw(own.random, WEIGHTS));
    normals.set(l, own);
    return own.matrices;
  }

  // Forward as far as `depth`; layers that were passed before in the same setting stay.
  function forwardTo({ activation, depth, std, seed }) {
    const key = `${activation} ${std} ${seed}`;
    if (key !== forwarded) [forwarded, ready] = [key, 0];
    for (; ready < depth; ready++) {
      const layer = (layers[ready] ??= emptyLayer());
      const before = ready ? layers[ready - 1].h : batch;
      if (activation === "maxout") maxout(layer, before, weights(ready + 1, 2), std);
      else plain(layer, before, weights(ready + 1, 1), std, FUNCTIONS[activation]);
    }
  }

  function backFrom({ activation, depth, std }) {
    let [above, below] = dh;
    for (let i = 0; i < OUTPUTS; i++) above[i] = TOP * gradient[i];
    const count = activation === "maxout" ? 2 : 1;
    for (let l = depth; l >= 1; l--) {
      const layer = layers[l - 1];
      layer.signal = length([above]);
      layer.dw = layer.matrices.slice(0, count);
      below.fill(0);
      weights(l, count).forEach((matrix, which) => {
        if (which >= count) return;
        const own = dz[which];
        for (let i = 0; i < OUTPUTS; i++) {
          own[i] = count === 1 || layer.taken[i] === which ? above[i] * layer.slope[i] : 0;
        }
        weightGradient(own, l > 1 ? layers[l - 2].h : batch, layer.dw[which], n, samples);
        if (l > 1) backward(matrix, own, below, n, samples, std);
      });
      [above, below] = [below, above];
    }
  }

  return function run(state) {
    seedBy(state.seed);
    forwardTo(state);
    backFrom(state);
    return layers.slice(0, state.depth);
  };
}

function plain(layer, before, [matrix], std, { value, slope }) {
  const z = (layer.z = layer.first);
  forward(matrix, before, z, n, samples, std);
  for (let i = 0; i < OUTPUTS; i++) {
    layer.h[i] = value(z[i]);
    layer.slope[i] = slope(z[i], layer.h[i]);
  }
}

function maxout(layer, before, matrices, std) {
  const { first, second, h, taken, slope } = layer;
  layer.z = null;
  forward(matrices[0], before, first, n, samples, std);
  forward(matrices[1], before, second, n, samples, std);
  for (let i = 0; i < OUTPUTS; i++) {
    taken[i] = first[i] >= second[i] ? 0 : 1;
    h[i] = taken[i] ? second[i] : first[i];
    slope[i] = 1;
  }
}

function emptyLayer() {
  return {
    first: new Float64Array(OUTPUTS),
    second: new Float64Array(OUTPUTS),
    h: new Float64Array(OUTPUTS),
    slope: new Float64Array(OUTPUTS),
    taken: new Uint8Array(OUTPUTS),
    matrices: [new Float64Array(WEIGHTS), new Float64Array(WEIGHTS)],
  };
}

function draw(random, count) {
  return Float64Array.from({ length: count }, random.normal);
}

// The Euclidean norm of all numbers of these arrays together.
export function length(arrays) {
  let sum = 0;
  for (const values of arrays) for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return Math.sqrt(sum);
}
