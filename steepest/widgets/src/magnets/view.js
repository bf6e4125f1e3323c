// The figure on the page: its parts and how they hang together (see shared/figure.js).

import { round } from "../shared/axes.js";
import { choice, slider, toggle } from "../shared/controls.js";
import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { figure } from "../shared/figure.js";
import { traitPlayer } from "../shared/player.js";
import { element } from "../shared/scene.js";
import { fixed } from "../shared/scale.js";
import { clamp } from "../shared/traits.js";
import { frame, picture, walks } from "./picture.js";
import { classOf } from "./simulation.js";
import { normalize } from "./state.js";
import data from "../../magnets.json" with { type: "json" };

export const view = figure({ name: "magnets", data, normalize, make });

const HELP =
  "Each mark is a point of one of three classes. Lines with a dot are the pull of the loss on it, and thin lines " +
  "where it came from; a point without a line has nothing to gain. Drag a point, or focus it and use the arrow " +
  "keys: the walk begins anew from there. Rings are centers.";

function make(tools) {
  const walkOf = walks();
  const plane = drawing("stp-surface", "Twelve points of three classes", "group");
  const words = html("p", { class: "stp-formula" });
  const place = html("div", {}, plane.root);
  const player = traitPlayer(tools, "step", { pace: () => 20 });
  const hard = tools.control("hard", toggle, { label: "hard negatives and positives only" });
  const margin = tools.control("margin", slider, { label: "margin", symbol: "m", step: 0.1 });
  let box, drawn, walk;
  const count = tools.traits.points.default.length / 2;
  const handles = Array.from({ length: count }, (_, i) => pointHandle(plane, i, tools, () => ({ box, walk })));
  return {
    children: [
      html(
        "div",
        { class: "stp-bar" },
        tools.control("loss", choice, { label: "Loss" }).root, hard.root, margin.root, tools.reset,
      ),
      player.root,
      words,
      place,
      html("figcaption", { class: "stp-help" }, HELP),
    ],
    update({ loss }) {
      hard.root.hidden = margin.root.hidden = loss !== "triplet";
    },
    measure: () => place.clientWidth || 400,
    layout(state, room) {
      box = frame(room, Math.round(Math.min(Math.max(0.8 * room, 280), 420)));
    },
    draw(state) {
      walk = walkOf(state);
      drawn = picture(box, walk, state);
      plane.show(drawn);
      walk[state.step].points.forEach(([x, y], i) => {
        handles[i].root.setAttribute("transform", `translate(${round(box.x(x))} ${round(box.y(y))})`);
        handles[i].stands(Number(x.toFixed(2)), `x ${fixed(x)}, y ${fixed(y)}`);
      });
      setText(words, told(state, walk));
    },
    sentence: (state) => told(state, walkOf(state)),
  };
}

function told({ loss, step }, walk) {
  const { loss: cost, active } = walk[step];
  const share = loss === "triplet" ? ` ${Math.round(100 * active)} % of the triplets cost something.` : "";
  return `After ${step} steps the loss is ${fixed(cost, 3)}.${share}`;
}

// A point that the reader drags: the walk then starts anew from where all points are.
function pointHandle(plane, i, { state, set, rest, traits }, now) {
  const { low, high } = traits.points;
  const move = (to) => {
    const points = now().walk[state().step].points.map((point, j) => (j === i ? to : point));
    set({ step: 0, points: points.flat().map((x) => clamp(Number(x.toFixed(3)), low, high)) });
  };
  const handle = plane.handle(`Point ${(i % 4) + 1} of class ${classOf(i) + 1}`, { low, high }, {
    takes: (at) => nearest(at, now(), state()) === i,
    place: ([px, py]) => move([now().box.x.invert(px), now().box.y.invert(py)]),
    nudge([dx, dy], big) {
      const [x, y] = now().walk[state().step].points[i];
      const far = big ? 0.5 : 0.1;
      move([x + far * dx, y + far * dy]);
    },
    done: rest,
  });
  handle.stands(0, "");
  handle.draw(
    element("circle", { class: "stp-handle-reach", r: 14 }),
    element("circle", { class: "stp-handle-ring", r: 9, style: "fill-opacity: 0; stroke-opacity: 0.4" }),
  );
  return handle;
}

function nearest([px, py], { box, walk }, { step }) {
  const away = walk[step].points.map(([x, y]) => Math.hypot(box.x(x) - px, box.y(y) - py));
  return away.indexOf(Math.min(...away));
}
