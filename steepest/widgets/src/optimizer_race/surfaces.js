// The surfaces that the rules race over. Each has its loss and its gradient; the lowest loss
// of every one is 0, so that a logarithmic loss axis is always possible.
// Windows, starts and default settings are data: optimizer_race.json, which Python reads too.

const TAU = 2 * Math.PI;

export const SURFACES = {
  // ½(x² + 50y²): fifty times steeper across than along.
  ravine: {
    loss: (x, y) => 0.5 * (x * x + 50 * y * y),
    gradient: (x, y) => [x, 50 * y],
    minima: [[0, 0]],
    spacing: { kind: "log", low: 0.05, high: 150, count: 11 },
  },

  // (1 − x)² + 100(y − x²)²
  rosenbrock: {
    loss: (x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    gradient: (x, y) => {
      const off = y - x * x;
      return [-2 * (1 - x) - 400 * x * off, 200 * off];
    },
    minima: [[1, 1]],
    spacing: { kind: "log", low: 0.1, high: 1600, count: 10 },
  },

  // (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²
  beale: {
    loss: (x, y) => {
      const [a, b, c] = bealeTerms(x, y);
      return a * a + b * b + c * c;
    },
    gradient: (x, y) => {
      const [a, b, c] = bealeTerms(x, y);
      return [
        2 * (a * (y - 1) + b * (y * y - 1) + c * (y ** 3 - 1)),
        2 * x * (a + 2 * b * y + 3 * c * y * y),
      ];
    },
    minima: [[3, 0.5]],
    spacing: { kind: "log", low: 0.05, high: 20000, count: 12 },
  },

  // ½x² + ¼(y² − 1)²: a saddle at the origin between two minima.
  saddle: {
    loss: (x, y) => 0.5 * x * x + 0.25 * (y * y - 1) ** 2,
    gradient: (x, y) => [x, y * (y * y - 1)],
    minima: [[0, 1], [0, -1]],
    spacing: { kind: "log", low: 0.01, high: 3, count: 11 },
  },

  // 2 + x² + y² − cos 2πx − cos 2πy: a bowl with a dent at every integer point. Rastrigin's
  // function has 10 before each cosine; with 1 the dents are low enough to be rolled through.
  many_minima: {
    loss: (x, y) => 2 + x * x + y * y - Math.cos(TAU * x) - Math.cos(TAU * y),
    gradient: (x, y) => [2 * x + TAU * Math.sin(TAU * x), 2 * y + TAU * Math.sin(TAU * y)],
    minima: [[0, 0]],
    spacing: { kind: "linear", low: 0.5, high: 16, count: 14 },
  },
};

function bealeTerms(x, y) {
  return [1.5 - x + x * y, 2.25 - x + x * y * y, 2.625 - x + x * y ** 3];
}
