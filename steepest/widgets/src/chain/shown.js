// What a state stands for: the settled layers, their maps, and the cone of the chosen output.

import { maps, settled, span, ways } from "./simulation.js";
import { kept } from "../shared/kept.js";
import data from "../../chain.json" with { type: "json" };

export const chainOf = kept((json, output) => {
  const layers = settled(JSON.parse(json), data.colours);
  const found = maps(layers, data.pixels, data.colours);
  const last = found.at(-1).size;
  const at = Math.max(0, Math.min(output, last - 1));
  const cone = last ? ways(layers, found.map(({ size }) => size), at) : null;
  return { layers, maps: found, at, cone, sees: cone && span(cone[0], 1), mostly: cone && span(cone[0], data.share) };
});

export function shown({ layers, output }) {
  return chainOf(JSON.stringify(layers), output);
}

// The line that makes a layer in PyTorch.
export function line({ kind, inputs, channels, kernel, stride, padding, dilation, groups }) {
  if (kind === "pool") return `nn.MaxPool2d(${[kernel, stride, padding || null].filter(Boolean).join(", ")})`;
  const more = Object.entries({ stride, padding, dilation, groups })
    .filter(([name, value]) => value !== (name === "padding" ? 0 : 1)).map(([name, value]) => `, ${name}=${value}`);
  return `nn.${kind === "up" ? "ConvTranspose2d" : "Conv2d"}(${inputs}, ${channels}, ${kernel}${more.join("")})`;
}
