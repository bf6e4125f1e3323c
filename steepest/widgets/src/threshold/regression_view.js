// The page of the errors: true values to drag, the line that predicts them, and six measures.

import { choice, slider } from "../shared/controls.js";
import { html, setText, svg } from "../shared/dom.js";
import { draggable } from "../shared/drag.js";
import { Stage } from "../shared/scene.js";
import { round } from "../shared/axes.js";
import { canvas, svgGroup, tidy } from "./canvas.js";
import { regressionFigures } from "./figures.js";
import { handleMark } from "./marks.js";
import { number, regressionRows, regressionSentence, split } from "./rows.js";
import data from "../../threshold.json" with { type: "json" };

const HELP =
  "Rings are true values y: drag one up or down, or focus it and use the arrow keys. The line with " +
  "the small squares predicts ŷ, and e = y − ŷ is the error; the number at each ring is |e|, e² or |e / y| in percent. The outlier is one more true value, far " +
  "off; a bias moves every prediction by the same amount. Ticks show where each measure stood " +
  "before anything was moved.";

export function regressionPage(change, rest) {
  let state, figures, room;
  const [low, high] = data.limits.bias;
  const shapes = choice("Errors as", Object.entries(data.errors), (errors) => change({ errors }));
  const outlier = html("input", { type: "checkbox", onchange: () => change({ outlier: outlier.checked }) });
  const biased = html("input", {
    type: "checkbox", onchange: () => change({ bias: biased.checked ? data.switched_bias : 0 }),
  });
  const bias = slider({ label: "bias", kind: "linear", low, high, notches: 10 * (high - low) }, (value) => change({ bias: value }));

  const pointsSvg = svg({ class: "stp-points", role: "group", "aria-label": "True values, predictions and errors" });
  const points = canvas(pointsSvg.appendChild(svgGroup()), pointsSvg);
  const barsSvg = svg({ class: "stp-errors", role: "img" });
  const bars = canvas(barsSvg, barsSvg);
  const handles = data.x.map((x, index) => handleFor(x, index));
  const note = html("p", { class: "stp-split" });

  const places = {
    points: html("div", { class: "stp-at-points" }, pointsSvg),
    bars: html("div", { class: "stp-at-errors" }, barsSvg),
  };
  const root = html(
    "div",
    {},
    html(
      "div",
      { class: "stp-bar stp-sliders" },
      html("span", { class: "stp-quiet", "aria-hidden": true }, "errors as"), shapes.root,
      html("label", { class: "stp-switch" }, outlier, "outlier"),
      html("label", { class: "stp-switch" }, biased, "biased"),
      bias.root,
    ),
    html("div", { class: "stp-regression" }, Object.values(places), note),
    html("p", { class: "stp-help" }, HELP),
  );
  const figuresOf = regressionFigures();

  function handleFor(x, index) {
    const handle = pointsSvg.appendChild(svgGroup());
    const [least, most] = data.limits.truth;
    const name = index === data.x.length - 1 ? "Outlier" : `True value at x = ${x}`;
    for (const [key, value] of Object.entries({
      class: "stp-handle", tabindex: 0, role: "slider", "aria-label": name, "aria-orientation": "vertical",
      "aria-valuemin": least, "aria-valuemax": most, "aria-keyshortcuts": "ArrowUp ArrowDown",
    })) handle.setAttribute(key, value);
    new Stage(handle).draw(handleMark(18, 6));
    const move = (value) => {
      const truth = [...state.truth];
      truth[index] = tidy(Math.min(Math.max(value, least), most), 1);
      change({ truth });
    };
    draggable(pointsSvg, handle, {
      takes: ([px]) => nearest(px) === index,
      place: ([, py]) => move(figures.picture.y.invert(py)),
      nudge: ([dx, dy], big) => move(state.truth[index] + (dx + dy) * (big ? 1 : 0.1)),
      done: rest,
    });
    return handle;
  }

  // The point whose column is nearest.
  function nearest(px) {
    const at = figures.picture.x.invert(px);
    const apart = figures.given.map((point) => Math.abs(point.x - at));
    return figures.given[apart.indexOf(Math.min(...apart))].index;
  }

  function placeHandle(handle, index) {
    const point = figures.given.find((one) => one.index === index);
    handle.style.display = point ? "" : "none";
    if (!point) return;
    const at = `translate(${round(figures.picture.x(point.x))} ${round(figures.picture.y(point.truth))})`;
    if (handle.getAttribute("transform") !== at) handle.setAttribute("transform", at);
    const said = `truth ${number(point.truth)}, predicted ${number(point.prediction)}`;
    if (handle.getAttribute("aria-valuetext") === said) return;
    handle.setAttribute("aria-valuenow", point.truth);
    handle.setAttribute("aria-valuetext", said);
  }

  return {
    root,
    sentence: () => regressionSentence(figures.found),
    fit() {
      const before = JSON.stringify(room);
      const [wide, side] = [places.points.clientWidth || 400, places.bars.clientWidth || 300];
      const beside = places.bars.offsetLeft > places.points.offsetLeft + 50;
      const tall = Math.round(Math.min(Math.max(0.75 * wide, beside ? 320 : 260), 360));
      room = { points: [wide, tall], bars: [side, beside ? Math.max(tall - 20, 312) : 324] };
      return JSON.stringify(room) !== before;
    },
    draw(now) {
      state = now;
      shapes.update(state.errors);
      outlier.checked = state.outlier;
      biased.checked = state.bias !== 0;
      bias.update(state.bias);
      figures = figuresOf(state, room);
      points(figures.points);
      bars(figures.bars);
      handles.forEach(placeHandle);
      setText(note, split(figures.found));
      const said = regressionRows(figures.found).map(({ name, value }) => `${name} ${value}`).join(", ");
      barsSvg.setAttribute("aria-label", `Measures: ${said}`);
    },
  };
}
