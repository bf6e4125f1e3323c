// The figure on the page: its parts and how they hang together (see shared/figure.js).

import { choice, slider } from "../shared/controls.js";
import { html } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { figure } from "../shared/figure.js";
import { format } from "../shared/scale.js";
import { picture } from "./picture.js";
import { normalize } from "./state.js";
import data from "../../skeleton.json" with { type: "json" };

export const view = figure({ name: "skeleton", data, normalize, make });

function make(tools) {
  const plot = drawing("stp-plot", "FILL: what is seen, for a screen reader");
  let drawn;
  return {
    children: [
      controlBar(tools),
      html("div", {}, plot.root),
      html("figcaption", { class: "stp-help" }, "FILL: how to use it, and what the marks mean."),
    ],
    measure: () => plot.root.parentNode.clientWidth || 400,
    layout: (state, room) => (drawn = picture(state, room, Math.round(Math.min(0.6 * room, 360)))),
    draw: () => plot.show(drawn),
    sentence: ({ curve, slope }) => `${data.curves[curve].title} of slope ${format(slope)}.`,
  };
}

function controlBar({ control, reset }) {
  return html(
    "div",
    { class: "stp-bar" },
    control("curve", choice, { label: "Curve" }).root,
    control("slope", slider, { label: "slope", step: 0.1 }).root,
    reset,
  );
}
