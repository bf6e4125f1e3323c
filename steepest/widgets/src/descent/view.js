// The figure on the page: pictures, controls, and how they hang together.

import { choice } from "../shared/controls.js";
import { html, setText, uniqueId } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { figure } from "../shared/figure.js";
import { oneAtATime } from "../shared/parts.js";
import { traitPlayer } from "../shared/player.js";
import { handleRing } from "../shared/pointers.js";
import { fixed } from "../shared/scale.js";
import { tidy } from "../shared/traits.js";
import { chart } from "./chart.js";
import { dials } from "./dials.js";
import { counterPanel, panel } from "./panels.js";
import { createPictures } from "./pictures.js";
import { BESIDE, createRuns } from "./runs.js";
import { normalize, totalSteps } from "./state.js";
import styles from "./style.css";
import { caption, counters, formula, sentence, sum, title } from "./words.js";
import data from "../../descent.json" with { type: "json" };

// At speed 1× a run of any length takes about this many seconds, at no more than FASTEST steps each.
const SECONDS = 6;
const FASTEST = 60;

export const view = figure({ name: "descent", css: styles, data, normalize, make });

function make(tools) {
  const runsOf = createRuns();
  const pictures = createPictures();
  let shown, drawn, loss;
  const about = html("p", { class: "stp-formula", id: uniqueId("formula") });
  const help = html("figcaption", { class: "stp-help" });
  const controls = dials(tools, about.id);
  const panels = runPanels();
  const start = startHandle(panels.own, tools, () => drawn.own);
  const losses = drawing("stp-loss", "Loss of every run");
  const playback = traitPlayer(tools, "step", {
    last: totalSteps, pace: (state) => Math.min(totalSteps(state) / SECONDS, FASTEST),
  });
  const plot = html("div", { class: "stp-plot" }, panels.own.root);
  const below = html("div", { class: "stp-below" }, playback.root, controls.root);
  const side = html("div", { class: "stp-side" }, panels.side, losses.root);
  const parts = oneAtATime("Shown below", { "Other runs": panels.side, Loss: losses.root, Help: help });
  return {
    style: ["stp-descent"],
    children: [
      html("div", { class: "stp-bar" }, tools.control("loss", choice, { label: "Loss" }).root, tools.reset),
      about,
      html("div", { class: "stp-main" }, plot, below, parts, side),
      help,
    ],
    watch: [panels.side],
    update(state) {
      shown = runsOf(state);
      controls.update(state);
      setText(about, formula(shown.field));
      setText(help, `${data.help.all} ${data.help[state.loss]}`);
      panels.update(shown);
    },
    measure: () => roomOf(plot, below, side, panels.side),
    layout(state, room) {
      drawn = pictures(shown, room);
      panels.size(drawn);
      loss = chart(shown, room.side, room.wide ? Math.max(180, room.left - room.right - 10) : 200);
      losses.size(loss);
      controls.draw(shown, room.below);
      placeStart(start, state, drawn.own);
    },
    draw(state) {
      panels.draw(state, shown, drawn);
      losses.draw(loss.at(state.step));
    },
    sentence: (state) => sentence(state, shown, state.step),
  };
}

function roomOf(plot, below, side, panels) {
  return {
    own: plot.clientWidth || 400, side: panels.clientWidth || 300, below: below.clientWidth || 400,
    left: below.offsetTop + below.offsetHeight, right: panels.offsetTop + panels.offsetHeight,
    wide: side.offsetLeft > plot.offsetLeft + plot.clientWidth / 2,
  };
}

// The reader's own run large, the others beside it, and on samples what the batches do.
function runPanels() {
  const own = panel(0, "stp-surface", null, null);
  const beside = BESIDE.map((index) => panel(index, null, "The path of this run"));
  const samples = panel(null, null, "The samples, the batch of this step, and the fitted line");
  const counting = counterPanel();
  const all = [own, ...beside];
  samples.name("The line so far");
  return {
    own,
    side: html("div", { class: "stp-panels" }, [...beside, samples, counting].map(({ root }) => root)),
    update({ runs, field }) {
      beside.forEach((one, i) => (one.root.hidden = i + 1 >= runs.length));
      samples.root.hidden = counting.root.hidden = field.name !== "samples";
      runs.forEach((run, i) => all[i].name(title(run, field)));
    },
    size(drawn) {
      [drawn.own, ...drawn.beside].forEach((picture, i) => all[i].size(picture));
      if (drawn.samples) samples.size(drawn.samples);
    },
    draw(state, { runs, field }, drawn) {
      const { step } = state;
      [drawn.own, ...drawn.beside].forEach((picture, i) => {
        all[i].draw(picture.at(runs[i].stepAt(step)));
        all[i].caption(caption(runs[i], field, step));
      });
      if (!drawn.samples) return;
      samples.draw(drawn.samples.at(step));
      samples.caption(drawn.samples.caption(step));
      counting.update(sum(state), counters(state, step));
    },
  };
}

function startHandle(own, { state, set, rest }, picture) {
  const move = (start) => set({ start: start.map((value) => tidy(value)) });
  return own.handle("Start point", { keys: undefined }, {
    place: ([px, py]) => {
      const { x, y, origin } = picture();
      move([x.invert(px - origin[0]), ...(y ? [y.invert(py - origin[1])] : [])]);
    },
    nudge: (way, big) => move(state().start.map((value, i) => value + way[i] * (big ? 0.25 : 0.05))),
    done: rest,
  });
}

function placeStart(handle, { start, loss }, picture) {
  const { window: [low, high], coordinates } = data.losses[loss];
  handle.draw(handleRing(...picture.ring));
  handle.stands(start[0], start.map((value, i) => `${coordinates[i]} ${fixed(value)}`).join(", "), { low, high });
}
