// The figure on the page: its parts and how they hang together (see shared/figure.js).

import { toggle, choice, slider } from "../shared/controls.js";
import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { figure } from "../shared/figure.js";
import { traitPlayer } from "../shared/player.js";
import { fixed, format } from "../shared/scale.js";
import { handleRing } from "../shared/pointers.js";
import { clamp, tidy } from "../shared/traits.js";
import { picture } from "./picture.js";
import { error, hasPoints, heights, network } from "./simulation.js";
import { normalize } from "./state.js";
import data from "../../hinges.json" with { type: "json" };

export const view = figure({ name: "hinges", data, normalize, make });

function make(tools) {
  const plot = drawing("stp-plot", "A curve, the hinges of the units, and their sum", "group");
  const readout = html("p", { class: "stp-help" });
  const player = traitPlayer(tools, "steps", { pace: () => 100, shows: ({ by }) => by === "descent" });
  let drawn;
  const grip = points(tools, plot, () => drawn);
  return {
    children: [
      controlBar(tools),
      html("div", {}, plot.root),
      html("div", { class: "stp-below" }, player.root),
      readout,
      html(
        "figcaption",
        { class: "stp-help" },
        "Each unit is flat up to its bend and straight from there on. Drag the points, take units away, switch the bend off; or let descent find the weights, and press play.",
      ),
    ],
    measure: () => plot.root.parentNode.clientWidth || 400,
    layout: (state, room) => (drawn = picture(state, room, Math.round(Math.min(0.6 * room, 360)))),
    draw: (state) => {
      plot.show(drawn);
      grip.show(state);
      setText(readout, sentence(state));
    },
    sentence,
  };
}

// The ring that moves one of the points: the nearest to a press, and by ← and → the next.
function points(tools, plot, picture) {
  const { low, high } = tools.traits.points;
  let at = 2;
  const move = (to, height) => {
    const { values } = heights(tools.state());
    at = clamp(to, 0, values.length - 1);
    if (height !== null) tools.set({ points: values.map((value, i) => (i === at ? tidy(clamp(height(value), low, high)) : value)) });
    show(tools.state());
  };
  const handle = plot.handle("A point of the network", { low, high }, {
    place([px, py]) {
      const { x, y } = picture();
      const { knots } = heights(tools.state());
      const nearest = knots.reduce((best, knot, i) => (Math.abs(x(knot) - px) < Math.abs(x(knots[best]) - px) ? i : best), 0);
      move(nearest, () => y.invert(py));
    },
    nudge: ([across, up], big) => move(at + across, up ? (value) => value + up * (big ? 0.5 : 0.1) : null),
    done: tools.rest,
  });
  function show(state) {
    handle.root.style.display = hasPoints(state) ? "" : "none";
    const { values } = heights(state);
    at = Math.min(at, values.length - 1);
    handle.draw(handleRing(...picture().at(at)));
    handle.stands(values[at], `point ${at + 1} of ${values.length}, at ${fixed(values[at])}`);
  }
  return { show };
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
