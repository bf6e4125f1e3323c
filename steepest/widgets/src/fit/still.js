// Still pictures, one a mode, at the figure's first settings. That of one fit has three curves, too
// stiff, about right and too loose, for there the degree can't be moved.

import { readFileSync } from "node:fs";
import { moved, text } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { stillPicture } from "../shared/still.js";
import { errorPicture } from "./error_picture.js";
import { fitPicture, fitted } from "./fit_picture.js";
import { createFits } from "./fits.js";
import { normalize } from "./state.js";
import data from "../../fit.json" with { type: "json" };

// Too stiff and too loose, with where on the picture to say so; between them, the best degree.
const OTHERS = [
  { degree: 1, style: "fit-stiff", at: [-0.82, -1.4] },
  { degree: 12, style: "fit-loose", at: [-0.8, 1.35] },
];
const BEST = { degree: 5, at: [0.12, 1.25] };
const PARTS = {
  "bias²": { style: "fit-bias", d: "M0 0H16V12H0z" },
  variance: { style: "fit-variance", d: "M0 0H16V12H0z" },
  "noise σ²": { style: "fit-noise", d: "M0 0H16V12H0zM0 4H16M0 8H16" },
  measured: { style: "fit-measured", d: "M8 1.4l4.6 4.6l-4.6 4.6l-4.6-4.6z" },
};
const [WIDTH, BESIDE, HEIGHT] = [430, 330, 330];
const css = readFileSync(new URL("./fit.css", import.meta.url), "utf8").split("\n.steepest-widget")[0];

const LABELS = {
  one: "Points around one period of a sine, and the curves of degree 1, 5 and 12 that are fitted to them; beside it, " +
    "training and validation error against degree",
  many: "A hundred curves of degree 9, each fitted to a sample of its own, with their mean and band; beside " +
    "it, bias², variance and noise against degree",
  folds: "Points around one period of a sine, which of them each of five folds holds out, and a fitted curve; " +
    "beside it, the mean error of the folds against degree",
};

export function stills() {
  return Object.fromEntries(Object.keys(data.modes).map((mode) => [mode, still(normalize({ mode, ...(mode === "one" && { degree: BEST.degree }) }, null))]));
}

function still(state) {
  const numbers = createFits()(state);
  const { mode } = state;
  const fit = fitPicture(state, WIDTH, HEIGHT);
  const errors = errorPicture(state, BESIDE, HEIGHT);
  return stillPicture(
    { width: WIDTH + 16 + BESIDE, height: HEIGHT, css, label: LABELS[mode] },
    ...(mode === "many" ? fit.many(numbers, state.fits) : fit[mode](numbers.fits, state)),
    mode === "one" && others(fit, numbers.fits),
    moved(
      WIDTH + 16,
      0,
      ...(mode === "many" ? errors.many(numbers.splits) : errors[mode](numbers.fits, state)),
      mode === "many" && key(),
    ),
  );
}

// What the parts of a column are, in the order in which they stand.
function key() {
  const rows = Object.entries(PARTS).map(([name, { style, d }], i) =>
    moved(132, 48 + 20 * i, element("path", { class: style, d }), text(22, 10, name, "stp-axis-name")));
  return element("g", {}, rows);
}

function others({ draw, origin }, { weights }) {
  const [x, y] = origin;
  const box = { x, y, width: draw.inner, height: draw.tall };
  const name = ({ degree, at }) =>
    text(draw.x(at[0]), draw.y(at[1]), `degree ${degree}`, "stp-name fit-curve-name", "middle");
  return element(
    "svg",
    box,
    OTHERS.map(({ degree, style }) => fitted(draw, weights[degree], style)),
    [...OTHERS, BEST].map(name),
  );
}
