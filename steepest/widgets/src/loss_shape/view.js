// The figure on the page: two tabs over one state (see shared/figure.js).

import { button, select, slider } from "../shared/controls.js";
import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { figure } from "../shared/figure.js";
import { pages } from "../shared/pages.js";
import { fixed, format } from "../shared/scale.js";
import { classes, curtain, curves, lossNames, ring } from "./pictures.js";
import { losses, strongest } from "./simulation.js";
import { normalize } from "./state.js";
import data from "../../loss_shape.json" with { type: "json" };

export const view = figure({
  name: "loss_shape", data, normalize,
  make: (tools) => pages(tools, "view", "How many logits", data.views, { one, three }),
});

const HELP_ONE =
  "One positive sample. Drag the ring, or use the arrow keys. The price is what the answer costs; the pull, " +
  "minus the slope, is how hard training moves the logit to the right. Solid grey is squared error, dashed blue " +
  "cross-entropy, solid red focal loss. Smoothing changes cross-entropy alone.";
const HELP_THREE =
  "Move the logits. Push all up: nothing changes. Double them: the shares get sharper. The gradient is share " +
  "less target, and its three parts sum to 0. Of each class, from left to right: the share p, the target t, the " +
  "gradient p − t.";

function one(tools) {
  const price = drawing("stp-surface", "Price of three losses against the logit", "group");
  const pull = drawing("stp-plot", "Pull of three losses against the logit");
  const words = html("p", { class: "stp-formula", "aria-live": "off" });
  let drawn;
  const { low, high } = tools.traits.z;
  const handle = price.handle("Logit", { low, high }, {
    place: ([px]) => tools.set({ z: tidy(drawn.price.x.invert(px)) }),
    nudge: ([dx, dy], big) => tools.set({ z: tidy(tools.state().z + (dx + dy) * (big ? 1 : 0.1)) }),
    done: tools.rest,
  });
  handle.stands(tools.state().z, "");
  const left = html("div", { class: "stp-plot" }, price.root);
  const right = html("div", { class: "stp-side" }, pull.root);
  return {
    root: html(
      "div",
      {},
      html(
        "div",
        { class: "stp-bar" },
        tools.control("guess", select, { label: "I guess that the hardest pull is that of" }).root,
      ),
      html(
        "div",
        { class: "stp-bar" },
        tools.control("gamma", slider, { label: "focus", symbol: "γ", step: 0.1 }).root,
        tools.control("alpha", slider, { label: "weight", symbol: "α", step: 0.05 }).root,
        tools.control("smoothing", slider, { label: "smoothing", symbol: "s", step: 0.05 }).root,
      ),
      words,
      html("div", { class: "stp-main" }, left, right),
      html("p", { class: "stp-help" }, HELP_ONE),
    ),
    measure: () => ({ left: left.clientWidth || 400, right: right.clientWidth || 300 }),
    layout(state, room) {
      const tall = Math.round(Math.min(Math.max(0.66 * room.left, 220), 300));
      drawn = {
        price: curves(state, 0, room.left, tall),
        pull: state.guess === "none" ? curtain(room.right, tall) : curves(state, 1, room.right, tall),
      };
    },
    draw(state) {
      price.show(drawn.price);
      pull.show(drawn.pull);
      handle.draw(ring(drawn.price));
      handle.stands(state.z, `logit ${format(state.z)}`);
      setText(words, told(state));
    },
    sentence: told,
  };
}

function told(state) {
  const found = losses(state.z, state);
  const names = lossNames();
  const prices = names.map((name, k) => `${name} ${fixed(found[k][0])}`).join(", ");
  if (state.guess === "none") return `At z = ${format(state.z)} it costs: ${prices}.`;
  const pulls = found.map(([, slope]) => -slope);
  const hardest = strongest(pulls);
  const guessed = Object.keys(data.guesses).indexOf(state.guess) - 1;
  const verdict = guessed === hardest ? "Right" : "Not quite";
  const back = pulls[hardest] < 0 ? ", and it pulls back" : "";
  const list = names.map((name, k) => `${name} ${fixed(pulls[k], 3)}`).join(", ");
  return `${verdict}: ${names[hardest]} pulls hardest at z = ${format(state.z)}${back}. Pulls: ${list}.`;
}

function three(tools) {
  const picture = drawing("stp-plot", "Shares, target and gradient of three classes");
  const place = html("div", {}, picture.root);
  const names = Object.values(data.classes);
  const { low, high } = tools.traits.logits;
  const sliders = names.map((name, j) =>
    slider({ label: `logit ${name}`, kind: "linear", low, high, step: 0.1 }, (value) => {
      tools.set({ logits: tools.state().logits.map((old, i) => (i === j ? value : old)) });
    }));
  const each = (change) => () => {
    tools.set({ logits: tools.state().logits.map(change) });
    tools.rest();
  };
  const words = html("p", { class: "stp-formula" });
  let drawn;
  return {
    root: html(
      "div",
      {},
      html("div", { class: "stp-bar" }, sliders.map(({ root }) => root)),
      html(
        "div",
        { class: "stp-bar" },
        tools.control("truth", select, { label: "truth" }).root,
        tools.control("shared", slider, { label: "shared by all", symbol: "s", step: 0.05 }).root,
        button("Push all up by 1", each((z) => z + 1)),
        button("Double them", each((z) => 2 * z)),
      ),
      words,
      place,
      html("p", { class: "stp-help" }, HELP_THREE),
    ),
    measure: () => place.clientWidth || 400,
    update: ({ logits }) => logits.forEach((z, j) => sliders[j].update(z)),
    layout: (state, room) => (drawn = classes(state, room, 260)),
    draw() {
      picture.show(drawn);
      const { loss, floor } = drawn.found;
      setText(words, `Cross-entropy ${fixed(loss, 3)}; with these targets it can't fall below ${fixed(floor, 3)}.`);
    },
    sentence: () =>
      names.map((name, j) => `${name}: share ${fixed(drawn.shares[j])}, target ${fixed(drawn.targets[j])}, ` +
        `gradient ${fixed(drawn.found.gradient[j])}`).join("; ") + `. Cross-entropy ${fixed(drawn.found.loss, 3)}.`,
  };
}

function tidy(z) {
  return Math.round(z * 10) / 10;
}
