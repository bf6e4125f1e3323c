// The figure on the page: a chain of layers to change, and its bill (see shared/figure.js).

import { button, select, slider } from "../shared/controls.js";
import { dial } from "../shared/dial.js";
import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { figure } from "../shared/figure.js";
import { handleRing } from "../shared/pointers.js";
import { picture } from "./picture.js";
import { line, shown } from "./shown.js";
import { normalize } from "./state.js";
import { grouped, words } from "./words.js";
import css from "./chain.css";
import data from "../../chain.json" with { type: "json" };

export const view = figure({ name: "chain", css, data, normalize, make });

// Which settings are of use to a kind of layer.
const OF_USE = {
  conv: ["kernel", "stride", "padding", "dilation", "channels", "groups"],
  pool: ["kernel", "stride", "padding"],
  up: ["kernel", "stride", "padding", "channels"],
};

const chosen = ({ layer, layers }) => Math.min(layer, layers.length) - 1;

function make(tools) {
  const plot = drawing("stp-plot", "The chain from its output down to the pixels", "group");
  const around = html("div", {}, plot.root);
  const said = html("p", { class: "chain-says" });
  const code = html("p", { class: "chain-line" });
  const bill = billTable();
  const settings = settingsOf(tools);
  const to = (at) => tools.set({ output: Math.max(0, Math.min(Math.round(at), shown(tools.state()).maps.at(-1).size - 1)) });
  let drawn;
  const handle = plot.handle("Output", { low: 0, high: 255 }, {
    place: ([px]) => to((px - drawn.x(0)) / (drawn.x(1) - drawn.x(0))),
    nudge: ([dx, dy]) => to(shown(tools.state()).at + dx + dy),
    done: tools.rest,
    takes: () => Boolean(drawn.ring),
  });
  plot.root.addEventListener("pointermove", ({ offsetX, offsetY, buttons }) => {
    if (!buttons && drawn.ring && Math.abs(offsetY - drawn.ring[1]) < 10) to((offsetX - drawn.x(0)) / (drawn.x(1) - drawn.x(0)));
  });
  return {
    style: ["stp-chain"],
    children: [
      html("div", { class: "stp-bar" },
        tools.control("net", select, { label: "Start from" }).root,
        tools.control("layer", slider, { label: "change layer" }).root,
        settings.add, settings.remove, tools.reset),
      html("div", { class: "stp-bar" }, settings.controls),
      around, said, code, bill.root,
      html("p", { class: "stp-help" },
        "Point at an output in the top row, or focus the ring and use the arrow keys: filled is what reaches it, and the bars say " +
        "how many ways lead there. In the bill: r, the receptive field; j, the jump; start, where the middle of the first place lies."),
    ],
    update(state) {
      const { layers } = shown(state);
      settings.update(state);
      setText(code, line(layers[chosen(state)]));
      bill.update(state);
    },
    measure: () => around.clientWidth || 400,
    layout(state, room) {
      drawn = picture(state, room);
      const { at, cone } = shown(state);
      handle.root.style.display = cone ? "" : "none";
      if (cone) handle.draw(handleRing(...drawn.ring));
      handle.stands(at, `output ${at}`);
    },
    draw(state) {
      plot.show(drawn);
      setText(said, words(state));
    },
    sentence: words,
  };
}

// The inputs of the chosen layer, and the buttons that add one behind it and take it away.
function settingsOf(tools) {
  const change = (make) => {
    const state = tools.state();
    tools.set({ net: "own", ...make(state.layers.map((one) => ({ ...one })), chosen(state)) });
  };
  const edit = (part) => (value) => change((layers, at) => {
    layers[at][part] = value;
    return { layers };
  });
  const whole = (part) => {
    const [low, high] = data.bounds[part];
    return slider({ label: part, kind: "whole", low, high }, edit(part));
  };
  const parts = {
    kind: select({ label: "Layer", options: Object.entries(data.kinds) }, edit("kind")),
    ...Object.fromEntries(Object.keys(data.bounds).map((part) => [part, whole(part)])),
    channels: dial({ label: "channels", values: data.channels }, edit("channels")),
    groups: dial({ label: "groups", values: data.groups }, edit("groups")),
  };
  const add = button("Add a layer", () => change((layers, at) => {
    layers.splice(at + 1, 0, { ...data.fresh });
    return { layers, layer: at + 2 };
  }));
  const remove = button("Remove it", () => change((layers, at) => {
    layers.splice(at, 1);
    return { layers, layer: Math.max(1, at) };
  }));
  return {
    add, remove,
    controls: Object.values(parts).map(({ root }) => root),
    update(state) {
      const layer = state.layers[chosen(state)];
      for (const [part, control] of Object.entries(parts)) {
        control.update(layer[part]);
        control.root.hidden = part !== "kind" && !OF_USE[layer.kind].includes(part);
      }
      add.disabled = state.layers.length === data.most;
      remove.disabled = state.layers.length === 1;
    },
  };
}

const COLUMNS = ["layer", "size", "r", "j", "start", "parameters", "products"];
const MORE = ["j", "start"]; // left out where there is little room

function billTable() {
  const cell = (tag, name, content) => html(tag, { class: MORE.includes(name) ? "chain-more" : null }, content);
  const body = html("tbody");
  return {
    root: html("table", { class: "stp-readout chain-bill" },
      html("thead", {}, html("tr", {}, COLUMNS.map((name) => cell("th", name, name)))), body),
    update(state) {
      const { layers, maps } = shown(state);
      body.replaceChildren(...layers.map((layer, l) => {
        const { size, field, jump, start, parameters, products } = maps[l + 1];
        const values = [layer.kind, size || "–", field, jump, start, grouped(parameters), grouped(products)];
        return html("tr", {}, values.map((value, i) => cell(i ? "td" : "th", COLUMNS[i], String(value).replace("-", "−"))));
      }));
    },
  };
}
