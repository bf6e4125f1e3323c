// Fewer points for the same line.

const TOLERANCE = 0.2;

// Leaves out points that lie within a fraction of a pixel of the line drawn without them
// (Ramer, Douglas and Peucker).
export function simplify(points) {
  const keep = new Uint8Array(points.length);
  keep[0] = keep[points.length - 1] = 1;
  const spans = [[0, points.length - 1]];
  while (spans.length) {
    const [from, to] = spans.pop();
    const [far, off] = farthest(points, from, to);
    if (off <= TOLERANCE) continue;
    keep[far] = 1;
    spans.push([from, far], [far, to]);
  }
  return points.filter((_, i) => keep[i]);
}

function farthest(points, from, to) {
  const [ax, ay] = points[from];
  const [ux, uy] = [points[to][0] - ax, points[to][1] - ay];
  const length = Math.hypot(ux, uy);
  let [far, most] = [from, 0];
  for (let i = from + 1; i < to; i++) {
    const [vx, vy] = [points[i][0] - ax, points[i][1] - ay];
    const off = length ? Math.abs(ux * vy - uy * vx) / length : Math.hypot(vx, vy);
    if (off > most) [far, most] = [i, off];
  }
  return [far, most];
}
