// The losses that are descended: value, gradient, and the curvatures at each minimum.
// Windows and starts are data: descent.json, which Python reads too.

import { samplesLoss } from "./samples.js";
import data from "../../descent.json" with { type: "json" };

// The loss `name` as `{ loss(w), gradient(w), minima }`, with `w` an array. Each minimum has its
// place `at`, its `curvatures` (eigenvalues of the Hessian, rising) and whether it is the `lowest`.
// A bowl over two weights has its `hessian` [a, b, c] too, for [[a, b], [b, c]].
export function lossNamed(name, curvature) {
  return MAKERS[name](curvature);
}

const MAKERS = {
  // ½λw²
  bowl: (curvature) => ({
    loss: ([w]) => 0.5 * curvature * w * w,
    gradient: ([w]) => [curvature * w],
    minima: [{ at: [0], curvatures: [curvature], lowest: true }],
  }),

  // ½wᵀHw, with one gentle and one steep direction, turned by `tilt`.
  valley: (curvature) => {
    const [a, b, c] = valleyHessian(curvature);
    return {
      hessian: [a, b, c],
      loss: ([x, y]) => 0.5 * (a * x * x + 2 * b * x * y + c * y * y),
      gradient: ([x, y]) => [a * x + b * y, b * x + c * y],
      minima: [{ at: [0, 0], curvatures: eigenvalues(a, b, c), lowest: true }],
    };
  },

  // Slope ⅔(w + 1.5)(w + 0.5)(w − 1.5): a gentle minimum at −1.5, a hilltop at −0.5, and the
  // lowest point at 1.5, twice as sharp.
  two_minima: () => ({
    loss: ([w]) => (2 / 3) * (w ** 4 / 4 + w ** 3 / 6 - 1.125 * w * w - 1.125 * w + 2.390625),
    gradient: ([w]) => [(2 / 3) * (w + 1.5) * (w + 0.5) * (w - 1.5)],
    minima: [
      { at: [-1.5], curvatures: [2], lowest: false },
      { at: [1.5], curvatures: [4], lowest: true },
    ],
  }),

  samples: () => {
    const { loss, gradient, hessian, fit } = samplesLoss;
    return {
      loss,
      gradient,
      hessian,
      minima: [{ at: fit, curvatures: eigenvalues(...hessian), lowest: true }],
    };
  },
};

// The largest learning rate at which descent settles in a minimum.
export function largestStable({ curvatures }) {
  return 2 / curvatures.at(-1);
}

function valleyHessian(steep) {
  const { gentle, tilt } = data.losses.valley;
  const [cos, sin] = [Math.cos((tilt * Math.PI) / 180), Math.sin((tilt * Math.PI) / 180)];
  return [
    gentle * cos * cos + steep * sin * sin,
    (gentle - steep) * sin * cos,
    gentle * sin * sin + steep * cos * cos,
  ];
}

// Of [[a, b], [b, c]], rising.
export function eigenvalues(a, b, c) {
  const middle = (a + c) / 2;
  const half = Math.hypot((a - c) / 2, b);
  return [middle - half, middle + half];
}
