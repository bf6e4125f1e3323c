// Points that a loss moves: no drawing, no DOM. tools/traces/magnets.py holds it to PyTorch.

// Points are [x, y]; the first four are of class 0, the next four of class 1, the rest of class 2.
const OF_CLASS = 4;

export function classOf(i) {
  return Math.floor(i / OF_CLASS);
}

function apart([ax, ay], [bx, by]) {
  return Math.hypot(ax - bx, ay - by);
}

// [anchor, positive, negative] of all triplets, or of the hardest of each anchor.
export function triplets(points, hard) {
  const found = [];
  points.forEach((a, i) => {
    const own = points.map((_, j) => j).filter((j) => j !== i && classOf(j) === classOf(i));
    const others = points.map((_, j) => j).filter((j) => classOf(j) !== classOf(i));
    if (!hard) for (const p of own) for (const n of others) found.push([i, p, n]);
    else {
      const far = own.reduce((best, j) => (apart(a, points[j]) > apart(a, points[best]) ? j : best));
      const near = others.reduce((best, j) => (apart(a, points[j]) < apart(a, points[best]) ? j : best));
      found.push([i, far, near]);
    }
  });
  return found;
}

// The mean triplet loss, its gradient at each point, and the share of triplets that cost something.
export function tripletPull(points, hard, margin) {
  const all = triplets(points, hard);
  const gradient = points.map(() => [0, 0]);
  let [loss, active] = [0, 0];
  for (const [a, p, n] of all) {
    const hinge = apart(points[a], points[p]) - apart(points[a], points[n]) + margin;
    if (hinge <= 0) continue;
    loss += hinge / all.length;
    active += 1 / all.length;
    along(gradient, points, a, p, 1 / all.length);
    along(gradient, points, a, n, -1 / all.length);
  }
  return { loss, active, gradient };
}

// Adds the gradient of weight·‖a − b‖ to both ends; none where they are one point, as in PyTorch.
function along(gradient, points, a, b, weight) {
  const away = apart(points[a], points[b]);
  if (away === 0) return;
  for (const axis of [0, 1]) {
    const unit = (points[a][axis] - points[b][axis]) / away;
    gradient[a][axis] += weight * unit;
    gradient[b][axis] -= weight * unit;
  }
}

// The mean center loss and its gradient at each point.
export function centerPull(points, centers) {
  const n = points.length;
  const away = points.map((point, i) => point.map((x, axis) => x - centers[classOf(i)][axis]));
  return {
    loss: away.reduce((sum, [x, y]) => sum + (x * x + y * y) / 2, 0) / n,
    gradient: away.map(([x, y]) => [x / n, y / n]),
  };
}

// The centers after their own step.
export function movedCenters(points, centers, alpha) {
  return centers.map((center, j) => {
    const mine = points.filter((_, i) => classOf(i) === j);
    return center.map((c, axis) =>
      c - (alpha * mine.reduce((sum, point) => sum + c - point[axis], 0)) / (1 + mine.length));
  });
}

// Where points and centers are after 0 … steps steps. A step goes against the gradient times the
// number of points, so that each point feels the pull of its own triplets. Centers start at 0.
export function path(points, { loss, hard, margin, rate, alpha, classes }, steps) {
  let centers = Array.from({ length: classes }, () => [0, 0]);
  const found = [];
  for (let step = 0; step <= steps; step++) {
    const pull = loss === "triplet" ? tripletPull(points, hard, margin) : centerPull(points, centers);
    found.push({ points, centers, ...pull });
    if (loss === "center") centers = movedCenters(points, centers, alpha);
    const gain = (rate * points.length) / 4;
    points = points.map((point, i) => point.map((x, axis) => x - gain * pull.gradient[i][axis]));
  }
  return found;
}

// A walk as a row of numbers for each step, as the traces compare it.
export function pathNumbers(points, about, steps) {
  return path(points, about, steps).map(({ points: at, centers, loss, active, gradient }) =>
    [loss, active ?? 0, ...at.flat(), ...centers.flat(), ...gradient.flat()]);
}
