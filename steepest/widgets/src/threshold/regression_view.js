// The page of the errors: true values to drag, the line that predicts them, and six measures.

import { round } from "../shared/axes.js";
import { choice, slider, toggle } from "../shared/controls.js";
import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { clamp, tidy } from "../shared/traits.js";
import { regressionFigures } from "./figures.js";
import { handleMark } from "./marks.js";
import { number, regressionRows, regressionSentence, split } from "./rows.js";
import data from "../../threshold.json" with { type: "json" };

const HELP =
  "Rings are true values y: drag one up or down, or focus it and use the arrow keys. The line with " +
  "the small squares predicts ŷ, and e = y − ŷ is the error; the number at each ring is |e|, e² or |e / y| in percent. The outlier is one more true value, far " +
  "off; a bias moves every prediction by the same amount. Ticks show where each measure stood " +
  "before anything was moved.";

export function regressionPage(tools) {
  const figuresOf = regressionFigures();
  let figures;
  const points = drawing("stp-points", "True values, predictions and errors", "group");
  const bars = drawing("stp-errors", "Measures");
  const rings = data.x.map((_, index) => ring(points, index, tools, () => figures));
  const note = html("p", { class: "stp-split" });
  const places = {
    points: html("div", { class: "stp-at-points" }, points.root),
    bars: html("div", { class: "stp-at-errors" }, bars.root),
  };
  const biased = toggle({ label: "biased" }, (on) => tools.set({ bias: on ? data.switched_bias : 0 }));
  return {
    root: html(
      "div",
      {},
      controlBar(tools, biased),
      html("div", { class: "stp-regression" }, Object.values(places), note),
      html("p", { class: "stp-help" }, HELP),
    ),
    measure: () => roomOf(places),
    update: ({ bias }) => biased.update(bias !== 0),
    layout: (state, room) => (figures = figuresOf(state, room)),
    draw() {
      points.show(figures.points);
      bars.show(figures.bars);
      rings.forEach((one, index) => placeRing(one, index, figures));
      setText(note, split(figures.found));
      const said = regressionRows(figures.found).map(({ name, value }) => `${name} ${value}`).join(", ");
      bars.label(`Measures: ${said}`);
    },
    sentence: () => regressionSentence(figures.found),
  };
}

function controlBar({ control }, biased) {
  return html(
    "div",
    { class: "stp-bar stp-sliders" },
    html("span", { class: "stp-quiet", "aria-hidden": true }, "errors as"),
    control("errors", choice, { label: "Errors as" }).root,
    control("outlier", toggle, { label: "outlier" }).root,
    biased.root,
    control("bias", slider, { label: "bias", step: 0.1 }).root,
  );
}

// The handle of a true value, which moves up and down.
function ring(points, index, { state, set, rest, traits }, figures) {
  const { low, high } = traits.truth;
  const name = index === data.x.length - 1 ? "Outlier" : `True value at x = ${data.x[index]}`;
  const move = (value) => {
    const truth = [...state().truth];
    truth[index] = tidy(clamp(value, low, high), 1);
    set({ truth });
  };
  const one = points.handle(name, { low, high, keys: "ArrowUp ArrowDown", "aria-orientation": "vertical" }, {
    takes: ([px]) => nearest(px, figures()) === index,
    place: ([, py]) => move(figures().picture.y.invert(py)),
    nudge: ([dx, dy], big) => move(state().truth[index] + (dx + dy) * (big ? 1 : 0.1)),
    done: rest,
  });
  one.draw(handleMark(18, 6));
  return one;
}

// The point whose column is nearest.
function nearest(px, { picture, given }) {
  const at = picture.x.invert(px);
  const apart = given.map((point) => Math.abs(point.x - at));
  return given[apart.indexOf(Math.min(...apart))].index;
}

function placeRing(ring, index, { picture, given }) {
  const point = given.find((one) => one.index === index);
  ring.root.style.display = point ? "" : "none";
  if (!point) return;
  const at = `translate(${round(picture.x(point.x))} ${round(picture.y(point.truth))})`;
  if (ring.root.getAttribute("transform") !== at) ring.root.setAttribute("transform", at);
  ring.stands(point.truth, `truth ${number(point.truth)}, predicted ${number(point.prediction)}`);
}

function roomOf(places) {
  const [wide, side] = [places.points.clientWidth || 400, places.bars.clientWidth || 300];
  const beside = places.bars.offsetLeft > places.points.offsetLeft + 50;
  const tall = Math.round(clamp(0.75 * wide, beside ? 320 : 260, 360));
  return { points: [wide, tall], bars: [side, beside ? Math.max(tall - 20, 312) : 324] };
}
