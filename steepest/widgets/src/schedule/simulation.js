// Noisy descent in a bowl, and the plateau rule, in numbers: no drawing, no DOM. They are held to
// autograder's variance_path, best_rates and reduce_on_plateau by tools/traces/schedule.py.

import data from "../../schedule.json" with { type: "json" };

// The mean squared distance from the minimum in one direction: at the start, and after each step.
export function variancePath(rates, variance, curvature, noise) {
  const path = [variance];
  for (const rate of rates) path.push(after(path.at(-1), rate, curvature, noise));
  return path;
}

function after(variance, rate, curvature, noise) {
  return (1 - rate * curvature) ** 2 * variance + rate ** 2 * noise;
}

// The expected loss of the whole bowl: at the start, and after each step.
export function lossPath(rates, noise, curvatures = data.curvatures, start = data.start) {
  const paths = curvatures.map((curvature, i) => variancePath(rates, start[i], curvature, noise));
  return paths[0].map((_, step) => curvatures.reduce((sum, curvature, i) => sum + (curvature * paths[i][step]) / 2, 0));
}

// Where the expected loss would settle if the rate stayed; infinite from the limit on.
export function floorOf(rate, noise, curvatures = data.curvatures) {
  if (noise === 0) return 0;
  return curvatures.reduce((sum, curvature) => (rate * curvature < 2 ? sum + (rate * noise) / (2 * (2 - rate * curvature)) : Infinity), 0);
}

const SWEEPS = 40;

// The rates up to `limit` that lead to the least loss after the last step. Seen from one step, the
// last loss is a parabola in its rate, so each rate can be set to the best for all others: a few
// sweeps from the first step to the last leave nothing to gain.
export function bestRates(noise, steps, limit = data.limit, curvatures = data.curvatures, start = data.start) {
  const rates = Array(steps).fill(0.5);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const left = leftBy(rates, curvatures);
    let variances = start;
    for (let step = 0; step < steps; step++) {
      let [above, below] = [0, 0];
      curvatures.forEach((curvature, i) => {
        const weight = curvature * left[step + 1][i];
        above += weight * curvature * variances[i];
        below += weight * (curvature ** 2 * variances[i] + noise);
      });
      const rate = above === 0 ? 0 : Math.min(limit, above / below);
      rates[step] = rate;
      variances = variances.map((variance, i) => after(variance, rate, curvatures[i], noise));
    }
  }
  return rates;
}

// What the steps from each on leave of a variance, direction by direction.
function leftBy(rates, curvatures) {
  const left = Array(rates.length + 1).fill(curvatures.map(() => 1));
  for (let step = rates.length - 1; step >= 0; step--) {
    left[step] = curvatures.map((curvature, i) => left[step + 1][i] * (1 - rates[step] * curvature) ** 2);
  }
  return left;
}

// PyTorch's ReduceLROnPlateau, from a rate of 1: after each loss the rate, the count of bad epochs
// (that of a drop is the one that exceeds patience), whether it dropped, and the best loss.
export function plateau(losses, factor, patience, threshold) {
  let [rate, best, bad] = [1, Infinity, 0];
  return losses.map((loss) => {
    const better = loss < best * (1 - threshold);
    if (better) best = loss;
    const count = better ? 0 : bad + 1;
    const drop = count > patience;
    if (drop) rate *= factor;
    bad = drop ? 0 : count;
    return { rate, best, count, drop };
  });
}

export function plateauRates(...about) {
  return plateau(...about).map(({ rate }) => rate);
}
