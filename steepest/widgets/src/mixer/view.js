// The figure on the page: its parts and how they hang together (see shared/figure.js).

import { choice, slider } from "../shared/controls.js";
import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { figure } from "../shared/figure.js";
import { handleRing } from "../shared/pointers.js";
import { fixed } from "../shared/scale.js";
import { BOXED, mean, mixed, THREE } from "./mixed.js";
import { picture } from "./picture.js";
import { SIDE } from "./simulation.js";
import { normalize } from "./state.js";
import data from "../../mixer.json" with { type: "json" };

export const view = figure({ name: "mixer", data, normalize, make });

function make(tools) {
  const plot = drawing("stp-plot", "The 3, the 6, and what the network sees", "group");
  const again = tools.again("Draw anew");
  const strength = html("span");
  let drawn;
  const move = (center) => tools.set({ center: center.map((at) => Math.min(Math.max(Math.round(at), 0), SIDE - 1)) });
  const handle = plot.handle("Centre of the box", { low: 0, high: SIDE - 1 }, {
    place: ([px, py]) => {
      const { left, top, pixel } = drawn.tile;
      move([(py - top) / pixel, (px - left) / pixel]);
    },
    nudge: ([dx, dy], big) => {
      const [row, column] = tools.state().center;
      move([row - dy * (big ? 3 : 1), column + dx * (big ? 3 : 1)]);
    },
    done: tools.rest,
    takes: () => BOXED.includes(tools.state().method),
  });
  return {
    children: [
      controlBar(tools, strength, again),
      html("div", {}, plot.root),
      html("figcaption", { class: "stp-help" },
        "Each pixel has the colour of the digit that it comes from. For cutout and CutMix, drag the ring, or focus " +
        "it and use the arrow keys: what of the dashed box lies over the border is lost."),
    ],
    update({ method }) {
      again.hidden = method !== "dropout";
      const { name, symbol = "" } = data.methods[method];
      setText(strength, `${name} ${symbol}`.trim());
      // An SVG's parts know no `hidden`.
      handle.root.style.display = BOXED.includes(method) ? "" : "none";
    },
    measure: () => plot.root.parentNode.clientWidth || 400,
    layout(state, room) {
      drawn = picture(state, room);
      const { left, top, pixel } = drawn.tile;
      const [row, column] = state.center;
      handle.draw(handleRing(left + column * pixel, top + row * pixel));
      handle.stands(row, `row ${row}, column ${column}`);
    },
    draw: () => plot.show(drawn),
    sentence: (state) => sentence(state, mixed(state)),
  };
}

function sentence({ method, amount }, { keeps, pixels }) {
  const label = `Label: 3 ${fixed(keeps)}, 6 ${fixed(1 - keeps)}.`;
  const { title, name } = data.methods[method];
  const extra = method === "dropout" ? ` Mean ${fixed(mean(pixels), 3)}, of the 3 ${fixed(mean(THREE), 3)}.` : "";
  return `${title}, ${name} ${fixed(amount)}. ${label}${extra}`;
}

function controlBar({ control, reset }, strength, again) {
  return html(
    "div",
    { class: "stp-bar" },
    control("method", choice, { label: "Method" }).root,
    control("amount", slider, { label: strength, step: 0.05 }).root,
    again,
    reset,
  );
}
