// What is said below each picture, and told to a screen reader.

import { slid, seen, SIDE, spread } from "./shown.js";
import { padded } from "./simulation.js";
import data from "../../convolve.json" with { type: "json" };

const minus = (value) => String(value).replace("-", "−");
const grouped = (value) => (value < 0 ? `(${minus(value)})` : `${value}`);

// The sum of the window written out, and the size of the map.
export function slideWords(state) {
  const { image, kernel, map, at } = slid(state);
  const { stride, padding, dilation } = state;
  const x = padded(image, padding);
  const terms = kernel.flatMap((row, i) => row.map((weight, j) =>
    `${grouped(weight)}·${x[at[0] * stride + i * dilation][at[1] * stride + j * dilation]}`));
  return `Row ${at[0]}, column ${at[1]} of the map: ${terms.join(" + ")} = ${minus(map[at[0]][at[1]])}. ` +
    `Size: ⌊(${SIDE} + 2·${padding} − ${dilation}·(3 − 1) − 1)/${stride}⌋ + 1 = ${map.length}.`;
}

export function spreadWords(state) {
  const { counts, size } = spread(state);
  const { stamp, step, cut } = state;
  const line = counts[Math.floor(counts.length / 2)];
  const least = Math.min(...line.filter((count) => count > 0));
  const axis = line.map((count) => count / least);
  const inner = new Set(axis.slice(stamp, axis.length - stamp));
  const verdict = step > stamp ? "There are holes between the stamps."
    : stamp % step === 0 ? `The stride ${step} divides the stamp ${stamp}: inside, the counts are even.`
    : `The stride ${step} does not divide the stamp ${stamp}: a chessboard${inner.size > 1 ? ` of ${[...inner].sort().join(" and ")} along an axis` : ""}.`;
  return `${verdict} Size: (${data.inputs} − 1)·${step} − 2·${cut} + ${stamp} = ${size}.`;
}

export function reachWords(state) {
  const { maps, at, places } = seen(state);
  const { field, jump, size } = maps.at(-1);
  const [first, last] = [places[0][0], places[0].at(-1)];
  return `Output ${at} of ${size} sees the pixels ${first} to ${last}: the receptive field is ${field}, ` +
    `and its neighbour's lies ${jump} ${jump > 1 ? "pixels" : "pixel"} further.`;
}
