// The figure on the page: its parts and how they hang together (see shared/figure.js).

import { select } from "../shared/controls.js";
import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { figure } from "../shared/figure.js";
import { traitPlayer } from "../shared/player.js";
import { fixed, format } from "../shared/scale.js";
import { frame, picture } from "./picture.js";
import { normalize, placeOf } from "./state.js";
import { forward, lossAfter, lossOf, netAt, points, rightAfter, runs, sampleAt, softmax } from "./simulation.js";
import styles from "./style.css";
import data from "../../machine.json" with { type: "json" };

const PARTS = { points: "Data", model: "Model", loss: "Loss", algorithm: "Algorithm" };

export const view = figure({ name: "machine", css: styles, data, normalize, make });

function make(tools) {
  const plot = drawing("stp-plot", "Two classes of points, shaded by what the network says, and the share that is right by step");
  const sockets = Object.entries(PARTS).map(([part, title], i) => socket(tools, part, `${i + 1}. ${title}`));
  const player = traitPlayer(tools, "moment", { name: "moment", pace: () => 8 });
  const readout = html("p", { class: "stp-help" });
  let room;
  return {
    style: ["stp-machine"],
    children: [
      html("ol", { class: "machine-loop", "aria-label": "The loop" }, sockets.map(({ root }) => root)),
      html("div", { class: "stp-bar" }, player.root, tools.reset),
      html("div", {}, plot.root),
      readout,
      html(
        "figcaption",
        { class: "stp-help" },
        "Step through the loop, or press play. Ringed: the sample of the moment. Shading: what the network says at each place. " +
        "Right: the share of 400 new points that it names rightly, dashed that of its own data, faint that of new points with no part swapped. " +
        "Swap a part at any time: you see the same step as if the part had been there from the start.",
      ),
    ],
    measure: () => plot.root.parentNode.clientWidth || 400,
    layout: (state, width) => {
      room = frame(width);
    },
    draw(state) {
      plot.show(picture(state, room));
      const { part } = placeOf(state.moment);
      const words = said(state);
      sockets.forEach((one, i) => one.show(state, words[i], part === i, part === null || part === i));
      setText(readout, sentence(state));
    },
    sentence,
  };
}

function socket(tools, part, label) {
  const code = html("code");
  const value = html("span");
  const root = html("li", { class: "machine-part" }, tools.control(part, select, { label }).root, code, value);
  const { of } = data.traits[part];
  return {
    root,
    show(state, words, here, now) {
      setText(code, data[of][state[part]].code.join("\n"));
      setText(value, words);
      root.classList.toggle("machine-here", here);
      root.classList.toggle("machine-now", now);
    },
  };
}

// What came out of each part: of the parts that this step has not reached, what came last.
function said(state) {
  const { step, part } = placeOf(state.moment);
  return Object.keys(PARTS).map((_, i) => {
    const at = part !== null && i > part ? step - 1 : step;
    return at < 0 ? "" : words(state, at)[i];
  });
}

function words(state, step) {
  const nets = runs(state);
  const point = points(state.points)[sampleAt(state.points, step)];
  const net = netAt(nets, step);
  const { s } = forward(net, state.model, point);
  const next = netAt(nets, step + 1);
  const most = next.reduce((high, value, j) => Math.max(high, Math.abs(value - net[j])), 0);
  const shown = state.loss === "cross" ? softmax(s) : s;
  return [
    `(${fixed(point.x)}, ${fixed(point.y)}), ${point.label ? "square" : "cross"}`,
    `${state.loss === "cross" ? "shares" : "scores"}: cross ${format(shown[0], 2)}, square ${format(shown[1], 2)}`,
    `L = ${format(lossOf(state.loss, s, point.label))}`,
    step + 1 < nets.length ? `a weight moves by ${format(most, 2)} at most` : "",
  ];
}

function sentence(state) {
  const { step, part } = placeOf(state.moment);
  const { length } = runs(state);
  const at = part === 3 ? step + 1 : step;
  if (at >= length) return `Step ${at}: the weights ran away at step ${length}. The rate is too large for this.`;
  const percent = (samples) => `${Math.round(100 * rightAfter(state, at, samples))} %`;
  return `Step ${at}: right on ${percent()} of the new points and ${percent(points(state.points))} of its own data, where the loss is ${format(lossAfter(state, at))}.`;
}
