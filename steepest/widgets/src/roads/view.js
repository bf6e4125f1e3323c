// The figure on the page: the roads, and early stopping on a curve to draw, under tabs.

import { slider } from "../shared/controls.js";
import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { figure } from "../shared/figure.js";
import { pages } from "../shared/pages.js";
import { pencil } from "../shared/pencil.js";
import { handleRing } from "../shared/pointers.js";
import { fixed } from "../shared/scale.js";
import { living } from "../shared/scene.js";
import { seriesClass, swatch } from "../shared/series.js";
import { clamp, tidy } from "../shared/traits.js";
import { picture, places, ROADS } from "./picture.js";
import { stepsFor } from "./simulation.js";
import { normalize } from "./state.js";
import { stopPicture, stopWords } from "./stop_picture.js";
import styles from "./style.css";
import data from "../../roads.json" with { type: "json" };

export const view = figure({
  name: "roads", css: styles, data, normalize,
  make: (tools) => pages(tools, "view", "What is shown", data.views, { roads: roadsPage, stop: stopPage }),
});

function roadsPage(tools) {
  const plot = drawing("stp-plot", "The loss over two weights, and three roads from its lowest point to 0", "group");
  const rows = ROADS.map((name, i) => roadRow(name, i + 1));
  const head = ["road", "w₁", "w₂"].map((name) => html("th", { scope: "col" }, name));
  const table = html("table", { class: "stp-readout" },
    html("thead", {}, html("tr", {}, head)), html("tbody", {}, rows.map(({ root }) => root)));
  let drawn;
  const move = (best) => tools.set({ best: best.map((value) => tidy(clamp(value, -2, 2))) });
  const handle = plot.handle("Lowest point of the loss", { low: -2, high: 2 }, {
    place: ([px, py]) => move([drawn.x.invert(px), drawn.y.invert(py)]),
    nudge: (way, big) => move(tools.state().best.map((value, i) => value + way[i] * (big ? 0.25 : 0.05))),
    done: tools.rest,
  });
  return {
    root: html("div", { class: "stp-page stp-roads" },
      html("div", { class: "stp-bar" },
        tools.control("price", slider, { label: "price", symbol: "λ", kind: "log" }).root,
        tools.control("correlation", slider, { label: "correlation", step: 0.1 }).root,
        tools.control("spread", slider, { label: "spread of the second feature", step: 0.1 }).root),
      html("div", { class: "roads-main" }, html("div", { class: "roads-plot" }, plot.root), table),
      html("p", { class: "stp-help" },
        "Drag the ring to move the lowest point of the loss, or focus it and use the arrow keys. " +
        "Each mark is where its road stands at this price.")),
    update(state) {
      places(state).forEach((w, i) => rows[i].update(titled(ROADS[i], state), w));
    },
    measure: () => plot.root.parentNode.clientWidth || 400,
    layout(state, room) {
      drawn = picture(state, room, Math.round(Math.min(0.85 * room, 420)));
      handle.draw(handleRing(...drawn.ring));
      handle.stands(state.best[0], `w₁ ${fixed(state.best[0])}, w₂ ${fixed(state.best[1])}`);
    },
    draw: () => plot.show(drawn),
    sentence: (state) => places(state).map((w, i) => said(ROADS[i], w, state)).join(". ") + ".",
  };
}

// A line of the table: the road with its mark, and where it stands.
function roadRow(name, index) {
  const words = html("span", {}, name);
  const cells = [html("td"), html("td")];
  return {
    root: html("tr", { class: seriesClass(index) },
      html("th", { scope: "row" }, html("span", { class: "stp-key" }, living(swatch(index)), words)), cells),
    update(title, w) {
      setText(words, title);
      cells.forEach((cell, i) => setText(cell, number(w[i])));
    },
  };
}

function said(name, w, state) {
  return `${titled(name, state)}: w₁ = ${number(w[0])}, w₂ = ${number(w[1])}`;
}

function titled(name, { price }) {
  return name === "stopped early" ? `stopped after ${stepsFor(price)} steps` : name;
}

function number(value) {
  return value === 0 ? "exactly 0" : fixed(value, 3);
}

function stopPage(tools) {
  const label = "The validation loss of each epoch";
  const plot = drawing("stp-plot roads-pencil", label, "group");
  const words = html("p", { class: "roads-says" });
  let drawn;
  const grip = pencil(tools, {
    drawing: plot, label, trait: "losses", unit: "epoch",
    picture: () => drawn, change: (losses) => tools.set({ losses }),
  });
  const root = html("div", { class: "stp-page stp-roads" },
    html("div", { class: "stp-bar" },
      tools.control("patience", slider, { label: "patience" }).root,
      tools.control("min_delta", slider, { label: "min_delta", step: 0.01 }).root),
    plot.root,
    words,
    html("p", { class: "stp-help" },
      "Draw the losses: drag the ring, or focus it, ←→ to choose an epoch and ↑↓ to move its loss. Filled: the epoch " +
      "counts, because its loss is below the dotted bound. Hollow: it doesn't, with the epochs since. What comes after the stop is never trained."));
  return {
    root,
    measure: () => root.clientWidth || 400,
    layout(state, room) {
      drawn = stopPicture(state, room, Math.round(clamp(0.5 * room, 220, 320)));
    },
    draw() {
      plot.show(drawn);
      setText(words, stopWords(drawn));
      grip.show();
    },
    sentence: () => stopWords(drawn),
  };
}
