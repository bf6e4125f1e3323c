// The figure on the page: pictures, controls, numbers, and how they hang together.

import { select, slider } from "../shared/controls.js";
import { html, setText, sizeSvg, svg, svgGroup } from "../shared/dom.js";
import { draggable } from "../shared/drag.js";
import { announcer } from "../shared/readout.js";
import { fixed, format } from "../shared/scale.js";
import { Stage } from "../shared/scene.js";
import { createStore } from "../shared/store.js";
import { adoptStyles } from "../shared/styles.js";
import { functionPicture } from "./function_picture.js";
import { slopeAt, valueAt } from "./functions.js";
import { numbersTable } from "./numbers.js";
import { clipSentence, createStack, sentence, verdict } from "./stack.js";
import { stackPicture } from "./stack_picture.js";
import { normalize } from "./state.js";
import css from "./style.css";
import data from "../../activations.json" with { type: "json" };

const HELP =
  `Each layer has ${data.width} units without biases; ${data.samples} samples go through it, and a ` +
  "gradient comes back from the top, scaled so that its norm is near 1 where signals keep their " +
  `size. An output is flat where the slope is below ${data.flat}; a unit is dead where it is flat for ` +
  "every sample. A triangle marks values beyond the picture. Drag the rings, or focus one and use " +
  "the arrow keys.";
const [STEP, BIG] = [0.1, 1];

