// Two inputs, eight hidden units, two scores, trained on one sample a step.

import { keptEach } from "../shared/kept.js";
import data from "../../machine.json" with { type: "json" };

export const STEPS = 800;
const UNITS = 8;
// Where in the flat list of parameters each array begins: W1 (2, 8), b1 (8), W2 (8, 2), b2 (2).
const [B1, W2, B2] = [2 * UNITS, 3 * UNITS, 5 * UNITS];
const FAR = 1e6; // a parameter beyond this has no way back

// The points of a sequence that fills a square evenly (Roberts's R₂), from −2 to 2 each way. Those
// above a parabola are of class 1.
function pointAt(i) {
  const [x, y] = [0.7548776662466927, 0.5698402909980532].map((step) => 4 * ((0.5 + i * step) % 1) - 2);
  return { x, y, label: y > x * x - 1.2 ? 1 : 0 };
}

const some = (from, to) => Array.from({ length: to - from }, (_, i) => pointAt(from + i));

const NEW = some(80, 480);

export const points = keptEach((name) => {
  const all = some(0, name === "eight" ? 8 : 80);
  return name === "wrong" ? all.map((p, i) => (i % 5 === 2 ? { ...p, label: 1 - p.label } : p)) : all;
});

// Which sample each step sees: in a fixed, scrambled order, round and round.
export const sampleAt = (name, step) => (37 * step) % points(name).length;

// First parameters that look random and are the same everywhere.
export function start(model) {
  const size = model === "zeros" ? 0 : 1;
  const net = new Array(B2 + 2).fill(0);
  for (let i = 0; i < UNITS; i++) {
    net[B1 + i] = size * Math.sin(3 * i + 2);
    for (const k of [0, 1]) {
      net[k * UNITS + i] = size * Math.sin(7 * i + 3 * k + 1);
      net[W2 + 2 * i + k] = size * 0.5 * Math.sin(5 * i + 2 * k + 3);
    }
  }
  return net;
}

// What the hidden units and the two outputs say of a point.
export function forward(net, model, { x, y }) {
  const h = [];
  const s = [net[B2], net[B2 + 1]];
  for (let i = 0; i < UNITS; i++) {
    const z = x * net[i] + y * net[UNITS + i] + net[B1 + i];
    h.push(z < 0 && model !== "straight" ? 0 : z);
    s[0] += h[i] * net[W2 + 2 * i];
    s[1] += h[i] * net[W2 + 2 * i + 1];
  }
  return { h, s };
}

export function softmax(s) {
  const top = Math.max(...s);
  const powers = s.map((one) => Math.exp(one - top));
  return powers.map((one) => one / (powers[0] + powers[1]));
}

export function lossOf(loss, s, label) {
  if (loss === "squared") return s.reduce((sum, one, k) => sum + (one - (k === label)) ** 2, 0);
  const top = Math.max(...s);
  return top - s[label] + Math.log(s.reduce((sum, one) => sum + Math.exp(one - top), 0));
}

// The loss's slope in every parameter, by one backward pass.
function gradient(net, { model, loss }, point) {
  const { h, s } = forward(net, model, point);
  const says = loss === "squared" ? s : softmax(s);
  const delta = says.map((one, k) => (loss === "squared" ? 2 : 1) * (one - (k === point.label)));
  const slopes = new Array(net.length).fill(0);
  for (let i = 0; i < UNITS; i++) {
    const back = model !== "straight" && h[i] <= 0 ? 0 : delta[0] * net[W2 + 2 * i] + delta[1] * net[W2 + 2 * i + 1];
    slopes[i] = back * point.x;
    slopes[UNITS + i] = back * point.y;
    slopes[B1 + i] = back;
    for (const k of [0, 1]) slopes[W2 + 2 * i + k] = h[i] * delta[k];
  }
  slopes[B2] = delta[0];
  slopes[B2 + 1] = delta[1];
  return slopes;
}

// The parameters before each step, up to the last or to the one where they run away.
function train(state) {
  const { rate, beta } = data.algorithms[state.algorithm];
  let pace = new Array(B2 + 2).fill(0);
  const nets = [start(state.model)];
  for (let step = 0; step < STEPS; step++) {
    const net = nets[step];
    const slopes = gradient(net, state, points(state.points)[sampleAt(state.points, step)]);
    pace = pace.map((old, j) => beta * old + slopes[j]);
    const next = net.map((old, j) => old - rate * pace[j]);
    if (!next.every((one) => Math.abs(one) < FAR)) break;
    nets.push(next);
  }
  return nets;
}

const PARTS = ({ points: name, model, loss, algorithm }) => [name, model, loss, algorithm];

export const runs = keptEach(train, (_, who = "own") => who, PARTS);

export const netAt = (nets, step) => nets[Math.min(step, nets.length - 1)];

// The parameters of a run after some steps, as the references have them.
export const parameters = (state, step) => netAt(runs(state), step);

function right(net, model, samples) {
  const good = samples.filter((p) => {
    const { s } = forward(net, model, p);
    return (s[1] > s[0]) === (p.label === 1);
  });
  return good.length / samples.length;
}

// After some steps of a run: the mean loss of its own data, and the share of samples that it has right.
export function lossAfter(state, step) {
  const own = points(state.points);
  const net = netAt(runs(state), step);
  return own.reduce((sum, p) => sum + lossOf(state.loss, forward(net, state.model, p).s, p.label), 0) / own.length;
}

export const rightAfter = (state, step, samples = NEW) => right(netAt(runs(state), step), state.model, samples);

// The share that is right of its own data and of new points, every `EVERY` steps.
export const EVERY = 10;

export const curves = keptEach(
  (state, who) => {
    const nets = runs(state, who);
    const over = (samples) =>
      Array.from({ length: STEPS / EVERY + 1 }, (_, i) => right(netAt(nets, EVERY * i), state.model, samples));
    return { own: over(points(state.points)), fresh: over(NEW) };
  },
  (_, who = "own") => who,
  PARTS,
);
