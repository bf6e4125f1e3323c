// The sliders: for each rule its own constants.

import { group, slider } from "../shared/controls.js";
import { html } from "../shared/dom.js";
import { seriesClass, swatch } from "../shared/series.js";
import { living } from "../shared/scene.js";
import { RULE_NAMES } from "./state.js";
import data from "../../optimizer_race.json" with { type: "json" };

export function settingsPanel({ set }) {
  const groups = RULE_NAMES.map((rule, index) => ruleGroup(rule, index, set));
  return {
    root: html("div", { class: "stp-settings stp-packed" }, groups.map(({ root }) => root)),
    update(state) {
      for (const { root, rule, update } of groups) {
        root.hidden = !state.rules.includes(rule);
        update(state.settings[rule]);
      }
    },
  };
}

function ruleGroup(rule, index, set) {
  const { title, constants } = data.rules[rule];
  const sliders = constants.map((name) =>
    slider(data.constants[name], (value) => set({ settings: { [rule]: { [name]: value } } })));
  const root = group([living(swatch(index)), ` ${title}`], sliders.map((one) => one.root));
  root.classList.add(seriesClass(index));
  return { rule, root, update: (settings) => sliders.forEach((one, i) => one.update(settings[constants[i]])) };
}
