// The fit on the page: pictures, controls, readings, and how they hang together.

import { choice, select } from "../shared/controls.js";
import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { figure } from "../shared/figure.js";
import { oneAtATime } from "../shared/parts.js";
import { traitPlayer } from "../shared/player.js";
import { handleRing } from "../shared/pointers.js";
import { errorPicture } from "./error_picture.js";
import { fitPicture, pictureHeight } from "./fit_picture.js";
import { createFits } from "./fits.js";
import { readings as readingsTable } from "./readings.js";
import { settingsPanel } from "./settings.js";
import { normalize } from "./state.js";
import { formula, HELP, readings, sentence, shown } from "./words.js";
import css from "./fit.css";
import data from "../../fit.json" with { type: "json" };

export const view = figure({ name: "fit", css, data, normalize, make });

function make(tools) {
  const numbersOf = createFits();
  let fit, errors;
  const words = html("p", { class: "stp-formula" });
  const help = html("figcaption", { class: "stp-help" });
  const table = readingsTable();
  const controls = settingsPanel(tools);
  const players = modePlayers(tools);
  const curve = drawing("fit-picture", "The points and the curve");
  chooseFold(curve.root, () => fit, tools, players.folds);
  const chart = drawing("stp-surface fit-errors", "Error against degree", "group");
  const ring = degreeRing(chart, () => errors, tools);
  const plot = html("div", { class: "stp-plot" }, curve.root);
  const side = html("div", { class: "stp-side" }, chart.root, table.root);
  const playing = html("div", { class: "fit-player" }, Object.values(players).map(({ root }) => root));
  const parts = oneAtATime("Shown below", { Sliders: controls.root, "Error by degree": side, Help: help });
  return {
    children: [controlBar(tools), words, html("div", { class: "stp-main" }, plot, playing, parts, side), controls.root, help],
    watch: [side],
    update(state) {
      setText(words, formula(state));
      setText(help, HELP[state.mode]);
      controls.update(state);
    },
    measure: () => ({
      plot: plot.clientWidth || 400, side: side.clientWidth || 300,
      beside: side.offsetLeft > plot.offsetLeft + plot.clientWidth / 2,
      readings: table.root.offsetHeight + 8,
    }),
    layout(state, room) {
      const sizes = sizesOf(state, room);
      fit = fitPicture(state, ...sizes.fit);
      errors = errorPicture(state, ...sizes.errors);
      curve.size(fit);
      chart.size(errors);
    },
    draw(state) {
      const numbers = numbersOf(state);
      const { mode, degree } = state;
      curve.draw(mode === "many" ? fit.many(numbers, state.fits) : fit[mode](numbers.fits, state));
      curve.label(`${data.truths[state.truth].title}, its points and the curve of degree ${degree}`);
      chart.draw(mode === "many" ? errors.many(numbers.splits) : errors[mode](numbers.fits, state));
      ring.draw(handleRing(...errors.ring));
      ring.stands(degree, `degree ${degree}, error ${shown(numbers.error)}`);
      table.update(readings(state, numbers.read));
    },
    sentence: (state) => sentence(state, numbersOf(state).read),
  };
}

function controlBar({ control, again, reset }) {
  return html(
    "div",
    { class: "stp-bar" },
    control("mode", choice, { label: "Mode" }).root,
    control("truth", select, { label: "Truth" }).root,
    again("New sample", "fit-again"),
    reset,
  );
}

// Each mode of several steps has a player through them; many fits are drawn one after the other.
function modePlayers(tools) {
  return {
    many: traitPlayer(tools, "fits", { name: "fit", pace: () => 25, shows: ({ mode }) => mode === "many" }),
    folds: traitPlayer(tools, "fold", {
      name: "fold", pace: () => 1, shows: ({ mode }) => mode === "folds", replays: () => false,
    }),
  };
}

// A press on a fold's row under the curve shows it.
function chooseFold(area, picture, { set }, player) {
  area.addEventListener("click", (event) => {
    const fold = picture().foldAt(event.clientY - area.getBoundingClientRect().top);
    if (fold === null) return;
    player.pause();
    set({ fold });
  });
}

function degreeRing(chart, picture, { state, set, rest, traits }) {
  const { low, high } = traits.degree;
  return chart.handle("Degree on the chart", { low, high }, {
    place: ([px]) => set({ degree: picture().degreeAt(px) }),
    nudge: ([dx, dy], big) => set({ degree: state().degree + (dx + dy) * (big ? 3 : 1) }),
    done: rest,
  });
}

// Widths and heights; beside each other, the two columns end level.
function sizesOf(state, room) {
  const tall = pictureHeight(state, room.plot, room.beside);
  const left = room.beside && state.mode !== "one" ? tall - 44 : tall;
  const right = room.beside ? tall - room.readings : 0.72 * room.side;
  return { fit: [room.plot, left], errors: [room.side, Math.round(Math.max(right, 180))] };
}
