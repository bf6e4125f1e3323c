// The numbers of each view, in words and in a table.

import { html, setText, uniqueId } from "../shared/dom.js";
import { table } from "../shared/table.js";
import { jitter, setOf } from "./simulation.js";
import { number, percent, placeName } from "./words.js";
import data from "../../normalization.json" with { type: "json" };

const { samples, channels } = data.cube;

export function layerTable() {
  const numbers = numbersTable("What ReLU makes of the batch", ["ReLU", "at zero", "mean", "std"], [
    ["withNorm", "with batch norm"], ["without", "without"],
  ]);
  return {
    root: numbers.root,
    update(state, layer) {
      const row = ({ share, mean, std }) => [percent(share), number(mean), number(std)];
      numbers.update({ withNorm: row(layer.withNorm), without: row(layer.without) });
    },
  };
}

export function timeTable() {
  const numbers = numbersTable("Statistics, and the ringed sample's output with them",
    ["statistics", "mean", "variance", "output"], [
      ["batch", "this batch, ÷ (n − 1)"], ["company", "with the ringed, ÷ n"],
      ["running", "running"], ["truth", "all samples"],
    ]);
  const note = html("p", { class: "stp-note" });
  return {
    root: html("div", {}, numbers.root, note),
    update(state, time, step) {
      const { batch, company, running, trainOutput, evalOutput } = time.steps[step];
      const row = (stats, output) => [number(stats?.mean), number(stats?.variance), number(output)];
      numbers.update({
        batch: row(batch), company: row(company, trainOutput), running: row(running, evalOutput),
        truth: row(time.truth, time.trueOutput),
      });
      const strays = jitter(time, step);
      setText(note, `The ringed sample is ${number(time.ringed)} every time. ` + (strays === null
        ? "No batch has arrived yet."
        : `In train mode its output has strayed by ${number(strays)} so far (standard deviation).`));
    },
  };
}

export function cellsTable(onChoose) {
  const numbers = numbersTable("The set of the chosen cell under each norm",
    ["norm", "cells", "mean", "variance", "result"], Object.entries(data.norms), onChoose);
  const note = html("p", { class: "stp-note" });
  return {
    root: html("div", {}, numbers.root, note),
    update(state, values) {
      const rows = Object.fromEntries(Object.keys(data.norms).map((norm) => {
        const set = setOf(values, norm, state.groups, state.cell);
        return [norm, [String(set.count), number(set.mean), number(set.variance), number(set.result)]];
      }));
      numbers.update(rows, state.norm);
      const { value } = setOf(values, "batch", 1, state.cell);
      setText(note, `The ringed cell, ${placeName(state.cell)}, is ${number(value)}. ${about(state)}`);
    },
  };
}

function about({ norm, groups }) {
  return {
    batch: `${channels} sets, one a channel: the other samples have a say in what it becomes.`,
    layer: `${samples} sets, one a sample: no other sample has a say.`,
    instance: `${samples * channels} sets, one a channel of a sample: no other sample has a say.`,
    group: `${samples * groups} sets, ${groups} a sample of ${channels / groups} ` +
      `channel${groups === channels ? "" : "s"} each: no other sample has a say.`,
  }[norm];
}

// A table of numbers: `rows` are [key, title] pairs, or with `onChoose` one of them is chosen.
function numbersTable(label, columns, rows, onChoose) {
  const name = uniqueId("rows");
  const radios = rows.map(([value]) =>
    onChoose && html("input", { type: "radio", name, value, onchange: () => onChoose(value) }));
  const titles = rows.map(([, title], i) => (onChoose ? html("label", {}, radios[i], title) : title));
  const numbers = table({ label, columns, rows: titles });
  return {
    root: numbers.root,
    update(values, chosen) {
      rows.forEach(([key], i) => {
        numbers.fill(i, values[key]);
        if (onChoose) radios[i].checked = key === chosen;
        numbers.rows[i].classList.toggle("stp-chosen", key === chosen);
      });
    },
  };
}
