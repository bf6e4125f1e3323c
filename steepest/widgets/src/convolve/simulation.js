// Convolutions of one channel, as lists of rows: no drawing, no DOM. tools/traces/convolve.py has
// the references.

// How many outputs an axis has; 0 where the kernel is too long for it.
export function outputSize(size, kernel, stride, padding, dilation) {
  return Math.max(0, Math.floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1);
}

// How many outputs a transposed convolution has along an axis.
export function transposedSize(size, kernel, stride, padding) {
  return Math.max(0, (size - 1) * stride - 2 * padding + kernel);
}

// The image with `padding` rows and columns of zeros on each side.
export function padded(image, padding) {
  return grid(image.length + 2 * padding, image[0].length + 2 * padding, (r, c) =>
    image[r - padding]?.[c - padding] ?? 0);
}

// The sums of all windows; the kernel is laid on as it is.
export function conv2d(image, kernel, stride, padding, dilation) {
  const x = padded(image, padding);
  const size = (length, side) => outputSize(length, side, stride, 0, dilation);
  return grid(size(x.length, kernel.length), size(x[0].length, kernel[0].length), (r, c) =>
    sum(kernel.map((row, i) =>
      sum(row.map((weight, j) => weight * x[r * stride + i * dilation][c * stride + j * dilation])))));
}

// The kernel turned by half a turn.
export function turned(kernel) {
  return kernel.map((row) => [...row].reverse()).reverse();
}

// All stamps laid down, less `padding` rows and columns on each side.
export function convTranspose2d(image, kernel, stride, padding) {
  const all = grid(
    transposedSize(image.length, kernel.length, stride, 0),
    transposedSize(image[0].length, kernel[0].length, stride, 0),
    () => 0,
  );
  image.forEach((values, r) => values.forEach((value, c) =>
    kernel.forEach((row, i) => row.forEach((weight, j) => {
      all[r * stride + i][c * stride + j] += value * weight;
    }))));
  const last = (length) => Math.max(padding, length - padding);
  return all.slice(padding, last(all.length)).map((row) => row.slice(padding, last(row.length)));
}

// Layer by layer, from the input on: places, field r, jump j, and where the middle of the first
// place lies, in inputs.
export function stacked(layers, pixels) {
  const found = [{ size: pixels, field: 1, jump: 1, start: 0 }];
  for (const [kernel, stride, dilation] of layers) {
    const { size, field, jump, start } = found.at(-1);
    const more = (kernel - 1) * dilation * jump;
    found.push({
      size: outputSize(size, kernel, stride, 0, dilation),
      field: field + more, jump: jump * stride, start: start + more / 2,
    });
  }
  return found;
}

// For each map, from the input on, the places that reach one output of the last.
export function reached(layers, output) {
  const found = [[output]];
  for (const layer of [...layers].reverse()) found.unshift(below(layer, found[0]));
  return found;
}

// The inputs of a layer under some of its outputs.
export function below([kernel, stride, dilation], places) {
  const under = places.flatMap((at) => Array.from({ length: kernel }, (_, i) => at * stride + i * dilation));
  return [...new Set(under)].sort((a, b) => a - b);
}

export function grid(rows, columns, of) {
  return Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => of(r, c)));
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
