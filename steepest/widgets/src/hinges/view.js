// The figure on the page: its parts and how they hang together (see shared/figure.js).

import { toggle, choice, slider } from "../shared/controls.js";
import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { figure } from "../shared/figure.js";
import { traitPlayer } from "../shared/player.js";
import { format } from "../shared/scale.js";
import { picture } from "./picture.js";
import { error, network } from "./simulation.js";
import { normalize } from "./state.js";
import data from "../../hinges.json" with { type: "json" };

export const view = figure({ name: "hinges", data, normalize, make });

function make(tools) {
  const plot = drawing("stp-plot", "A curve, the hinges of the units, and their sum");
  const readout = html("p", { class: "stp-help" });
  const player = traitPlayer(tools, "steps", { pace: () => 100, shows: ({ by }) => by === "descent" });
  let drawn;
  return {
    children: [
      controlBar(tools),
      html("div", {}, plot.root),
      html("div", { class: "stp-below" }, player.root),
      readout,
      html(
        "figcaption",
        { class: "stp-help" },
        "Blue: the curve. Faint: what each unit adds. Red: their sum. Take units away, switch the bend off, or let descent find the weights and press play.",
      ),
    ],
    measure: () => plot.root.parentNode.clientWidth || 400,
    layout: (state, room) => (drawn = picture(state, room, Math.round(Math.min(0.6 * room, 360)))),
    draw: (state) => {
      plot.show(drawn);
      setText(readout, sentence(state));
    },
    sentence,
  };
}

function sentence(state) {
  const { units, bend, by, steps, target } = state;
  const how = by === "points" ? "set through points" : `after ${steps} ${steps === 1 ? "step" : "steps"} of descent`;
  const off = bend ? "" : " without a bend";
  return `${units} ${units === 1 ? "unit" : "units"}${off}, ${how}: mean squared error ${format(error(network(state), bend, target))}.`;
}

function controlBar({ control, reset }) {
  return html(
    "div",
    { class: "stp-bar" },
    control("target", choice, { label: "Curve" }).root,
    control("units", slider, { label: "units" }).root,
    control("bend", toggle, { label: "bend" }).root,
    control("by", choice, { label: "Weights" }).root,
    reset,
  );
}
