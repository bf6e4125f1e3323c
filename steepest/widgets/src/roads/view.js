// The figure on the page: its parts and how they hang together (see shared/figure.js).

import { slider } from "../shared/controls.js";
import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { figure } from "../shared/figure.js";
import { handleRing } from "../shared/pointers.js";
import { fixed } from "../shared/scale.js";
import { living } from "../shared/scene.js";
import { seriesClass, swatch } from "../shared/series.js";
import { tidy } from "../shared/traits.js";
import { picture, places, ROADS } from "./picture.js";
import { stepsFor } from "./simulation.js";
import { normalize } from "./state.js";
import styles from "./style.css";
import data from "../../roads.json" with { type: "json" };

export const view = figure({ name: "roads", css: styles, data, normalize, make });

function make(tools) {
  const plot = drawing("stp-plot", "The loss over two weights, and three roads from its lowest point to 0", "group");
  const rows = ROADS.map((name, i) => roadRow(name, i + 1));
  const head = ["road", "w₁", "w₂"].map((name) => html("th", { scope: "col" }, name));
  const table = html("table", { class: "stp-readout" },
    html("thead", {}, html("tr", {}, head)), html("tbody", {}, rows.map(({ root }) => root)));
  let drawn;
  const move = (best) => tools.set({ best: best.map((value) => tidy(Math.min(Math.max(value, -2), 2))) });
  const handle = plot.handle("Lowest point of the loss", { low: -2, high: 2 }, {
    place: ([px, py]) => move([drawn.x.invert(px), drawn.y.invert(py)]),
    nudge: (way, big) => move(tools.state().best.map((value, i) => value + way[i] * (big ? 0.25 : 0.05))),
    done: tools.rest,
  });
  return {
    style: ["stp-roads"],
    children: [
      controlBar(tools),
      html("div", { class: "roads-main" }, html("div", { class: "roads-plot" }, plot.root), table),
      html("figcaption", { class: "stp-help" },
        "Drag the ring to move the lowest point of the loss, or focus it and use the arrow keys. " +
        "Each mark is where its road stands at this price."),
    ],
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

function controlBar({ control, reset }) {
  return html(
    "div",
    { class: "stp-bar" },
    control("price", slider, { label: "price", symbol: "λ", kind: "log" }).root,
    control("correlation", slider, { label: "correlation", step: 0.1 }).root,
    control("spread", slider, { label: "spread of the second feature", step: 0.1 }).root,
    reset,
  );
}
