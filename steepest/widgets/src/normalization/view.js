// The figure on the page: three views, each a picture with its numbers, over one set of controls.

import { choice } from "../shared/controls.js";
import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { figure } from "../shared/figure.js";
import { traitPlayer } from "../shared/player.js";
import { cellsView } from "./cells_view.js";
import { settingsPanel } from "./panel.js";
import { normalize } from "./state.js";
import { stripsPicture } from "./strips_picture.js";
import { layerTable, timeTable } from "./tables.js";
import { timePicture } from "./time_picture.js";
import { createNumbers, sentence } from "./words.js";
import css from "./normalization.css";
import pictureCss from "./picture.css";
import data from "../../normalization.json" with { type: "json" };

const FORMULAS = {
  layer: "x̂ = (z − mean) / √(variance + ε),   y = γ x̂ + β,   output = max(0, y)",
  running: "running ← (1 − m) · running + m · batch",
  cells: "x̂ = (x − mean of its set) / √(variance of its set + ε)",
};
const HELP = {
  layer: "Full dots pass ReLU, hollow ones are cut to zero. Under each strip, the mean and a " +
    "standard deviation to either side. One sample is ringed, to be followed.",
  running: "Round dots: one batch each. Square: the running average and the output with it. Dashed: what " +
    "all samples together would give. Arrow heads: off the scale. In train mode the ringed sample " +
    "takes the first one's place in each batch.",
  cells: "Point at a cell, or choose one by click, tap or arrow keys. The cells that share its mean " +
    "and variance are in colour, framed; a stronger shade is a higher value.",
};

export const view = figure({ name: "normalization", css: pictureCss + css, data, normalize, make });

function make(tools) {
  const numbers = createNumbers();
  const views = { layer: layerView(numbers), running: runningView(numbers), cells: cellsView(numbers, tools) };
  const formula = html("p", { class: "stp-formula" });
  const help = html("figcaption", { class: "stp-help" });
  const controls = settingsPanel(tools);
  const playback = traitPlayer(tools, "step", { pace: () => 20, shows: ({ view }) => view === "running" });
  const plot = html("div", { class: "stp-plot" }, Object.values(views).map(({ root }) => root));
  const side = html("div", { class: "stp-side" }, Object.values(views).map(({ table }) => table.root), controls.root);
  return {
    style: ["stp-normalization"],
    children: [controlBar(tools), formula, html("div", { class: "stp-main" }, plot, playback.root, side), help],
    watch: [plot],
    update(state) {
      controls.update(state);
      setText(formula, FORMULAS[state.view]);
      setText(help, HELP[state.view]);
      for (const [name, { root, table }] of Object.entries(views)) {
        root.toggleAttribute("hidden", name !== state.view);
        table.root.hidden = name !== state.view;
      }
    },
    measure: () => plot.clientWidth || 400,
    layout: (state, room) => views[state.view].layout?.(state, room),
    draw: (state, room) => views[state.view].draw(state, room),
    sentence: (state) => sentence(state, numbers, state.step),
  };
}

function controlBar({ control, again, reset }) {
  return html(
    "div",
    { class: "stp-bar" },
    control("view", choice, { label: "View" }).root,
    again("Draw again", "stp-again"),
    reset,
  );
}

function layerView(numbers) {
  const strips = drawing("stp-strips", "The batch at each stage of the layer");
  const table = layerTable();
  return {
    root: strips.root,
    table,
    draw(state, room) {
      const layer = numbers.layer(state);
      strips.show(stripsPicture(state, layer, room));
      table.update(state, layer);
    },
  };
}

function runningView(numbers) {
  const panels = drawing("stp-time", "Batch and running statistics, and one sample's output, by step");
  const table = timeTable();
  let picture;
  return {
    root: panels.root,
    table,
    layout: (state, room) => (picture = timePicture(numbers.time(state), room)),
    draw(state) {
      panels.show({ ...picture, scene: picture.at(state.step) });
      table.update(state, numbers.time(state), state.step);
    },
  };
}
