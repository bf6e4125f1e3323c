// The race on the page: pictures, controls, readout, and how they hang together.

import { select, slider } from "../shared/controls.js";
import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { figure } from "../shared/figure.js";
import { oneAtATime } from "../shared/parts.js";
import { traitPlayer } from "../shared/player.js";
import { readout } from "../shared/readout.js";
import { fixed } from "../shared/scale.js";
import { living } from "../shared/scene.js";
import { seriesClass, swatch } from "../shared/series.js";
import { tidy } from "../shared/traits.js";
import { lossPicture } from "./loss_picture.js";
import { createRace, ownRuns, ownWords, rowAt, sentence } from "./race.js";
import { settingsPanel } from "./settings.js";
import { normalize, RULE_NAMES } from "./state.js";
import { surfacePicture } from "./surface_picture.js";
import data from "../../optimizer_race.json" with { type: "json" };

const HELP =
  "Drag the ring to move the start, or focus it and use the arrow keys. A + marks a lowest " +
  "point; faint lines show what is still to come.";

export const view = figure({ name: "optimizer_race", data, normalize, make });

function make(tools) {
  const runsOf = createRace();
  let runs, own, surface, loss;
  const map = drawing("stp-surface", "Surface with the paths", "group");
  const start = startHandle(map, tools, () => surface);
  const chart = drawing("stp-loss", "Loss against step");
  const table = ruleTable(tools);
  const playback = traitPlayer(tools, "step");
  const settings = settingsPanel(tools);
  const formula = html("p", { class: "stp-formula" });
  const yours = html("p", { class: "stp-help" });
  const plot = html("div", { class: "stp-plot" }, map.root);
  const side = html("div", { class: "stp-side" }, chart.root, table.root);
  const help = html("figcaption", { class: "stp-help" }, HELP);
  const parts = oneAtATime("Shown below", { Sliders: settings.root, "Loss and rules": side, Help: help });
  return {
    children: [
      controlBar(tools),
      formula,
      html("div", { class: "stp-main" }, plot, playback.root, parts, side),
      yours,
      settings.root,
      help,
    ],
    watch: [side],
    update(state) {
      runs = runsOf(state);
      own = ownRuns(state);
      yours.hidden = own.length === 0;
      setText(formula, `loss = ${data.surfaces[state.surface].formula}`);
      settings.update(state);
    },
    measure: () => ({
      plot: plot.clientWidth || 400, side: side.clientWidth || 300,
      beside: side.offsetLeft > plot.offsetLeft + plot.clientWidth / 2,
      others: table.root.offsetHeight - playback.root.offsetHeight,
    }),
    layout(state, room) {
      surface = surfacePicture(state, [...own, ...runs], room.plot);
      // Beside the surface, the two columns end level.
      const tall = room.beside ? Math.max(170, surface.height - room.others) : 0.6 * room.side;
      loss = lossPicture(state, [...own, ...runs], room.side, Math.round(tall));
      map.size(surface);
      chart.size(loss);
      placeStart(start, state, surface);
    },
    draw({ step }) {
      map.draw(surface.at(step));
      chart.draw(loss.at(step));
      setText(yours, ownWords(own, step));
      RULE_NAMES.forEach((rule, i) => {
        const run = runs.find((one) => one.rule === rule);
        table.update(i, run ? rowAt(run, step) : null);
      });
    },
    sentence: (state) => `${sentence(state, runs, state.step)} ${ownWords(own, state.step)}`.trim(),
  };
}

function controlBar({ control, reset }) {
  return html(
    "div",
    { class: "stp-bar" },
    control("surface", select, { label: "Surface" }).root,
    control("steps", slider, { label: "Steps", kind: "log", low: 10 }).root,
    reset,
  );
}

function startHandle(map, { state, set, rest }, surface) {
  const move = ([x, y]) => set({ start: [tidy(x), tidy(y)] });
  return map.handle("Start point", { "aria-roledescription": "point on the surface" }, {
    place: ([px, py]) => {
      const { x, y, origin: [left, top] } = surface();
      move([x.invert(px - left), y.invert(py - top)]);
    },
    nudge: (way, big) => move(state().start.map((value, i) => value + way[i] * (big ? 0.25 : 0.05))),
    done: rest,
  });
}

function placeStart(start, { start: [x, y], surface: name }, surface) {
  const [low, high] = data.surfaces[name].window;
  start.draw(surface.handle());
  start.stands(x, `x ${fixed(x)}, y ${fixed(y)}`, { low, high });
}

// Legend, switches and readout in one.
function ruleTable({ state, set }) {
  const rows = RULE_NAMES.map((rule, index) =>
    ({ name: data.rules[rule].title, picture: living(swatch(index)), style: seriesClass(index) }));
  return readout("rule", ["loss", "state"], rows, (index, on) => {
    const others = state().rules.filter((rule) => rule !== RULE_NAMES[index]);
    set({ rules: on ? [...others, RULE_NAMES[index]] : others });
  });
}
