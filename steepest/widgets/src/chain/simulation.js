// A chain of layers along one axis, and its bill: no drawing, no DOM. tools/traces/chain.py has the
// references.

// The layers with what they really have: a pool keeps its channels, has no dilation and no groups, and
// groups divide the channels on both sides.
export function settled(layers, colours) {
  let before = colours;
  return layers.map((layer) => {
    const inputs = before;
    before = layer.kind === "pool" ? inputs : layer.channels;
    return {
      ...layer, inputs, channels: before,
      dilation: layer.kind === "conv" ? layer.dilation : 1,
      padding: layer.kind === "pool" ? Math.min(layer.padding, Math.floor(layer.kernel / 2)) : layer.padding,
      groups: layer.kind === "conv" ? divisor(layer.groups, divisor(inputs, before)) : 1,
    };
  });
}

function divisor(a, b) {
  return b ? divisor(b, a % b) : a;
}

// How many places a layer makes of so many; 0 where nothing fits.
export function sizeAfter({ kind, kernel, stride, padding, dilation }, size) {
  if (!size) return 0;
  if (kind === "up") return Math.max(0, (size - 1) * stride - 2 * padding + kernel);
  const free = size + 2 * padding - dilation * (kernel - 1) - 1;
  return free < 0 ? 0 : Math.floor(free / stride) + 1;
}

// The places of a layer's input that reach one of its outputs, those in the padding left out.
export function inputsOf({ kind, kernel, stride, padding, dilation }, at, size) {
  const places = Array.from({ length: kernel }, (_, i) =>
    (kind === "up" ? (at + padding - i) / stride : at * stride - padding + i * dilation));
  return places.filter((place) => Number.isInteger(place) && place >= 0 && place < size);
}

// Map by map, from the input on: places, channels, field r, jump j, the middle of the first place in
// pixels; parameters and multiplications of the layer before it, on square pictures.
export function maps(layers, pixels, colours) {
  const found = [{ size: pixels, channels: colours, field: 1, jump: 1, start: 0, parameters: 0, products: 0 }];
  for (const layer of layers) found.push(nextMap(layer, found.at(-1)));
  return found;
}

function nextMap(layer, { size, field, jump, start }) {
  const { kind, kernel, stride, padding, dilation, channels } = layer;
  const after = sizeAfter(layer, size);
  const weights = weightsOf(layer);
  const middle = (dilation * (kernel - 1)) / 2;
  const isUp = kind === "up";
  return {
    size: after, channels,
    field: field + (isUp ? Math.ceil(kernel / stride) - 1 : dilation * (kernel - 1)) * jump,
    jump: isUp ? jump / stride : jump * stride,
    start: start + (isUp ? (padding - middle) / stride : middle - padding) * jump,
    parameters: weights && weights + channels,
    products: weights * (isUp ? size : after) ** 2,
  };
}

function weightsOf({ kind, kernel, inputs, channels, groups }) {
  return kind === "pool" ? 0 : (channels * inputs * kernel * kernel) / groups;
}

// Map by map, from the input on: by how many ways each place reaches one output of the last.
export function ways(layers, sizes, output) {
  let above = Array.from({ length: sizes.at(-1) }, (_, i) => (i === output ? 1 : 0));
  const found = [above];
  for (let l = layers.length - 1; l >= 0; l--) {
    const here = Array(sizes[l]).fill(0);
    above.forEach((count, at) => {
      if (count) for (const place of inputsOf(layers[l], at, sizes[l])) here[place] += count;
    });
    found.unshift(here);
    above = here;
  }
  return found;
}

// The first and the last place that are left of a row of counts when, from the ends inwards, no more
// than half of what is beyond `share` is cut off at either end.
export function span(counts, share) {
  const spare = ((1 - share) / 2) * counts.reduce((sum, count) => sum + count, 0);
  const first = (row) => {
    let sum = 0;
    return row.findIndex((count) => (sum += count) > spare);
  };
  return [first(counts), counts.length - 1 - first([...counts].reverse())];
}
