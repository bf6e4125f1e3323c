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

// The values of a polynomial at all of x, by Horner's rule, written into `values` from `at` on: four
// points at a time, since a machine works on several multiplications at once.
export function evaluate(weights, x, values = new Float64Array(x.length), at = 0) {
  const last = weights.length - 1;
  for (let i = 0; i < x.length; i += 4) {
    const end = x.length - 1;
    const i1 = Math.min(i + 1, end);
    const i2 = Math.min(i + 2, end);
    const i3 = Math.min(i + 3, end);
    const x0 = x[i];
    const x1 = x[i1];
    const x2 = x[i2];
    const x3 = x[i3];
    let v0 = 0;
    let v1 = 0;
    let v2 = 0;
    let v3 = 0;
    for (let j = last; j >= 0; j--) {
      const w = weights[j];
      v0 = v0 * x0 + w;
      v1 = v1 * x1 + w;
      v2 = v2 * x2 + w;
      v3 = v3 * x3 + w;
    }
    values[at + i] = v0;
    values[at + i1] = v1;
    values[at + i2] = v2;
    values[at + i3] = v3;
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
  const matrix = new Float64Array(rows * columns);
  matrix.fill(1, 0, n);
  for (let j = 1; j < columns; j++) {
    for (let i = 0; i < n; i++) matrix[j * rows + i] = matrix[(j - 1) * rows + i] * x[i];
  }
  if (penalty > 0) for (let j = 0; j < columns; j++) matrix[j * rows + n + j] = Math.sqrt(penalty);
  const diagonal = factorise(matrix, rows, columns);
  for (let j = 0; j < columns; j++) reflect(matrix, rows, j, right, 0);
  return Array.from({ length: columns }, (_, d) => {
    const w = new Float64Array(d + 1);
    for (let i = d; i >= 0; i--) {
      let left = right[i];
      for (let j = i + 1; j <= d; j++) left -= matrix[j * rows + i] * w[j];
      w[i] = left / diagonal[i];
    }
    return w;
  });
}

// The smallest of all w with Xw = y, for more weights than points: w = Q R⁻ᵀ y with QR = Xᵀ.
function smallest(x, y, degree) {
  const [n, rows] = [x.length, degree + 1];
  const matrix = Float64Array.from({ length: n * rows }, (_, at) => x[Math.floor(at / rows)] ** (at % rows));
  const diagonal = factorise(matrix, rows, n);
  const w = new Float64Array(rows);
  for (let i = 0; i < n; i++) {
    let left = y[i];
    for (let j = 0; j < i; j++) left -= matrix[i * rows + j] * w[j];
    w[i] = left / diagonal[i];
  }
  for (let j = n - 1; j >= 0; j--) reflect(matrix, rows, j, w, 0);
  return w;
}

// Matrices stand column by column. Makes each column's part above the diagonal that of R, and its
// part from the diagonal down the direction v of its reflection, of length √2; returns R's diagonal.
function factorise(matrix, rows, columns) {
  const diagonal = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    const column = j * rows;
    for (let k = 0; k < j; k++) reflect(matrix, rows, k, matrix, column);
    let square = 0;
    for (let i = j; i < rows; i++) square += matrix[column + i] ** 2;
    const length = Math.sqrt(square);
    const corner = matrix[column + j];
    const stretch = Math.sqrt(length * (length + Math.abs(corner)));
    diagonal[j] = corner > 0 ? -length : length;
    matrix[column + j] -= diagonal[j];
    if (stretch > 0) for (let i = j; i < rows; i++) matrix[column + i] /= stretch;
  }
  return diagonal;
}

// vector ← vector − v (v · vector) with v in column k, for the vector that starts at `at`.
function reflect(matrix, rows, k, vector, at) {
  const from = k * rows;
  let dot = 0;
  for (let i = k; i < rows; i++) dot += matrix[from + i] * vector[at + i];
  for (let i = k; i < rows; i++) vector[at + i] -= dot * matrix[from + i];
}
