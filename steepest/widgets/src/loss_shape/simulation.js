// Prices and slopes of losses: no drawing, no DOM. tools/traces/loss_shape.py holds them to PyTorch.

// log(1 + eˣ), without overflow.
export function softplus(x) {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

export function sigmoid(z) {
  const small = Math.exp(-Math.abs(z));
  return (z >= 0 ? 1 : small) / (1 + small);
}

// [price, slope] of a positive sample by squared error on its probability.
export function squared(z) {
  const [p, q] = [sigmoid(z), sigmoid(-z)];
  return [q * q, -2 * q * q * p];
}

// … by binary cross-entropy with the target 1 − smoothing/2.
export function cross(z, smoothing) {
  const t = 1 - smoothing / 2;
  return [t * softplus(-z) + (1 - t) * softplus(z), sigmoid(z) - t];
}

// … by focal loss.
export function focal(z, gamma, alpha) {
  const [p, q, cost] = [sigmoid(z), sigmoid(-z), softplus(-z)];
  const weight = alpha * q ** gamma;
  return [weight * cost, -weight * (gamma * p * cost + q)];
}

// All three, in the order of the figure.
export function losses(z, { gamma, alpha, smoothing }) {
  return [squared(z), cross(z, smoothing), focal(z, gamma, alpha)];
}

// Which of several pulls is the strongest, in whichever direction: smoothing makes one pull back.
export function strongest(pulls) {
  const strengths = pulls.map(Math.abs);
  return strengths.indexOf(Math.max(...strengths));
}

export function softmax(logits) {
  const largest = Math.max(...logits);
  const grown = logits.map((z) => Math.exp(z - largest));
  const sum = grown.reduce((a, b) => a + b, 0);
  return grown.map((g) => g / sum);
}

// The target: `shared` of it in equal parts, the rest for the class at `truth`.
export function target(k, truth, shared) {
  return Array.from({ length: k }, (_, j) => shared / k + (j === truth ? 1 - shared : 0));
}

// The cross-entropy of one sample, its gradient, and the least that it could be.
export function crossEntropy(logits, targets) {
  const largest = Math.max(...logits);
  const logSum = largest + Math.log(logits.reduce((sum, z) => sum + Math.exp(z - largest), 0));
  const loss = targets.reduce((sum, t, j) => sum + t * (logSum - logits[j]), 0);
  const floor = targets.reduce((sum, t) => sum - (t > 0 ? t * Math.log(t) : 0), 0);
  return { loss, floor, gradient: softmax(logits).map((p, j) => p - targets[j]) };
}

// The same as a row of numbers, as the traces compare it.
export function entropyNumbers(logits, targets) {
  const { loss, floor, gradient } = crossEntropy(logits, targets);
  return [loss, floor, ...gradient];
}
