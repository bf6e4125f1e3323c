// The fit on the page: pictures, controls, readings, and how they hang together.

import { announcer } from "../shared/readout.js";
import { choice, select } from "../shared/controls.js";
import { html, prefersStill, setText, sizeSvg, svg, svgGroup } from "../shared/dom.js";
import { draggable } from "../shared/drag.js";
import { player } from "../shared/player.js";
import { handleRing } from "../shared/pointers.js";
import { Stage } from "../shared/scene.js";
import { createStore } from "../shared/store.js";
import { adoptStyles } from "../shared/styles.js";
import { errorPicture } from "./error_picture.js";
import { fitPicture, pictureHeight } from "./fit_picture.js";
import { createFits } from "./fits.js";
import { readings as readingsTable } from "./readings.js";
import { settingsPanel } from "./settings.js";
import { normalize } from "./state.js";
import { formula, HELP, readings, sentence, shown } from "./words.js";
import css from "./fit.css";
import data from "../../fit.json" with { type: "json" };

// What the players of the modes step through.
const STEPS = { many: "fits", folds: "fold" };
const PLAYERS = {
  many: { first: 1, pace: 25, name: "fit" },
  folds: { first: 1, pace: 1, name: "fold" },
};

export function view(root, initial) {
  const store = createStore(normalize, initial);
  const authored = store.get();
  const numbersOf = createFits();
  let fit, errors, at, room;

  // The parts
  const modes = choice("Mode", named(data.modes, (name) => name), (mode) => store.set({ mode }));
  const truths = select("Truth", named(data.truths, ({ title }) => title), (truth) => store.set({ truth }));
  const again = button("New sample", () => store.set({ seed: (store.get().seed % data.limits.seed[1]) + 1 }));
  const reset = button("Reset", () => store.set(authored));
  again.classList.add("fit-again");
  const words = html("p", { class: "stp-formula" });
  const table = readingsTable();
  const controls = settingsPanel((patch) => store.set(patch));
  const announce = announcer();
  const help = html("figcaption", { class: "stp-help" });
  const players = Object.fromEntries(Object.entries(PLAYERS).map(([mode, about]) => [mode, player({
    ...about,
    show: (step) => draw({ ...store.get(), [STEPS[mode]]: step }),
    rest: (step) => {
      store.set({ [STEPS[mode]]: step });
      announce.say(sentence(at, numbersOf(at).read));
    },
  })]));
  const slots = Object.entries(players).map(([mode, one]) => [mode, html("div", {}, one.root)]);

  // The pictures
  const fitSvg = svg({ class: "fit-picture", role: "img" });
  const errorSvg = svg({ class: "stp-surface fit-errors", role: "group", "aria-label": "Error against degree" });
  const fitStage = new Stage(fitSvg);
  const errorStage = new Stage(errorSvg.appendChild(svgGroup()));
  const ring = errorSvg.appendChild(svgGroup({
    class: "stp-handle", tabindex: 0, role: "slider", "aria-label": "Degree on the chart",
    "aria-valuemin": data.limits.degree[0], "aria-valuemax": data.limits.degree[1],
    "aria-keyshortcuts": "ArrowLeft ArrowRight ArrowUp ArrowDown",
  }));
  const ringStage = new Stage(ring);
  draggable(errorSvg, ring, {
    place: ([px]) => store.set({ degree: errors.degreeAt(px) }),
    nudge: ([dx, dy], big) => store.set({ degree: store.get().degree + (dx + dy) * (big ? 3 : 1) }),
    done: () => announce.say(sentence(at, numbersOf(at).read)),
  });
  fitSvg.addEventListener("click", (event) => {
    const fold = fit.foldAt(event.clientY - fitSvg.getBoundingClientRect().top);
    if (fold === null) return;
    players.folds.pause();
    store.set({ fold });
  });

  const plot = html("div", { class: "stp-plot" }, fitSvg);
  const side = html("div", { class: "stp-side" }, errorSvg, table.root);
  const slot = html("div", { class: "fit-player" }, slots.map(([, one]) => one));
  adoptStyles(root, css, "fit");
  root.replaceChildren(
    html("div", { class: "stp-bar" }, modes.root, truths.root, again, reset),
    words,
    html("div", { class: "stp-main" }, plot, slot, side),
    controls.root,
    help,
    announce.root,
  );
  root.classList.add("stp-live");

  function update() {
    const state = store.get();
    const step = STEPS[state.mode];
    modes.update(state.mode);
    truths.update(state.truth);
    setText(words, formula(state));
    setText(help, HELP[state.mode]);
    controls.update(state);
    for (const [mode, one] of slots) one.hidden = mode !== state.mode;
    const now = players[state.mode]?.playing ? normalize({ [step]: at[step] }, state) : state;
    players.many.place(now.fits, data.limits.fits[1]);
    players.folds.place(now.fold, state.folds);
    redraw(now);
  }

  // The room that the page gives, measured only when it changes: measuring makes the page wait.
  function measure() {
    const beside = side.offsetLeft > plot.offsetLeft + plot.clientWidth / 2;
    const readings = table.root.offsetHeight + 8;
    room = { plot: plot.clientWidth || 400, side: side.clientWidth || 300, beside, readings };
  }

  // Pictures in that room; beside each other, the two columns end level.
  function redraw(state) {
    const tall = pictureHeight(state, room.plot, room.beside);
    const left = room.beside && state.mode !== "one" ? tall - 44 : tall;
    const right = room.beside ? tall - room.readings : 0.72 * room.side;
    fit = fitPicture(state, room.plot, left);
    errors = errorPicture(state, room.side, Math.round(Math.max(right, 180)));
    sizeSvg(fitSvg, fit);
    sizeSvg(errorSvg, errors);
    draw(state);
  }

  function draw(state) {
    at = state;
    const numbers = numbersOf(state);
    const { mode, degree } = state;
    fitStage.draw(mode === "many" ? fit.many(numbers, state.fits) : fit[mode](numbers.fits, state));
    errorStage.draw(mode === "many" ? errors.many(numbers.splits) : errors[mode](numbers.fits, state));
    ringStage.draw([handleRing(...errors.ring)]);
    ring.setAttribute("aria-valuenow", degree);
    ring.setAttribute("aria-valuetext", `degree ${degree}, error ${shown(numbers.error)}`);
    fitSvg.setAttribute("aria-label", `${data.truths[state.truth].title}, its points and the curve of degree ${degree}`);
    table.update(readings(state, numbers.read));
  }

  // A change from the text. Many fits are then drawn one after the other.
  function act(patch) {
    for (const one of Object.values(players)) one.pause();
    store.set(patch);
    if (store.get().mode !== "many" || patch.fits !== undefined || prefersStill()) return;
    store.set({ fits: 1 });
    players.many.start();
  }

  const leave = store.subscribe((state, changed) => {
    if (changed.includes("mode")) for (const one of Object.values(players)) one.pause();
    announce.later(() => sentence(at, numbersOf(at).read));
    update();
  });
  const resized = new ResizeObserver(() => {
    const before = JSON.stringify(room);
    measure();
    if (JSON.stringify(room) !== before) redraw(at);
  });
  measure();
  update();
  resized.observe(root);
  resized.observe(side);
  return {
    store,
    act,
    stop: () => {
      leave();
      for (const one of Object.values(players)) one.pause();
      resized.disconnect();
    },
  };
}

function named(table, title) {
  return Object.entries(table).map(([name, about]) => [name, title(about)]);
}

function button(name, onclick) {
  return html("button", { type: "button", class: "stp-reset", onclick }, name);
}
