// What a state stands for: the picture, its map, and what is chosen in them.

import { conv2d, convTranspose2d, grid, reached, stacked, transposedSize, turned } from "./simulation.js";
import data from "../../convolve.json" with { type: "json" };

export const SIDE = 8;
const KERNEL = 3;

export function seven(shift) {
  return grid(SIDE, SIDE, (r, c) => data.seven[r - 1]?.[c - shift] ?? 0);
}

export function slid({ weights, shift, stride, padding, dilation, flip, place }) {
  const rows = grid(KERNEL, KERNEL, (i, j) => weights[i * KERNEL + j]);
  const kernel = flip ? turned(rows) : rows;
  const image = seven(shift);
  const map = conv2d(image, kernel, stride, padding, dilation);
  const at = place.map((one) => Math.min(one, map.length - 1));
  return { image, kernel, map, at };
}

export function spread({ stamp, step, cut, spot }) {
  const ones = (side) => grid(side, side, () => 1);
  const counts = convTranspose2d(ones(data.inputs), ones(stamp), step, 0);
  return { counts, spot, size: transposedSize(data.inputs, stamp, step, cut) };
}

export function seen({ stack, output }) {
  const { layers } = data.stacks[stack];
  const maps = stacked(layers, data.pixels);
  const at = Math.min(output, maps.at(-1).size - 1);
  return { layers, maps, at, places: reached(layers, at) };
}
