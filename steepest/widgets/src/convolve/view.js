// The figure on the page: a window, stamps and a stack of layers, under tabs (see shared/figure.js).

import { select, slider, toggle } from "../shared/controls.js";
import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { figure } from "../shared/figure.js";
import { pages } from "../shared/pages.js";
import { handleRing } from "../shared/pointers.js";
import { reachPicture, slidePicture, spreadPicture } from "./picture.js";
import { seen, slid } from "./shown.js";
import { normalize } from "./state.js";
import { reachWords, slideWords, spreadWords } from "./words.js";
import css from "./convolve.css";
import data from "../../convolve.json" with { type: "json" };

export const view = figure({
  name: "convolve", css, data, normalize,
  make: (tools) => ({
    ...pages(tools, "view", "What is shown", data.views, { slide: slidePage, spread: spreadPage, reach: reachPage }),
    style: ["stp-convolve"],
  }),
});

const clamped = (at, last) => Math.min(Math.max(Math.round(at), 0), last);
const two = ([row, column]) => `row ${row}, column ${column}`;

function slidePage(tools) {
  const shown = (state) => slid(state).at;
  const to = ([row, column]) => {
    const last = slid(tools.state()).map.length - 1;
    tools.set({ place: [clamped(row, last), clamped(column, last)] });
  };
  return page(tools, {
    label: "The picture with the window, and the map", grip: "Window on the picture", high: 9,
    bar: [
      tools.control("preset", select, { label: "Kernel" }).root,
      tools.control("weights", kernelInputs, { tools }).root,
      tools.control("shift", slider, { label: "the 7 begins at column" }).root,
      tools.control("stride", slider, { label: "stride" }).root,
      tools.control("padding", slider, { label: "padding" }).root,
      tools.control("dilation", slider, { label: "dilation" }).root,
      tools.control("flip", toggle, { label: "flip the kernel" }).root,
    ],
    picture: slidePicture, words: slideWords,
    place: ([px, py], { places: { a, cell }, span }) => {
      const { stride } = tools.state();
      to([py, px].map((at, axis) => ((at - a[1 - axis]) / cell - span / 2) / stride));
    },
    nudge: ([dx, dy]) => {
      const [row, column] = shown(tools.state());
      to([row - dy, column + dx]);
    },
    stands: (state) => [shown(state)[0], two(shown(state))],
    help: "Drag the ring, or focus it and use the arrow keys. The kernel's weights stand on the pixels that they meet; " +
      "dashed pixels are the padding. Blue in the map: above 0; red: below. The weights can be changed.",
  });
}

function spreadPage(tools) {
  const to = (spot) => tools.set({ spot: spot.map((at) => clamped(at, data.inputs - 1)) });
  return page(tools, {
    label: "The inputs, and how many stamps meet at each place", grip: "Input", high: data.inputs - 1,
    bar: [
      tools.control("stamp", slider, { label: "stamp" }).root,
      tools.control("step", slider, { label: "stride" }).root,
      tools.control("cut", slider, { label: "padding" }).root,
    ],
    picture: spreadPicture, words: spreadWords,
    place: ([px, py], { places: { a, cell } }) => to([(py - a[1]) / cell - 0.5, (px - a[0]) / cell - 0.5]),
    nudge: ([dx, dy]) => {
      const [row, column] = tools.state().spot;
      to([row - dy, column + dx]);
    },
    stands: ({ spot }) => [spot[0], two(spot)],
    help: "Every input is 1 and lays a stamp of ones down. Drag the ring to see where the stamp of an input lies. The numbers " +
      "say how many stamps meet; pale places are cut off by the padding. Find settings with the same count everywhere inside.",
  });
}

function reachPage(tools) {
  const to = (at) => tools.set({ output: clamped(at, seen(tools.state()).maps.at(-1).size - 1) });
  return page(tools, {
    label: "A stack of layers, and what one output sees", grip: "Output", high: 19,
    bar: [tools.control("stack", select, { label: "Layers" }).root],
    picture: reachPicture, words: reachWords,
    place: ([px], { x }) => to((px - x(0)) / (x(1) - x(0))),
    nudge: ([dx, dy]) => to(seen(tools.state()).at + dx + dy),
    stands: (state) => [seen(state).at, `output ${seen(state).at}`],
    help: "Drag the ring along the top row, or focus it and use the arrow keys. Filled: what reaches this output. r is the " +
      "receptive field of the layer, j how many pixels lie between neighbours.",
  });
}

// A page: its inputs, a picture with one ring to drag, what it says, and help.
function page(tools, { label, grip, high, bar, picture, words, place, nudge, stands, help }) {
  const plot = drawing("stp-plot", label, "group");
  const said = html("p", { class: "convolve-says" });
  let drawn;
  const handle = plot.handle(grip, { low: 0, high }, {
    place: (at) => place(at, drawn),
    nudge: (by) => nudge(by),
    done: tools.rest,
  });
  const around = html("div", {}, plot.root);
  const root = html("div", { class: "stp-page" },
    html("div", { class: "stp-bar" }, bar), around, said, html("p", { class: "stp-help" }, help));
  return {
    root,
    measure: () => around.clientWidth || 400,
    layout(state, room) {
      drawn = picture(state, room);
      handle.draw(handleRing(...drawn.ring));
      handle.stands(...stands(state));
    },
    draw(state) {
      plot.show(drawn);
      setText(said, words(state));
    },
    sentence: words,
  };
}

// The nine weights, each a number to type or to step.
function kernelInputs({ tools }) {
  const { low, high: [high] } = data.traits.weights;
  const inputs = Array.from({ length: 9 }, (_, n) => html("input", {
    type: "number", min: low, max: high, step: 1,
    "aria-label": `Weight in row ${Math.floor(n / 3)}, column ${n % 3}`,
    onchange: () => tools.set({ preset: "own", weights: inputs.map(({ value }) => clampedWeight(value)) }),
  }));
  const clampedWeight = (value) => Math.min(Math.max(Math.round(Number(value) || 0), low), high);
  return {
    root: html("fieldset", { class: "convolve-kernel" }, html("legend", {}, "weights"), inputs),
    update: (weights) => weights.forEach((weight, n) => (inputs[n].value = weight)),
  };
}
