// Small shapes and lines as SVG paths, many in one element.

const FAR = 5000;

export const DOT = "m-3.2 0a3.2 3.2 0 1 1 6.4 0a3.2 3.2 0 1 1-6.4 0z";
export const CROSS = "m-3-3l6 6m0-6l-6 6";
export const DIAMOND = "m0-4.6l4.6 4.6l-4.6 4.6l-4.6-4.6z";

// The shape (relative, from its middle) at each place.
export function marks(shape, places) {
  return places.map(([px, py]) => `M${tenth(px)} ${tenth(py)}${shape}`).join("");
}

// A line through the places; what is far outside only has to be far.
export function polyline(places) {
  let line = "";
  for (const [px, py] of places) line += `${line ? "L" : "M"}${tenth(px)} ${tenth(py)}`;
  return line;
}

function tenth(pixel) {
  return Math.round(Math.min(Math.max(pixel, -FAR), FAR) * 10) / 10;
}
