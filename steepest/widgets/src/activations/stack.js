// The stack of a state in numbers and in words, computed again only where it has changed.

import { kept } from "../shared/kept.js";
import { format } from "../shared/scale.js";
import { slopeAt, valueAt } from "./functions.js";
import { createLayers } from "./layers.js";
import { clipFactor, globalNorm, health, histogram, measure } from "./measure.js";
import data from "../../activations.json" with { type: "json" };

const NEAR = [data.traits.x.low, data.traits.x.high];

// `stack(state)` has the numbers of each layer, its histograms, and what clipping does.
export function createStack() {
  const run = createLayers();
  const measured = kept((activation, depth, std, seed) => {
    const arrays = run({ activation, depth, std, seed });
    const layers = arrays.map(measure);
    const outputs = arrays.map(({ h }) => histogram([h], data.functions[activation].outputs));
    return { arrays, layers, outputs, norm: globalNorm(layers) };
  });
  const clipped = kept(({ arrays }, factor) => arrays.map(({ dw }) => histogram(dw, data.gradients, factor)));
  return function stack({ activation, depth, std, seed, layer, clip, max_norm: maxNorm }) {
    const found = measured(activation, depth, std, seed);
    const { arrays, layers, outputs, norm } = found;
    const factor = clip ? clipFactor(norm, maxNorm) : 1;
    const { z } = arrays[layer - 1];
    return { layers, outputs, gradients: clipped(found, factor), norm, factor, inputs: z && histogram([z], NEAR) };
  };
}

// How the gradients fare, worst first: `{ word, more }`.
export function verdict({ layers }) {
  const norms = layers.map(({ gradient }) => gradient);
  const found = norms.map(health);
  const said = (word, worst) => {
    const count = found.filter((one) => one === word).length;
    return count && `${word} in ${ofLayers(count, norms.length)}: layer ${norms.indexOf(worst) + 1} has a gradient of norm ${format(worst, 2)}`;
  };
  const least = Math.min(...norms);
  const most = Math.max(...norms);
  const troubles = [said("exploding", most), said("vanishing", least)].filter(Boolean);
  if (troubles.length === 0) {
    return { word: "healthy", text: `healthy in ${ofLayers(norms.length, norms.length)}: gradients of norm ${format(least, 2)} to ${format(most, 2)}` };
  }
  return { word: troubles[0].split(" ")[0], text: troubles.join("; ") };
}

function ofLayers(count, all) {
  if (all === 1) return "the one layer";
  return count === all ? `all ${all} layers` : `${count} of ${all} layers`;
}

export function clipSentence({ clip, max_norm: maxNorm }, { norm, factor }) {
  const before = `The global norm is ${format(norm, 2)}`;
  if (!clip) return `${before}; nothing is clipped.`;
  if (factor === 1) return `${before}, not above ${format(maxNorm)}: clipping changes nothing.`;
  return `${before}: all gradients × ${format(factor, 2)} bring it to ${format(maxNorm)}.`;
}

// What a screen reader is told when the figure has come to rest.
export function sentence(state, stack) {
  const { title } = data.functions[state.activation];
  const at = `${title} at x = ${format(state.x)}: value ${format(valueAt(state.activation, state.x))}, slope ${format(slopeAt(state.activation, state.x))}.`;
  const one = stack.layers[state.layer - 1];
  const chosen = `Layer ${state.layer}: outputs of std ${format(one.std, 2)}, ${one.dead} dead units, gradient of norm ${format(one.gradient * stack.factor, 2)}.`;
  return `${at} Weights of std ${format(state.std)}, gradients ${verdict(stack).text}. ${chosen} ${clipSentence(state, stack)}`;
}
