// The race on the page: pictures, controls, readout, and how they hang together.

import { announcer, readout } from "../shared/readout.js";
import { select, slider } from "../shared/controls.js";
import { html, prefersStill, setText, sizeSvg, svg, svgGroup } from "../shared/dom.js";
import { draggable } from "../shared/drag.js";
import { player } from "../shared/player.js";
import { fixed } from "../shared/scale.js";
import { serialize, Stage } from "../shared/scene.js";
import { seriesClass, swatch } from "../shared/series.js";
import { createStore } from "../shared/store.js";
import { adoptStyles } from "../shared/styles.js";
import { lossPicture } from "./loss_picture.js";
import { createRace, rowAt, sentence } from "./race.js";
import { settingsPanel } from "./settings.js";
import { normalize, RULE_NAMES } from "./state.js";
import { surfacePicture } from "./surface_picture.js";
import data from "../../optimizer_race.json" with { type: "json" };

const HELP =
  "Drag the ring to move the start, or focus it and use the arrow keys. A + marks a lowest " +
  "point; faint lines show what is still to come.";

export function view(root, initial) {
  const store = createStore(normalize, initial);
  const authored = store.get();
  const runsOf = createRace();
  let runs, surface, loss, shown, room;

  // The parts
  const surfaces = select("Surface", options(data.surfaces), (name) => store.set({ surface: name }));
  const formula = html("p", { class: "stp-formula" });
  const steps = slider(
    { label: "Steps", kind: "log", low: 10, high: data.limits.steps },
    (value) => store.set({ steps: value }),
  );
  const reset = html("button", { type: "button", class: "stp-reset", onclick: () => store.set(authored) }, "Reset");
  const table = readout("rule", ["loss", "state"], RULE_NAMES.map(rowOf), (index, on) => {
    const others = store.get().rules.filter((rule) => rule !== RULE_NAMES[index]);
    store.set({ rules: on ? [...others, RULE_NAMES[index]] : others });
  });
  const surfaceSvg = svg({ class: "stp-surface", role: "group", "aria-label": "Surface with the paths" });
  const lossSvg = svg({ class: "stp-loss", role: "img", "aria-label": "Loss against step" });
  const controls = settingsPanel((patch) => store.set(patch));
  const announce = announcer();
  const playback = player({
    show: (step) => draw(step),
    rest: (step) => {
      store.set({ step });
      announce.say(sentence(store.get(), runs, step));
    },
  });

  // The pictures
  const surfaceStage = new Stage(surfaceSvg.appendChild(svgGroup()));
  const handle = surfaceSvg.appendChild(svgGroup());
  const handleStage = new Stage(handle);
  const lossStage = new Stage(lossSvg);
  for (const [name, value] of Object.entries({
    class: "stp-handle", tabindex: 0, role: "slider", "aria-label": "Start point",
    "aria-roledescription": "point on the surface", "aria-keyshortcuts": "ArrowLeft ArrowRight ArrowUp ArrowDown",
  })) handle.setAttribute(name, value);
  draggable(surfaceSvg, handle, {
    place: ([px, py]) => {
      const [left, top] = surface.origin;
      store.set({ start: [tidy(surface.x.invert(px - left)), tidy(surface.y.invert(py - top))] });
    },
    nudge: ([dx, dy], big) => {
      const { start } = store.get();
      const step = big ? 0.25 : 0.05;
      store.set({ start: [tidy(start[0] + dx * step), tidy(start[1] + dy * step)] });
    },
    done: () => announce.say(sentence(store.get(), runs, shown)),
  });

  const plot = html("div", { class: "stp-plot" }, surfaceSvg);
  const side = html("div", { class: "stp-side" }, lossSvg, table.root);
  adoptStyles(root);
  root.replaceChildren(
    html("div", { class: "stp-bar" }, surfaces.root, steps.root, reset),
    formula,
    html("div", { class: "stp-main" }, plot, playback.root, side),
    controls.root,
    html("figcaption", { class: "stp-help" }, HELP),
    announce.root,
  );
  root.classList.add("stp-live");

  function update(state) {
    runs = runsOf(state);
    surfaces.update(state.surface);
    setText(formula, `loss = ${data.surfaces[state.surface].formula}`);
    steps.update(state.steps);
    controls.update(state);
    const step = playback.playing ? Math.min(shown, state.steps) : state.step;
    playback.place(step, state.steps);
    redraw(state, step);
  }

  // The room that the page gives, measured only when it changes: measuring makes the page wait.
  function measure() {
    const beside = side.offsetLeft > plot.offsetLeft + plot.clientWidth / 2;
    const others = table.root.offsetHeight - playback.root.offsetHeight;
    room = { plot: plot.clientWidth || 400, side: side.clientWidth || 300, beside, others };
  }

  // Pictures of the runs in that room; beside the surface, the two columns end level.
  function redraw(state, step) {
    surface = surfacePicture(state, runs, room.plot);
    sizeSvg(surfaceSvg, surface);
    const tall = room.beside ? Math.max(170, surface.height - room.others) : 0.6 * room.side;
    loss = lossPicture(state, runs, room.side, Math.round(tall));
    sizeSvg(lossSvg, loss);
    handleStage.draw([surface.handle()]);
    const [x, y] = state.start;
    const [xLow, xHigh] = data.surfaces[state.surface].window;
    for (const [name, value] of Object.entries({
      min: xLow, max: xHigh, now: x, text: `x ${fixed(x)}, y ${fixed(y)}`,
    })) handle.setAttribute(`aria-value${name}`, value);
    draw(step);
  }

  function draw(step) {
    shown = step;
    surfaceStage.draw(surface.at(step));
    lossStage.draw(loss.at(step));
    RULE_NAMES.forEach((rule, i) => {
      const run = runs.find((one) => one.rule === rule);
      table.update(i, run ? rowAt(run, step) : null);
    });
  }

  // A change from the text: set, then run from the start.
  function act(patch) {
    store.set(patch);
    if (patch.step !== undefined || prefersStill()) return;
    store.set({ step: 0 });
    playback.start();
  }

  const leave = store.subscribe((state, changed) => {
    if (changed.some((key) => key !== "step")) announce.later(() => sentence(state, runs, shown));
    if (changed.length === 1 && changed[0] === "step" && state.step === shown) return;
    update(state);
  });
  const resized = new ResizeObserver(() => {
    const before = JSON.stringify(room);
    measure();
    if (JSON.stringify(room) !== before) redraw(store.get(), shown);
  });
  measure();
  update(store.get());
  resized.observe(root);
  resized.observe(side);
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

function options(named) {
  return Object.entries(named).map(([name, { title }]) => [name, title]);
}

function rowOf(rule, index) {
  return { name: data.rules[rule].title, picture: picture(swatch(index)), style: seriesClass(index) };
}

function picture(scene) {
  const holder = document.createElement("template");
  holder.innerHTML = serialize(scene);
  return holder.content.firstChild;
}

function tidy(value) {
  return Number(value.toFixed(2));
}
