// The three products that a layer needs, four rows at a time to be fast. A matrix is a
// Float64Array, row after row; `n` is the width of a layer, a multiple of 4 as the samples are.

// z = scale · h Wᵀ, with h and z (samples, n) and W (n, n).
export function forward(w, h, z, n, samples, scale) {
  for (let s = 0; s < samples; s += 4) {
    const [s0, s1, s2, s3] = rows(s, n);
    for (let j = 0; j < n; j++) {
      const row = j * n;
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let k = 0; k < n; k++) {
        const weight = w[row + k];
        a += weight * h[s0 + k];
        b += weight * h[s1 + k];
        c += weight * h[s2 + k];
        d += weight * h[s3 + k];
      }
      z[s0 + j] = scale * a;
      z[s1 + j] = scale * b;
      z[s2 + j] = scale * c;
      z[s3 + j] = scale * d;
    }
  }
}

// dh += scale · dz W
export function backward(w, dz, dh, n, samples, scale) {
  for (let j = 0; j < n; j += 4) {
    const [j0, j1, j2, j3] = rows(j, n);
    for (let s = 0; s < samples; s++) {
      const row = s * n;
      const a = scale * dz[row + j];
      const b = scale * dz[row + j + 1];
      const c = scale * dz[row + j + 2];
      const d = scale * dz[row + j + 3];
      for (let k = 0; k < n; k++) {
        dh[row + k] += a * w[j0 + k] + b * w[j1 + k] + c * w[j2 + k] + d * w[j3 + k];
      }
    }
  }
}

// dw = dzᵀ h
export function weightGradient(dz, h, dw, n, samples) {
  dw.fill(0);
  for (let s = 0; s < samples; s += 4) {
    const [s0, s1, s2, s3] = rows(s, n);
    for (let j = 0; j < n; j++) {
      const row = j * n;
      const a = dz[s0 + j];
      const b = dz[s1 + j];
      const c = dz[s2 + j];
      const d = dz[s3 + j];
      for (let k = 0; k < n; k++) {
        dw[row + k] += a * h[s0 + k] + b * h[s1 + k] + c * h[s2 + k] + d * h[s3 + k];
      }
    }
  }
}

function rows(first, n) {
  return [first * n, (first + 1) * n, (first + 2) * n, (first + 3) * n];
}
