// The chosen layer's numbers, and those of all layers, in a table.

import { setText } from "../shared/dom.js";
import { format } from "../shared/scale.js";
import { table } from "../shared/table.js";
import data from "../../activations.json" with { type: "json" };

const ROWS = [
  { name: "output mean", layer: (one) => format(one.mean, 2) },
  { name: "output std", layer: (one) => format(one.std, 2) },
  { name: "flat outputs", layer: (one) => percent(one.flat), all: (stack) => percent(mean(stack.layers, "flat")) },
  {
    name: "dead units",
    layer: (one) => `${one.dead} of ${data.width}`,
    all: ({ layers }) => `${sum(layers, "dead")} of ${layers.length * data.width}`,
  },
  { name: "gradient std", layer: (one) => format(one.gradientStd, 2) },
  { name: "gradient norm", layer: (one) => format(one.gradient, 2), all: ({ norm }) => format(norm, 2) },
  {
    name: "norm, clipped",
    layer: (one, { factor }) => format(one.gradient * factor, 2),
    all: ({ norm, factor }) => format(norm * factor, 2),
  },
];

export function numbersTable() {
  const numbers = table({ style: "stp-act-numbers", columns: ["in numbers", "", ""], rows: ROWS.map(({ name }) => name) });
  return {
    root: numbers.root,
    update({ layer, depth, clip }, stack) {
      setText(numbers.heads[1], `layer ${layer}`);
      setText(numbers.heads[2], depth === 1 ? "the one layer" : `all ${depth} layers`);
      ROWS.forEach((row, i) => numbers.fill(i, [row.layer(stack.layers[layer - 1], stack), row.all?.(stack)]));
      numbers.rows.at(-1).hidden = !clip;
    },
  };
}

function percent(share) {
  return `${format(100 * share, 2)} %`;
}

function sum(layers, name) {
  return layers.reduce((total, one) => total + one[name], 0);
}

function mean(layers, name) {
  return sum(layers, name) / layers.length;
}
