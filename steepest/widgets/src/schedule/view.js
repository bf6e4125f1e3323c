// The figure on the page: a schedule to draw, and the plateau rule, under tabs.

import { select, slider } from "../shared/controls.js";
import { dial } from "../shared/dial.js";
import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { figure } from "../shared/figure.js";
import { pages } from "../shared/pages.js";
import { oneAtATime } from "../shared/parts.js";
import { pencil } from "../shared/pencil.js";
import { drawWords, dropsPicture, lossesPicture, lossPicture, plateauWords, ratePicture } from "./picture.js";
import { normalize } from "./state.js";
import { landscapePicture, placesPicture, planPicture, walked, walkLossPicture, walkWords } from "./walk.js";
import css from "./schedule.css";
import data from "../../schedule.json" with { type: "json" };

export const view = figure({
  name: "schedule", css, data, normalize,
  make: (tools) => pages(tools, "view", "What is shown", data.views, { draw: drawPage, walk: walkPage, plateau: plateauPage }),
});

function drawPage(tools) {
  return page(tools, {
    label: "The rate of each step",
    below: "The expected loss by step, the floor that each rate would settle at, and the best schedule's loss",
    bar: [
      tools.control("preset", select, { label: "Start from" }).root,
      tools.control("noise", slider, { label: "noise", step: 0.1 }).root,
    ],
    trait: "rates", unit: "step", offset: 0.5,
    change: (rates) => tools.set({ preset: "drawn", rates }),
    pictures: [ratePicture, lossPicture],
    words: ([, loss]) => drawWords(loss),
    help:
      "Draw the rate: drag the ring, or focus it, ←→ to choose a step and ↑↓ to move its rate. Of the loss, solid: what is " +
      "expected; dotted: where it would settle if the rate of that step stayed; dashed: under the best schedule that keeps to the limit.",
  });
}

function plateauPage(tools) {
  return page(tools, {
    label: "The validation loss of each epoch",
    below: "The rate after each epoch, as a share of the first",
    bar: [
      tools.control("patience", slider, { label: "patience" }).root,
      tools.control("threshold", slider, { label: "threshold", step: 0.01 }).root,
      tools.control("factor", dial, { label: "factor" }).root,
    ],
    trait: "losses", unit: "epoch",
    change: (losses) => tools.set({ losses }),
    pictures: [lossesPicture, dropsPicture],
    words: ([, drops]) => plateauWords(drops),
    help:
      "Draw the losses: drag the ring, or focus it, ←→ to choose an epoch and ↑↓ to move its loss. Filled: better " +
      "than the dotted bound; hollow: bad, with the count. The rate drops where the count exceeds patience.",
  });
}

const WALK = [planPicture, landscapePicture, placesPicture, walkLossPicture];
// Which plans a constant is of use to.
const OF_USE = { least: ["linear", "cosine", "restarts"], period: ["steps", "restarts"], multiplier: ["restarts"] };

const tens = (first, last) => Array.from({ length: (last - first) / 10 + 1 }, (_, i) => first + 10 * i);

function walkPage(tools) {
  const plots = ["The rate by step", "The landscape, and where the walkers end", "The weight of twelve walkers by step", "The loss by step"]
    .map((label) => drawing("stp-plot", label));
  const inputs = {
    base: tools.control("base", slider, { label: "base rate", step: 0.1 }),
    least: tools.control("least", slider, { label: "least rate", step: 0.05 }),
    period: tools.control("period", dial, { label: "period", values: tens(10, 150) }),
    multiplier: tools.control("multiplier", slider, { label: "multiplier" }),
    warmup: tools.control("warmup", dial, { label: "warm-up", values: tens(0, 100) }),
  };
  const bar = [tools.control("plan", select, { label: "Schedule" }).root, ...Object.values(inputs).map(({ root }) => root), tools.again("New errors")];
  const { said, root, measure } = sheet(bar, plots,
    "Forty walkers go down the slope from the left, each with its own errors. Above, the rate of each step, and where the walkers " +
    "end. Below, the weight of twelve of them by step, with the wells as bands, and the loss: thin, of the bold walker; dashed, the mean.",
    { "Rate and end": [0, 1], "Weights and loss": [2, 3] });
  let found, drawn;
  return {
    root, measure,
    update({ plan }) {
      for (const [name, plans] of Object.entries(OF_USE)) inputs[name].root.hidden = !plans.includes(plan);
    },
    layout(state, room) {
      found = walked(state);
      drawn = WALK.map((picture) => picture(found, sizeIn(room)));
    },
    draw() {
      plots.forEach((plot, i) => plot.show(drawn[i]));
      setText(said, walkWords(found));
    },
    sentence: () => walkWords(found),
  };
}

// What each page is made of: the inputs, the pictures, a sentence and the help. `parts` has the places
// of the pictures that a narrow figure shows together.
function sheet(bar, plots, help, parts) {
  const places = plots.map((plot) => html("div", {}, plot.root));
  const row = parts && oneAtATime("Shown below",
    Object.fromEntries(Object.entries(parts).map(([title, those]) => [title, those.map((i) => places[i])])));
  const said = html("p", { class: "stp-says" });
  const root = html(
    "div",
    { class: "stp-page" },
    html("div", { class: "stp-bar" }, bar),
    row,
    html("div", { class: "stp-both" }, places),
    said,
    html("p", { class: "stp-help" }, help),
  );
  return { said, root, measure: () => root.clientWidth || 400 };
}

function sizeIn(room) {
  const width = room < 620 ? room : Math.floor((room - 16) / 2);
  return [width, Math.round(Math.max(190, Math.min(0.62 * width, 270)))];
}

function page(tools, { label, below, bar, trait, unit, offset, change, pictures, words, help }) {
  const plots = [drawing("stp-plot stp-pencil", label, "group"), drawing("stp-plot", below)];
  const { said, root, measure } = sheet(bar, plots, help);
  let drawn;
  const grip = pencil(tools, { drawing: plots[0], label, trait, unit, offset, picture: () => drawn[0], change });
  return {
    root, measure,
    layout(state, room) {
      drawn = pictures.map((picture) => picture(state, sizeIn(room)));
    },
    draw() {
      plots.forEach((plot, i) => plot.show(drawn[i]));
      setText(said, words(drawn));
      grip.show();
    },
    sentence: () => words(drawn),
  };
}
