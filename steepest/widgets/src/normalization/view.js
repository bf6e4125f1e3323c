// The figure on the page: three views, each a picture with its numbers, over one set of controls.

import { announcer } from "../shared/readout.js";
import { choice } from "../shared/controls.js";
import { html, prefersStill, setText } from "../shared/dom.js";
import { player } from "../shared/player.js";
import { createStore } from "../shared/store.js";
import { adoptStyles } from "../shared/styles.js";
import { cellsView } from "./cells_view.js";
import { settingsPanel } from "./panel.js";
import { picture } from "./picture.js";
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

export function view(root, initial) {
  const store = createStore(normalize, initial);
  const authored = store.get();
  const numbers = createNumbers();
  const set = (patch) => store.set(patch);
  let [room, shown, time] = [400, 0, null];

  const views = choice("View", Object.entries(data.views), (name) => set({ view: name }));
  const again = button("Draw again", () => set({ seed: (store.get().seed + 1) % (data.limits.seed[1] + 1) }));
  const reset = button("Reset", () => set(authored));
  again.classList.add("stp-again");
  const formula = html("p", { class: "stp-formula" });
  const help = html("figcaption", { class: "stp-help" });
  const announce = announcer();
  const say = () => sentence(store.get(), numbers, shown);
  const controls = settingsPanel(set);
  const playback = player({
    pace: 20,
    show: (step) => drawTime(step),
    rest: (step) => {
      set({ step });
      announce.say(say());
    },
  });

  const strips = picture("stp-strips", "img", "The batch at each stage of the layer");
  const panels = picture("stp-time", "img", "Batch and running statistics, and one sample's output, by step");
  const cells = cellsView(numbers, set, () => announce.later(say));
  const tables = { layer: layerTable(), running: timeTable(), cells: cells.table };
  const plots = { layer: strips.root, running: panels.root, cells: cells.root };
  const plot = html("div", { class: "stp-plot" }, Object.values(plots));
  const side = html(
    "div", { class: "stp-side" }, Object.values(tables).map((one) => one.root), controls.root);

  adoptStyles(root, pictureCss + css, "normalization");
  root.replaceChildren(
    html("div", { class: "stp-bar" }, views.root, again, reset),
    formula,
    html("div", { class: "stp-main" }, plot, playback.root, side),
    help,
    announce.root,
  );
  root.classList.add("stp-live", "stp-normalization");

  function update(state) {
    views.update(state.view);
    controls.update(state);
    setText(formula, FORMULAS[state.view]);
    setText(help, HELP[state.view]);
    for (const name of Object.keys(plots)) {
      plots[name].toggleAttribute("hidden", name !== state.view);
      tables[name].root.hidden = name !== state.view;
    }
    playback.root.hidden = state.view !== "running";
    if (state.view !== "running" && playback.playing) playback.pause();
    draw(state);
  }

  function draw(state) {
    if (state.view === "layer") {
      const layer = numbers.layer(state);
      strips.draw(stripsPicture(state, layer, room));
      tables.layer.update(state, layer);
      shown = state.step;
    } else if (state.view === "cells") {
      cells.draw(state, room);
      shown = state.step;
    } else {
      time = timePicture(numbers.time(state), room);
      const step = playback.playing ? shown : state.step;
      playback.place(step, data.steps);
      drawTime(step);
    }
  }

  function drawTime(step) {
    shown = step;
    panels.draw({ width: time.width, height: time.height, scene: time.at(step) });
    tables.running.update(store.get(), numbers.time(store.get()), step);
  }

  // A change from the text: set; where batches arrive, let them arrive.
  function act(patch) {
    set(patch);
    if (store.get().view !== "running" || patch.step !== undefined || prefersStill()) return;
    set({ step: 0 });
    playback.start();
  }

  const leave = store.subscribe((state, changed) => {
    if (changed.some((key) => key !== "step")) announce.later(say);
    if (changed.length === 1 && changed[0] === "step" && state.step === shown) return;
    update(state);
  });
  const resized = new ResizeObserver(() => {
    const now = plot.clientWidth || 400;
    if (now === room) return;
    room = now;
    draw(store.get());
  });
  room = plot.clientWidth || 400;
  update(store.get());
  resized.observe(plot);
  return {
    store,
    act,
    stop: () => {
      leave();
      playback.pause();
      resized.disconnect();
    },
  };
}

function button(label, onclick) {
  return html("button", { type: "button", class: "stp-reset", onclick }, label);
}
