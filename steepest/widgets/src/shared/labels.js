// Where to write the name of each line, directly on the picture.

const HEIGHT = 13;
const CHARACTER = 9.2;
const CELL = 8;
// What a place costs: a cell of it that another line runs through, or that is next to one; its own
// line's; overlapping a name placed before; leaving the box. Above CROWDED no name is written.
const COST = { other: 7, near: 3, own: 2, name: 1000, outside: 1000 };
const CROWDED = 1000;

const SIDES = [
  [9, 4, "start"], [-9, 4, "end"], [0, -9, "middle"], [0, 17, "middle"],
  [8, -7, "start"], [8, 15, "start"], [-8, -7, "end"], [-8, 15, "end"],
];

// For each line (`{ name, points }`, points in pixels) the place for its name: beside one of its
// own points, inside `box`, away from the other lines and from the names placed before it; null
// where there is no room that is clear of other names.
export function placeLabels(lines, box, avoid = []) {
  const ground = survey(lines, box);
  const taken = avoid.map(([x, y]) => ({ left: x - 10, right: x + 10, top: y - 10, bottom: y + 10 }));
  return lines.map(({ name, points }, line) => {
    const width = name.length * CHARACTER;
    let best = { cost: CROWDED };
    for (const [x, y] of thin(points.filter((point) => inside(point, box)), 16)) {
      for (const [dx, dy, anchor] of SIDES) {
        const spot = bounds(x + dx, y + dy, width, anchor);
        const cost = spotCost(spot, line, box, taken, ground, best.cost);
        if (cost < best.cost) best = { x: x + dx, y: y + dy, anchor, spot, cost };
      }
    }
    if (!best.spot) return null;
    taken.push(best.spot);
    return best;
  });
}

// Which cells of a coarse grid the lines run through: for each line 1 or 0, and how many lines.
function survey(lines, box) {
  const columns = Math.ceil((box.right - box.left) / CELL);
  const rows = Math.ceil((box.bottom - box.top) / CELL);
  const all = new Uint8Array(columns * rows);
  const each = lines.map(({ points }) => {
    const own = new Uint8Array(columns * rows);
    points.forEach(([x, y], i) => {
      const [fromX, fromY] = points[Math.max(i - 1, 0)];
      const parts = Math.min(Math.ceil(Math.hypot(x - fromX, y - fromY) / CELL) || 1, 100);
      for (let part = 1; part <= parts; part++) {
        const column = Math.floor((fromX + ((x - fromX) * part) / parts - box.left) / CELL);
        const row = Math.floor((fromY + ((y - fromY) * part) / parts - box.top) / CELL);
        if (column >= 0 && row >= 0 && column < columns && row < rows) own[row * columns + column] = 1;
      }
    });
    own.forEach((mark, at) => (all[at] += mark));
    return own;
  });
  return { columns, rows, all, each };
}

// The cost of a spot, or at least `enough` where it is no better than that.
function spotCost(spot, line, box, taken, { columns, rows, all, each }, enough) {
  let cost = 0;
  if (spot.left < box.left + 3 || spot.right > box.right - 3) cost += COST.outside;
  if (spot.top < box.top + 3 || spot.bottom > box.bottom - 3) cost += COST.outside;
  for (const other of taken) if (overlap(spot, other)) cost += COST.name;
  if (cost >= enough) return cost;
  const [left, right] = [spot.left, spot.right].map((x) => Math.floor((x - box.left) / CELL));
  const [top, bottom] = [spot.top, spot.bottom].map((y) => Math.floor((y - box.top) / CELL));
  for (let row = Math.max(top - 1, 0); row <= Math.min(bottom + 1, rows - 1); row++) {
    for (let column = Math.max(left - 1, 0); column <= Math.min(right + 1, columns - 1); column++) {
      const at = row * columns + column;
      if (all[at] === 0) continue;
      const own = each[line][at];
      const within = row >= top && row <= bottom && column >= left && column <= right;
      cost += (all[at] - own) * (within ? COST.other : COST.near) + (within ? own * COST.own : 0);
    }
    if (cost >= enough) return cost;
  }
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

function inside([x, y], box) {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

// About `count` of the points, spread evenly from the first to the last.
function thin(points, count) {
  if (points.length <= count) return points;
  const last = points.length - 1;
  return Array.from({ length: count }, (_, i) => points[Math.round((i * last) / (count - 1))]);
}
