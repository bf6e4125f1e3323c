// The three products that a layer needs, in blocks of 2 × 4 numbers so that each number is fetched
// once for several products. A matrix is a Float64Array, row after row; the width `n` of a layer
// and the number of samples are multiples of 4.

// z = scale · h Wᵀ, with h and z (samples, n) and W (n, n).
export function forward(w, h, z, n, samples, scale) {
  for (let s = 0; s < samples; s += 4) {
    const [s0, s1, s2, s3] = four(s, n);
    for (let j = 0; j < n; j += 2) {
      const [j0, j1] = [j * n, (j + 1) * n];
      let a0 = 0, a1 = 0, a2 = 0, a3 = 0;
      let b0 = 0, b1 = 0, b2 = 0, b3 = 0;
      for (let k = 0; k < n; k++) {
        const a = w[j0 + k], b = w[j1 + k];
        const h0 = h[s0 + k], h1 = h[s1 + k], h2 = h[s2 + k], h3 = h[s3 + k];
        a0 += a * h0;
        a1 += a * h1;
        a2 += a * h2;
        a3 += a * h3;
        b0 += b * h0;
        b1 += b * h1;
        b2 += b * h2;
        b3 += b * h3;
      }
      z[s0 + j] = scale * a0;
      z[s1 + j] = scale * a1;
      z[s2 + j] = scale * a2;
      z[s3 + j] = scale * a3;
      z[s0 + j + 1] = scale * b0;
      z[s1 + j + 1] = scale * b1;
      z[s2 + j + 1] = scale * b2;
      z[s3 + j + 1] = scale * b3;
    }
  }
}

// dh += scale · dz W
export function backward(w, dz, dh, n, samples, scale) {
  for (let j = 0; j < n; j += 4) {
    const [j0, j1, j2, j3] = four(j, n);
    for (let s = 0; s < samples; s += 2) {
      const [s0, s1] = [s * n, (s + 1) * n];
      const a0 = scale * dz[s0 + j], a1 = scale * dz[s0 + j + 1];
      const a2 = scale * dz[s0 + j + 2], a3 = scale * dz[s0 + j + 3];
      const b0 = scale * dz[s1 + j], b1 = scale * dz[s1 + j + 1];
      const b2 = scale * dz[s1 + j + 2], b3 = scale * dz[s1 + j + 3];
      for (let k = 0; k < n; k++) {
        const w0 = w[j0 + k], w1 = w[j1 + k], w2 = w[j2 + k], w3 = w[j3 + k];
        dh[s0 + k] += a0 * w0 + a1 * w1 + a2 * w2 + a3 * w3;
        dh[s1 + k] += b0 * w0 + b1 * w1 + b2 * w2 + b3 * w3;
      }
    }
  }
}

// dw = dzᵀ h
export function weightGradient(dz, h, dw, n, samples) {
  dw.fill(0);
  for (let s = 0; s < samples; s += 4) {
    const [s0, s1, s2, s3] = four(s, n);
    for (let j = 0; j < n; j += 2) {
      const [j0, j1] = [j * n, (j + 1) * n];
      const a0 = dz[s0 + j], a1 = dz[s1 + j], a2 = dz[s2 + j], a3 = dz[s3 + j];
      const b0 = dz[s0 + j + 1], b1 = dz[s1 + j + 1], b2 = dz[s2 + j + 1], b3 = dz[s3 + j + 1];
      for (let k = 0; k < n; k++) {
        const h0 = h[s0 + k], h1 = h[s1 + k], h2 = h[s2 + k], h3 = h[s3 + k];
        dw[j0 + k] += a0 * h0 + a1 * h1 + a2 * h2 + a3 * h3;
        dw[j1 + k] += b0 * h0 + b1 * h1 + b2 * h2 + b3 * h3;
      }
    }
  }
}

// Where four rows begin.
function four(row, n) {
  return [row * n, (row + 1) * n, (row + 2) * n, (row + 3) * n];
}
