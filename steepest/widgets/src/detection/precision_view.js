// The page of average precision: the pictures, the list of detections, the curve and its areas.

import { choice } from "../shared/controls.js";
import { dial } from "../shared/dial.js";
import { html, setText, sizeSvg, svg } from "../shared/dom.js";
import { player } from "../shared/player.js";
import { fixed } from "../shared/scale.js";
import { Stage } from "../shared/scene.js";
import { areasPicture, stripPicture } from "./areas_picture.js";
import { curvePicture } from "./curve_picture.js";
import { CATEGORIES, cocoAp, evaluate, summary } from "./evaluation.js";
import { gardenPicture } from "./garden_picture.js";
import { areaTable, list } from "./tables.js";
import { HELP, precisionSentence, stand } from "./words.js";
import data from "../../detection.json" with { type: "json" };

const PACE = 1.25;
const LABELS = {
  garden: "Four pictures", curve: "Precision against recall", areas: "Average precision so far",
  strip: "COCO's AP at each threshold",
};

// `change(patch)` sets the state, `rest()` says that it has come to rest.
export function precisionPage(change, rest) {
  let state, now, evaluation, garden, curve, room;

  const named = CATEGORIES.map((name) => [name, data.categories[name].plural]);
  const classes = choice("Class", named, (category) => change({ category }));
  const rules = choice("Matching rule", Object.entries(data.matchings), (matching) => change({ matching }));
  const threshold = dial(
    { label: "overlap threshold", values: data.thresholds, say: (value) => fixed(value) },
    (value) => change({ threshold: value }),
  );
  const playback = player({
    show: (step) => show(step),
    rest: (step) => {
      change({ step });
      rest();
    },
    pace: PACE,
    name: "detection",
  });
  const words = html("p", { class: "det-why" });
  const rows = list();
  const table = areaTable();

  const pictures = Object.fromEntries(
    Object.entries(LABELS)
      .map(([name, label]) => {
        const one = svg({ class: `det-${name}`, role: "img", "aria-label": label });
        return [name, { label, svg: one, stage: new Stage(one), holder: html("div", {}, one) }];
      }),
  );
  const left = html("div", { class: "det-left" }, pictures.garden.holder, playback.root, words, rows.root);
  const right = html(
    "div",
    { class: "det-right" },
    pictures.curve.holder,
    heading("The area so far, measured in three ways"),
    pictures.areas.holder,
    table.root,
    heading("COCO: the classes' mean 101-point area by COCO's rule at each overlap threshold, and the mean of the ten"),
    pictures.strip.holder,
  );
  const root = html(
    "div",
    {},
    html("div", { class: "stp-bar det-bar-of-three" }, classes.root, rules.root, threshold.root),
    html("div", { class: "det-main" }, left, right),
    html("p", { class: "stp-help" }, HELP.precision),
  );

  function paint(name, { width, height }, scene, label) {
    const { svg: target, stage } = pictures[name];
    sizeSvg(target, { width, height });
    stage.draw(scene);
    target.setAttribute("aria-label", `${pictures[name].label}: ${label}`);
  }

  // All that changes with each detection.
  function show(step) {
    now = { ...state, step };
    const { precision, recall, after, upTo } = evaluation;
    const at = step ? `recall ${fixed(recall[step - 1])}, precision ${fixed(precision[step - 1])}` : "nothing yet";
    paint("garden", garden, garden.at(step), `${data.categories[state.category].plural}, ${step} detections judged`);
    paint("curve", curve, curve.at(step), at);
    const areas = areasPicture(upTo(step), after[step], room.right, 134);
    const told = Object.entries(data.areas).map(([name, title]) => `${title} ${fixed(after[step][name], 3)}`);
    paint("areas", areas, areas.scene, told.join(", "));
    setText(words, stand(now, evaluation));
    words.dataset.verdict = step === 0 ? "" : evaluation.rows[step - 1].takes === null ? "miss" : "hit";
    rows.update(evaluation, step);
  }

  return {
    root,
    sentence: () => precisionSentence(now, evaluation, cocoAp()),
    pause: () => playback.pause(),
    play: () => playback.start(),
    fit() {
      const before = JSON.stringify(room);
      room = { left: pictures.garden.holder.clientWidth || 340, right: pictures.curve.holder.clientWidth || 340 };
      return JSON.stringify(room) !== before;
    },
    draw(next) {
      state = next;
      classes.update(state.category);
      rules.update(state.matching);
      threshold.update(state.threshold);
      evaluation = evaluate(state.category, state.threshold, state.matching);
      garden = gardenPicture(state.category, evaluation.rows, room.left);
      curve = curvePicture(evaluation, room.right, Math.round(Math.min(0.72 * room.right, 340)));
      table.update(state, summary(state.threshold, state.matching));
      const coco = cocoAp();
      const strip = stripPicture(coco, state.threshold, room.right, 118);
      paint("strip", strip, strip.scene, `mean ${fixed(coco.ap, 3)}`);
      const step = playback.playing ? Math.min(now.step, evaluation.rows.length) : state.step;
      playback.place(step, evaluation.rows.length);
      show(step);
    },
  };
}

function heading(words) {
  return html("p", { class: "det-heading" }, words);
}
