// Where to write the name of each line, directly on the picture.

const HEIGHT = 13;
const CHARACTER = 8.6;
const CROWDED = 250;

// For each line (`{ name, points }`, points in pixels) the place for its name: beside one of its
// own points, inside `box`, away from the other lines and from the names placed before it; null
// where there is no room that is clear of other names.
export function placeLabels(lines, box, avoid = []) {
  const thinned = lines.map(({ points }) => thin(points.filter((p) => inside(p, box, 0)), 40));
  const taken = avoid.map(([x, y]) => ({ left: x - 10, right: x + 10, top: y - 10, bottom: y + 10 }));
  return lines.map(({ name }, index) => {
    const width = name.length * CHARACTER;
    let best = null;
    for (const [x, y] of thin(thinned[index], 16)) {
      for (const [dx, dy, anchor] of SIDES) {
        const spot = bounds(x + dx, y + dy, width, anchor);
        const cost = spotCost(spot, box, taken, thinned, index);
        if (best === null || cost < best.cost) best = { x: x + dx, y: y + dy, anchor, spot, cost };
      }
    }
    if (best === null || best.cost >= CROWDED) return null;
    taken.push(best.spot);
    return best;
  });
}

const SIDES = [
  [9, 4, "start"], [-9, 4, "end"], [0, -9, "middle"], [0, 17, "middle"],
  [8, -7, "start"], [8, 15, "start"], [-8, -7, "end"], [-8, 15, "end"],
];

function spotCost(spot, box, taken, lines, own) {
  let cost = 0;
  if (spot.left < box.left + 3 || spot.right > box.right - 3) cost += 1000;
  if (spot.top < box.top + 3 || spot.bottom > box.bottom - 3) cost += 1000;
  for (const other of taken) if (overlap(spot, other)) cost += 300;
  lines.forEach((points, index) => {
    for (const [x, y] of points) {
      const dx = Math.max(spot.left - x, 0, x - spot.right);
      const dy = Math.max(spot.top - y, 0, y - spot.bottom);
      const near = Math.hypot(dx, dy);
      // A name may lie near its own line, not on it; from others it keeps its distance.
      if (index === own) cost += near === 0 ? 6 : 0;
      else if (near < 14) cost += 12 - near * 0.6;
    }
  });
  return cost;
}

// Heights for names in a column: as near as can be to the wanted ones, `gap` apart, low to high.
export function spreadColumn(wanted, low, high, gap = HEIGHT) {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
  const placed = [];
  order.forEach((i, rank) => {
    placed[i] = Math.max(wanted[i], rank ? placed[order[rank - 1]] + gap : low);
  });
  let ceiling = high;
  for (const i of [...order].reverse()) {
    placed[i] = Math.min(placed[i], ceiling);
    ceiling = placed[i] - gap;
  }
  return placed;
}

function bounds(x, y, width, anchor) {
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { left, right: left + width, top: y - HEIGHT + 3, bottom: y + 3 };
}

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function inside([x, y], box, margin) {
  return (
    x >= box.left + margin && x <= box.right - margin && y >= box.top + margin && y <= box.bottom - margin
  );
}

function thin(points, count) {
  if (points.length <= count) return points;
  return Array.from({ length: count }, (_, i) => points[Math.round((i * (points.length - 1)) / (count - 1))]);
}
