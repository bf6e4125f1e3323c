// The figure on the page: pictures, controls, and how they hang together.

import { choice } from "../shared/controls.js";
import { html, prefersStill, setText, sizeSvg, svg, svgGroup, uniqueId } from "../shared/dom.js";
import { draggable } from "../shared/drag.js";
import { player } from "../shared/player.js";
import { handleRing } from "../shared/pointers.js";
import { announcer } from "../shared/readout.js";
import { fixed } from "../shared/scale.js";
import { Stage } from "../shared/scene.js";
import { createStore } from "../shared/store.js";
import { adoptStyles } from "../shared/styles.js";
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

export function view(root, initial) {
  const store = createStore(normalize, initial);
  const authored = store.get();
  const runsOf = createRuns();
  const pictures = createPictures();
  let shown, drawn, loss, step, room;

  // The parts
  const change = (patch) => store.set(typeof patch === "function" ? patch(store.get()) : patch);
  const losses = choice("Loss", Object.entries(data.losses).map(([name, { title }]) => [name, title]), (name) => {
    store.set({ loss: name });
  });
  const reset = html("button", { type: "button", class: "stp-reset", onclick: () => store.set(authored) }, "Reset");
  const about = html("p", { class: "stp-formula", id: uniqueId("formula") });
  const controls = dials(change, about.id);
  const own = panel(0, "");
  own.drawing.removeAttribute("role");
  own.drawing.classList.add("stp-surface");
  const beside = BESIDE.map((index) => panel(index, "The path of this run"));
  const samples = panel(null, "The samples, the batch of this step, and the fitted line");
  const counting = counterPanel();
  const chartSvg = svg({ class: "stp-loss", role: "img", "aria-label": "Loss of every run" });
  const help = html("figcaption", { class: "stp-help" });
  const announce = announcer();
  const told = () => sentence(store.get(), shown, step);
  const playback = player({
    show: draw,
    rest: (at) => {
      store.set({ step: at });
      announce.say(told());
    },
  });

  // The start
  const stage = new Stage(own.drawing.appendChild(svgGroup()));
  const chartStage = new Stage(chartSvg);
  const handle = own.drawing.appendChild(svgGroup({ class: "stp-handle", tabindex: 0, role: "slider", "aria-label": "Start point" }));
  const handleStage = new Stage(handle);
  draggable(own.drawing, handle, {
    place: ([px, py]) => {
      const { x, y, origin } = drawn.own;
      store.set({ start: [tidy(x.invert(px - origin[0])), ...(y ? [tidy(y.invert(py - origin[1]))] : [])] });
    },
    nudge: (way, big) => {
      const by = big ? 0.25 : 0.05;
      store.set({ start: store.get().start.map((value, i) => tidy(value + way[i] * by)) });
    },
    done: () => announce.say(told()),
  });

  const side = html("div", { class: "stp-panels" }, beside.map((one) => one.root), samples.root, counting.root);
  const plot = html("div", { class: "stp-plot" }, own.root);
  const below = html("div", { class: "stp-below" }, playback.root, controls.root);
  adoptStyles(root, styles, "descent");
  root.classList.add("stp-live", "stp-descent");
  root.replaceChildren(
    html("div", { class: "stp-bar" }, losses.root, reset),
    about,
    html("div", { class: "stp-main" }, plot, below, html("div", { class: "stp-side" }, side, chartSvg)),
    help,
    announce.root,
  );

  function update(state) {
    shown = runsOf(state);
    losses.update(state.loss);
    controls.update(state);
    setText(about, formula(shown.field));
    setText(help, `${data.help.all} ${data.help[state.loss]}`);
    const inBatches = state.loss === "samples";
    const used = shown.runs.length - 1;
    beside.forEach((one, i) => (one.root.hidden = i >= used));
    samples.root.hidden = counting.root.hidden = !inBatches;
    const total = totalSteps(state);
    playback.place(playback.playing ? Math.min(step, total) : state.step, total, Math.min(total / SECONDS, FASTEST));
    [own, ...beside].slice(0, used + 1).forEach((one, i) => one.name(title(shown.runs[i], shown.field)));
    samples.name("The line so far");
    redraw(state, playback.playing ? Math.min(step, total) : state.step);
  }

  // The room that the page gives, measured only when it changes: measuring makes the page wait.
  function measure() {
    const wide = side.parentNode.offsetLeft > plot.offsetLeft + plot.clientWidth / 2;
    room = {
      own: plot.clientWidth || 400, side: side.clientWidth || 300, below: below.clientWidth || 400,
      left: below.offsetTop + below.offsetHeight, right: side.offsetTop + side.offsetHeight, wide,
    };
  }

  function redraw(state, at) {
    drawn = pictures(shown, room);
    [own, ...beside].slice(0, shown.runs.length).forEach((one, i) => one.size(i ? drawn.beside[i - 1] : drawn.own));
    if (drawn.samples) samples.size(drawn.samples);
    loss = chart(shown, room.side, room.wide ? Math.max(180, room.left - room.right - 10) : 200);
    sizeSvg(chartSvg, loss);
    controls.draw(shown, room.below);
    handleStage.draw([handleRing(...drawn.own.ring)]);
    const { start } = state;
    const { window, coordinates } = data.losses[state.loss];
    const text = start.map((value, i) => `${coordinates[i]} ${fixed(value)}`).join(", ");
    for (const [name, value] of Object.entries({ min: window[0], max: window[1], now: start[0], text })) {
      handle.setAttribute(`aria-value${name}`, value);
    }
    draw(at);
  }

  function draw(at) {
    step = at;
    const { field, runs } = shown;
    stage.draw(drawn.own.at(at));
    own.caption(caption(runs[0], field, at));
    runs.slice(1).forEach((run, i) => {
      beside[i].draw(drawn.beside[i].at(run.stepAt(at)));
      beside[i].caption(caption(run, field, at));
    });
    chartStage.draw(loss.at(at));
    if (!drawn.samples) return;
    const state = store.get();
    samples.draw(drawn.samples.at(at));
    samples.caption(drawn.samples.caption(at));
    counting.update(sum(state), counters(state, at));
  }

  // A change from the text: set, then run from the start.
  function act(patch) {
    store.set(patch);
    if (patch.step !== undefined || prefersStill()) return;
    store.set({ step: 0 });
    playback.start();
  }

  const leave = store.subscribe((state, changed) => {
    if (changed.some((key) => key !== "step")) announce.later(told);
    if (changed.length === 1 && changed[0] === "step" && state.step === step) return;
    update(state);
  });
  const resized = new ResizeObserver(() => {
    const before = JSON.stringify(room);
    measure();
    if (JSON.stringify(room) !== before) redraw(store.get(), step);
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

function tidy(value) {
  return Number(value.toFixed(2));
}