export function view(root, initial) {
  const store = createStore(normalize, initial);
  const authored = store.get();
  const stackOf = createStack();
  const { limits } = data;
  let stack, curve, strips, room;

  // The parts
  const titles = Object.entries(data.functions).map(([name, { title }]) => [name, title]);
  const inits = Object.entries(data.inits).map(([name, { title, std }]) => [name, `${title}, ${format(std)}`]);
  const functions = select("Activation", titles, (activation) => store.set({ activation }));
  const formula = unbroken(2, "stp-formula");
  const depth = slider({ label: "Depth", kind: "whole", low: limits.depth[0], high: limits.depth[1] },
    (value) => store.set({ depth: value }));
  const init = select("Initialisation", [...inits, ["custom", "Own std"]], (name) => store.set({ init: name }));
  const std = slider({ label: "Weight std", kind: "log", low: limits.std[0], high: limits.std[1] },
    (value) => store.set({ std: value }));
  const again = html("button", {
    type: "button", class: "stp-reset stp-act-again",
    onclick: () => store.set({ seed: (store.get().seed + 1) % (limits.seed[1] + 1) }),
  }, "Draw again");
  const reset = html("button", { type: "button", class: "stp-reset", onclick: () => store.set(authored) }, "Reset");
  const clip = html("input", { type: "checkbox", onchange: () => store.set({ clip: clip.checked }) });
  const maxNorm = slider({ label: "Max norm", kind: "log", low: limits.max_norm[0], high: limits.max_norm[1], notches: 120 },
    (value) => store.set({ max_norm: value }));
  const point = unbroken(3, "stp-act-point");
  const word = html("strong");
  const words = html("span");
  const clipWords = html("span", { class: "stp-act-said" });
  const table = numbersTable();
  const announce = announcer();
  const rest = () => announce.say(sentence(store.get(), stack));

  // The pictures
  const curveSvg = svg({ class: "stp-act-function", role: "group", "aria-label": "The function and its slope" });
  const stackSvg = svg({ class: "stp-act-stack", role: "group", "aria-label": "Outputs and gradients, layer by layer" });
  const curveStage = new Stage(curveSvg.appendChild(svgGroup()));
  const stackStage = new Stage(stackSvg.appendChild(svgGroup()));
  const pointGrip = grip(curveSvg, { "aria-label": "x", "aria-valuemin": limits.x[0], "aria-valuemax": limits.x[1] });
  const layerGrip = grip(stackSvg, { "aria-label": "Layer", "aria-valuemin": 1 });
  draggable(curveSvg, pointGrip.root, {
    place: ([px]) => store.set({ x: tidy(curve.x.invert(px - curve.origin)) }),
    nudge: ([dx, dy], big) => store.set({ x: tidy(store.get().x + (dx + dy) * (big ? BIG : STEP)) }),
    done: rest,
  });
  draggable(stackSvg, layerGrip.root, {
    place: ([px]) => store.set({ layer: strips.layerAt(px) }),
    nudge: ([dx, dy], big) => store.set({ layer: store.get().layer + (dx + dy) * (big ? 5 : 1) }),
    done: rest,
  });

  const left = html("div", { class: "stp-act-left" },
    html("div", { class: "stp-bar" }, functions.root), formula.root, curveSvg, point.root);
  const right = html("div", { class: "stp-act-right" },
    html("div", { class: "stp-bar" }, depth.root, init.root, std.root, again, reset),
    html("p", { class: "stp-act-verdict" }, word, words),
    stackSvg,
    html("div", { class: "stp-bar stp-act-clip" }, html("label", {}, clip, "Clip gradients"), maxNorm.root, clipWords));
  adoptStyles(root, css, "activations");
  root.replaceChildren(
    html("div", { class: "stp-act" }, left, right, table.root),
    html("figcaption", { class: "stp-help" }, HELP),
    announce.root,
  );
  root.classList.add("stp-live");

  function update(state, changed = null) {
    const { activation, x } = state;
    functions.update(activation);
    depth.update(state.depth);
    init.update(state.init);
    std.update(state.std);
    clip.checked = state.clip;
    maxNorm.update(state.max_norm);
    const about = data.functions[activation];
    formula.update(about.formula, about.slope);
    point.update(
      `x = ${fixed(x)}`, `f(x) = ${format(valueAt(activation, x))}`, `slope f′(x) = ${format(slopeAt(activation, x))}`,
    );
    stack = stackOf(state);
    const { word: name, text } = verdict(stack);
    setText(word, name[0].toUpperCase() + name.slice(1));
    setText(words, text.slice(name.length));
    right.dataset.state = name;
    setText(clipWords, clipSentence(state, stack));
    table.update(state, stack);
    draw(state, changed);
  }

  // What has changed says which of the pictures to draw.
  function draw(state, changed) {
    const onlyX = changed?.length === 1 && changed[0] === "x";
    curve = functionPicture(state, room.left);
    sizeSvg(curveSvg, curve);
    curveStage.draw(curve.at(stack.inputs));
    pointGrip.draw(curve.handle(), state.x, `x ${fixed(state.x)}, slope ${format(slopeAt(state.activation, state.x))}`);
    if (onlyX) return;
    strips = stackPicture(state, stack, room.right);
    sizeSvg(stackSvg, strips);
    stackStage.draw(strips.scene());
    layerGrip.root.setAttribute("aria-valuemax", state.depth);
    layerGrip.draw(strips.handle(), state.layer, `layer ${state.layer} of ${state.depth}`);
  }

  const leave = store.subscribe((state, changed) => {
    announce.later(() => sentence(state, stack));
    update(state, changed);
  });
  // The room that the page gives, measured only when it changes: measuring makes the page wait.
  const measure = () => ({ left: left.clientWidth || 300, right: right.clientWidth || 500 });
  const resized = new ResizeObserver(() => {
    const now = measure();
    if (now.left === room.left && now.right === room.right) return;
    room = now;
    draw(store.get());
  });
  room = measure();
  update(store.get());
  resized.observe(root);
  return {
    store,
    act: (patch) => store.set(patch),
    stop: () => {
      leave();
      resized.disconnect();
    },
  };
}

// A ring on a picture: a slider to the keyboard and to a screen reader.
function grip(area, attributes) {
  const root = area.appendChild(svgGroup({ class: "stp-handle", tabindex: 0, role: "slider", ...attributes }));
  const stage = new Stage(root);
  return {
    root,
    draw(scene, now, words) {
      stage.draw([scene]);
      root.setAttribute("aria-valuenow", now);
      root.setAttribute("aria-valuetext", words);
    },
  };
}

// So many parts in a line that breaks between them only.
function unbroken(count, style) {
  const parts = Array.from({ length: count }, () => html("span", { class: "stp-act-unbroken" }));
  return {
    root: html("p", { class: style }, parts.flatMap((part, i) => (i ? [", ", part] : [part]))),
    update: (...words) => words.forEach((word, i) => setText(parts[i], word)),
  };
}

function tidy(value) {
  return Number(value.toFixed(2));
}
