// The figure on the page: a schedule to draw, and the plateau rule, under tabs.

import { select, slider } from "../shared/controls.js";
import { dial } from "../shared/dial.js";
import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { figure } from "../shared/figure.js";
import { pages } from "../shared/pages.js";
import { pencil } from "../shared/pencil.js";
import { drawWords, dropsPicture, lossesPicture, lossPicture, plateauWords, ratePicture } from "./picture.js";
import { normalize } from "./state.js";
import css from "./schedule.css";
import data from "../../schedule.json" with { type: "json" };

export const view = figure({
  name: "schedule", css, data, normalize,
  make: (tools) => pages(tools, "view", "What is shown", data.views, { draw: drawPage, plateau: plateauPage }),
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

function page(tools, { label, below, bar, trait, unit, offset, change, pictures, words, help }) {
  const plots = [drawing("stp-plot stp-pencil", label, "group"), drawing("stp-plot", below)];
  const said = html("p", { class: "stp-says" });
  let drawn;
  const grip = pencil(tools, { drawing: plots[0], label, trait, unit, offset, picture: () => drawn[0], change });
  const root = html(
    "div",
    { class: "stp-page" },
    html("div", { class: "stp-bar" }, bar),
    html("div", { class: "stp-both" }, plots.map((plot) => html("div", {}, plot.root))),
    said,
    html("p", { class: "stp-help" }, help),
  );
  return {
    root,
    measure: () => root.clientWidth || 400,
    layout(state, room) {
      const width = room < 620 ? room : Math.floor((room - 16) / 2);
      const size = [width, Math.round(Math.max(190, Math.min(0.62 * width, 270)))];
      drawn = pictures.map((picture) => picture(state, size));
    },
    draw() {
      plots.forEach((plot, i) => plot.show(drawn[i]));
      setText(said, words(drawn));
      grip.show();
    },
    sentence: () => words(drawn),
  };
}
