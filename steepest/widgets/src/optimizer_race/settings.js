// The sliders: for each rule its own constants.

import { slider } from "../shared/controls.js";
import { html } from "../shared/dom.js";
import { seriesClass, swatch } from "../shared/series.js";
import { serialize } from "../shared/scene.js";
import { RULE_NAMES } from "./state.js";
import data from "../../optimizer_race.json" with { type: "json" };

export function settingsPanel(onChange) {
  const groups = RULE_NAMES.map((rule, index) => group(rule, index, onChange));
  return {
    root: html("div", { class: "stp-settings" }, groups.map(({ root }) => root)),
    update(state) {
      for (const { root, rule, update } of groups) {
        root.hidden = !state.rules.includes(rule);
        update(state.settings[rule]);
      }
    },
  };
}

function group(rule, index, onChange) {
  const { title, constants } = data.rules[rule];
  const sliders = constants.map((name) =>
    slider(data.constants[name], (value) => onChange({ settings: { [rule]: { [name]: value } } })));
  const legend = html("legend", {});
  legend.innerHTML = `${serialize(swatch(index))} ${title}`;
  return {
    rule,
    root: html(
      "fieldset",
      { class: `stp-group ${seriesClass(index)}` },
      legend,
      sliders.map(({ root }) => root),
    ),
    update: (settings) => sliders.forEach((one, i) => one.update(settings[constants[i]])),
  };
}
