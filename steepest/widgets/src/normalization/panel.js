// Beside the pictures: sliders, switches and tables of numbers.

import { dial } from "../shared/dial.js";
import { html, setText, uniqueId } from "../shared/dom.js";
import { fixed } from "../shared/scale.js";
import { GROUPS } from "./state.js";
import data from "../../normalization.json" with { type: "json" };

const decimal = (value) => fixed(value, 1);
const MOMENTA = [0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1];

// Each slider and switch; `views` says in which views it is of use.
export function settingsPanel(set) {
  const part = (name, about, ...views) => {
    const values = about.values ?? range(...data.limits[name]);
    const one = dial({ say: decimal, ...about, values }, (value) => set({ [name]: value }));
    return { ...one, name, views };
  };
  const both = ["layer", "running"];
  const groups = [
    ["What arrives", [
      part("batch", {
        label: "batch size", symbol: "n", values: whole(...data.limits.batch), say: String,
      }, ...both),
      part("shift", { label: "mean" }, ...both),
      part("spread", { label: "standard deviation" }, ...both),
    ]],
    ["Batch norm", [
      toggle("batch_norm", "on the way to ReLU", set, "layer"),
      part("gamma", { label: "scale", symbol: "γ" }, ...both),
      part("beta", { label: "shift", symbol: "β" }, ...both),
      part("momentum", { label: "momentum", symbol: "m", values: MOMENTA, say: String }, "running"),
    ]],
    ["Cells", [
      part("groups", { label: "groups of group norm", values: GROUPS, say: String }, "cells"),
      toggle("normalized", "show normalised values", set, "cells"),
    ]],
  ].map(([title, parts]) => ({
    parts,
    root: html(
      "fieldset", { class: "stp-group" }, html("legend", {}, title), parts.map(({ root }) => root)),
  }));
  return {
    root: html("div", { class: "stp-settings" }, groups.map(({ root }) => root)),
    update(state) {
      for (const { root, parts } of groups) {
        root.hidden = !parts.some(({ views }) => views.includes(state.view));
        for (const one of parts) {
          one.root.hidden = !one.views.includes(state.view);
          one.update(state[one.name]);
        }
      }
    },
  };
}

function toggle(name, label, set, ...views) {
  const input = html("input", { type: "checkbox", onchange: () => set({ [name]: input.checked }) });
  return {
    name,
    views,
    root: html("label", { class: "stp-toggle" }, input, label),
    update: (on) => (input.checked = on),
  };
}

const whole = (low, high) => Array.from({ length: high - low + 1 }, (_, i) => low + i);
const range = (low, high) => whole(Math.round(low * 10), Math.round(high * 10)).map((tenths) => tenths / 10);

// A table of numbers: `rows` are [key, title] pairs, or with `onChoose` one of them is chosen.
export function numbersTable(label, columns, rows, onChoose) {
  const group = uniqueId("rows");
  const made = rows.map(([key, title]) => {
    const radio = onChoose && html(
      "input", { type: "radio", name: group, value: key, onchange: () => onChoose(key) });
    const cells = columns.slice(1).map(() => html("td"));
    const head = html("th", { scope: "row" }, radio ? html("label", {}, radio, title) : title);
    return { key, radio, cells, root: html("tr", {}, head, cells) };
  });
  return {
    root: html(
      "table",
      { class: "stp-readout", "aria-label": label },
      html("thead", {}, html("tr", {}, columns.map((name) => html("th", { scope: "col" }, name)))),
      html("tbody", {}, made.map(({ root }) => root)),
    ),
    update(values, chosen) {
      for (const { key, radio, cells, root } of made) {
        cells.forEach((cell, i) => setText(cell, values[key][i]));
        if (radio) radio.checked = key === chosen;
        root.classList.toggle("stp-chosen", key === chosen);
      }
    },
  };
}
