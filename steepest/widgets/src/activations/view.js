// The figure on the page: pictures, controls, numbers, and how they hang together.

import { select, slider, toggle } from "../shared/controls.js";
import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { figure } from "../shared/figure.js";
import { oneAtATime } from "../shared/parts.js";
import { fixed, format } from "../shared/scale.js";
import { tidy } from "../shared/traits.js";
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

export const view = figure({ name: "activations", css, data, normalize, make });

function make(tools) {
  const stackOf = createStack();
  let stack;
  const left = functionSide(tools);
  const right = stackSide(tools);
  const table = numbersTable();
  const help = html("figcaption", { class: "stp-help" }, HELP);
  left.bar.after(oneAtATime("Shown below", { Layers: right.root, Function: left.parts, Numbers: table.root, Help: help }));
  return {
    children: [
      html("div", { class: "stp-act" }, left.root, right.root, table.root),
      help,
    ],
    measure: () => ({ left: left.root.clientWidth || 300, right: right.root.clientWidth || 500 }),
    update(state) {
      stack = stackOf(state);
      left.update(state);
      right.update(state, stack);
      table.update(state, stack);
    },
    layout(state, room, changed) {
      left.draw(state, stack, room.left);
      const onlyX = changed?.length === 1 && changed[0] === "x";
      if (!onlyX) right.draw(state, stack, room.right);
    },
    sentence: (state) => sentence(state, stack),
  };
}

// The function, and its point, which moves along it.
function functionSide({ control, state, set, rest, traits }) {
  let curve;
  const formula = unbroken(2, "stp-formula");
  const words = unbroken(3, "stp-act-point");
  const picture = drawing("stp-act-function", "The function and its slope", "group");
  const { low, high } = traits.x;
  const point = picture.handle("x", { low, high, keys: undefined }, {
    place: ([px]) => set({ x: tidy(curve.x.invert(px - curve.origin)) }),
    nudge: ([dx, dy], big) => set({ x: tidy(state().x + (dx + dy) * (big ? BIG : STEP)) }),
    done: rest,
  });
  const functions = control("activation", select, { label: "Activation" });
  const bar = html("div", { class: "stp-bar" }, functions.root);
  const parts = [formula.root, picture.root, words.root];
  return {
    root: html("div", { class: "stp-act-left" }, bar, parts),
    bar,
    parts,
    update({ activation, x }) {
      const about = data.functions[activation];
      formula.update(about.formula, about.slope);
      const [value, slope] = [valueAt(activation, x), slopeAt(activation, x)].map((number) => format(number));
      words.update(`x = ${fixed(x)}`, `f(x) = ${value}`, `slope f′(x) = ${slope}`);
    },
    draw(now, { inputs }, width) {
      const { activation, x } = now;
      curve = functionPicture(now, width);
      picture.show({ ...curve, scene: curve.at(inputs) });
      point.draw(curve.handle());
      point.stands(x, `x ${fixed(x)}, slope ${format(slopeAt(activation, x))}`);
    },
  };
}

// The stack, how its gradients fare, and the layer that is told in numbers.
function stackSide(tools) {
  const { state, set, rest } = tools;
  let strips;
  const [word, words, clipWords] = [html("strong"), html("span"), html("span", { class: "stp-act-said" })];
  const picture = drawing("stp-act-stack", "Outputs and gradients, layer by layer", "group");
  const layer = picture.handle("Layer", { low: 1, keys: undefined }, {
    place: ([px]) => set({ layer: strips.layerAt(px) }),
    nudge: ([dx, dy], big) => set({ layer: state().layer + (dx + dy) * (big ? 5 : 1) }),
    done: rest,
  });
  const root = html(
    "div",
    { class: "stp-act-right" },
    stackBar(tools),
    html("p", { class: "stp-act-verdict" }, word, words),
    picture.root,
    clipBar(tools, clipWords),
  );
  return {
    root,
    update(now, stack) {
      const { word: name, text } = verdict(stack);
      setText(word, name[0].toUpperCase() + name.slice(1));
      setText(words, text.slice(name.length));
      root.dataset.state = name;
      setText(clipWords, clipSentence(now, stack));
    },
    draw(now, stack, width) {
      strips = stackPicture(now, stack, width);
      picture.show({ ...strips, scene: strips.scene() });
      layer.draw(strips.handle());
      layer.stands(now.layer, `layer ${now.layer} of ${now.depth}`, { high: now.depth });
    },
  };
}

function stackBar({ control, again, reset }) {
  const inits = Object.entries(data.inits).map(([name, { title, std }]) => [name, `${title}, ${format(std)}`]);
  return html(
    "div",
    { class: "stp-bar" },
    control("depth", slider, { label: "Depth" }).root,
    control("init", select, { label: "Initialisation", options: [...inits, ["custom", "Own std"]] }).root,
    control("std", slider, { label: "Weight std", kind: "log" }).root,
    again("Draw again", "stp-act-again"),
    reset,
  );
}

function clipBar({ control }, words) {
  return html(
    "div",
    { class: "stp-bar stp-act-clip" },
    control("clip", toggle, { label: "Clip gradients", style: null }).root,
    control("max_norm", slider, { label: "Max norm", kind: "log", notches: 120 }).root,
    words,
  );
}

// So many parts in a line that breaks between them only.
function unbroken(count, style) {
  const parts = Array.from({ length: count }, () => html("span", { class: "stp-act-unbroken" }));
  return {
    root: html("p", { class: style }, parts.flatMap((part, i) => (i ? [", ", part] : [part]))),
    update: (...words) => words.forEach((word, i) => setText(parts[i], word)),
  };
}
