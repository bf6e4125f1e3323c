// Polynomials by least squares, by Householder's QR (Golub and Van Loan, 5.3): one factorisation
// gives every degree, because the columns of a low degree are the first ones of a high degree.

// The weights w₀ … w_d for each degree d = 0 … `highest` that make
// Σ(w₀ + w₁x + … − y)² + penalty · Σw² smallest. Where there are more weights than points and no
// penalty, many curves pass through all points: the one with the smallest Σw² is taken.
export function fitAll(x, y, penalty, highest) {
  const determined = penalty > 0 ? highest : Math.min(highest, x.length - 1);
  const weights = nested(x, y, penalty, determined);
  for (let d = determined + 1; d <= highest; d++) weights.push(smallest(x, y, d));
  return weights;
}

// The values of a polynomial at all of x, by Horner's rule, written into `values` from `at` on. The
// points are the inner loop: a machine works at several at once.
export function evaluate(weights, x, values = new Float64Array(x.length), at = 0) {
  const [count, last] = [x.length, weights.length - 1];
  for (let i = 0; i < count; i++) values[at + i] = weights[last];
  for (let j = last - 1; j >= 0; j--) {
    const w = weights[j];
    for (let i = 0; i < count; i++) values[at + i] = values[at + i] * x[i] + w;
  }
  return values;
}

// A penalty is so many more points: a row √penalty for each weight, wanted at 0. Rows of weights
// that a lower degree does not have are 0 for it, so that its factorisation is still the same.
function nested(x, y, penalty, highest) {
  const [n, columns] = [x.length, highest + 1];
  const rows = penalty > 0 ? n + columns : n;
  const right = new Float64Array(rows);
  right.set(y);
  const matrix = powers(x, columns, rows);
  if (penalty > 0) for (let j = 0; j < columns; j++) matrix[j][n + j] = Math.sqrt(penalty);
  const diagonal = factorise(matrix, rows);
  for (let j = 0; j < columns; j++) reflect(matrix[j], right, j);
  return Array.from({ length: columns }, (_, d) => {
    const w = new Float64Array(d + 1);
    for (let i = d; i >= 0; i--) {
      let left = right[i];
      for (let j = i + 1; j <= d; j++) left -= matrix[j][i] * w[j];
      w[i] = left / diagonal[i];
    }
    return w;
  });
}

// The smallest of all w with Xw = y, for more weights than points: w = Q R⁻ᵀ y with QR = Xᵀ.
function smallest(x, y, degree) {
  const [n, rows] = [x.length, degree + 1];
  const matrix = Array.from({ length: n }, (_, i) =>
    Float64Array.from({ length: rows }, (_, j) => x[i] ** j));
  const diagonal = factorise(matrix, rows);
  const w = new Float64Array(rows);
  for (let i = 0; i < n; i++) {
    let left = y[i];
    for (let j = 0; j < i; j++) left -= matrix[i][j] * w[j];
    w[i] = left / diagonal[i];
  }
  for (let j = n - 1; j >= 0; j--) reflect(matrix[j], w, j);
  return w;
}

function powers(x, columns, rows) {
  const matrix = [Float64Array.from({ length: rows }, (_, i) => (i < x.length ? 1 : 0))];
  for (let j = 1; j < columns; j++) {
    const column = new Float64Array(rows);
    for (let i = 0; i < x.length; i++) column[i] = matrix[j - 1][i] * x[i];
    matrix.push(column);
  }
  return matrix;
}

// Makes each column's part above the diagonal that of R, and its part from the diagonal down the
// direction v of its reflection, of length √2; returns R's diagonal.
function factorise(matrix, rows) {
  return matrix.map((column, j) => {
    for (let k = 0; k < j; k++) reflect(matrix[k], column, k);
    let square = 0;
    for (let i = j; i < rows; i++) square += column[i] * column[i];
    const length = Math.sqrt(square);
    const corner = column[j] > 0 ? -length : length;
    const stretch = Math.sqrt(length * (length + Math.abs(column[j])));
    column[j] -= corner;
    if (stretch > 0) for (let i = j; i < rows; i++) column[i] /= stretch;
    return corner;
  });
}

// vector ← vector − v (v · vector), from row `from` on.
function reflect(v, vector, from) {
  let dot = 0;
  for (let i = from; i < vector.length; i++) dot += v[i] * vector[i];
  for (let i = from; i < vector.length; i++) vector[i] -= dot * v[i];
}
