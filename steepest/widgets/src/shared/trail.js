// Lines as SVG paths, written short: each point as its offset from the one before, in tenths of
// a pixel.

const FAR = 20000;
// Dots nearer together than this, in tenths of a pixel, would only make a thick line.
const APART = 20;

// A line that can be drawn up to any of its points, cheaply: it is written once and cut where
// wanted. Points that fall on the one before are not written again.
export function trail(points) {
  let line = "";
  let dots = "";
  let [atX, atY] = [null, null];
  let [dotX, dotY] = [null, null];
  const lineEnds = [];
  const dotEnds = [];
  for (const [x, y] of points) {
    const [px, py] = [tenths(x), tenths(y)];
    if (px !== atX || py !== atY) {
      line += atX === null ? `M${px / 10} ${py / 10}` : `l${(px - atX) / 10} ${(py - atY) / 10}`;
      [atX, atY] = [px, py];
    }
    if (dotX === null || Math.abs(px - dotX) + Math.abs(py - dotY) >= APART) {
      dots += `M${px / 10} ${py / 10}h0`;
      [dotX, dotY] = [px, py];
    }
    lineEnds.push(line.length);
    dotEnds.push(dots.length);
  }
  const cut = (step) => Math.min(step, points.length - 1);
  return {
    whole: line,
    lineTo: (step) => line.slice(0, lineEnds[cut(step)]),
    dotsTo: (step) => dots.slice(0, dotEnds[cut(step)]),
    point: (step) => points[cut(step)],
  };
}

// Far outside the picture a place only has to be far.
function tenths(pixel) {
  return Math.round(Math.min(Math.max(pixel, -FAR), FAR) * 10);
}
