// Runs the figure's simulation for the tests: JSON requests on stdin, JSON answers on stdout.

import { text } from "node:stream/consumers";
import { shadesOf } from "../../steepest/widgets/src/normalization/cells_picture.js";
import { cellValues, skewed } from "../../steepest/widgets/src/normalization/samples.js";
import {
  jitter, normalizedCells, setOf, throughLayer, throughTime,
} from "../../steepest/widgets/src/normalization/simulation.js";
import { normalize } from "../../steepest/widgets/src/normalization/state.js";
import { createNumbers, sentence } from "../../steepest/widgets/src/normalization/words.js";

const { layers = [], times = [], cells = [], patches = [], said = [] } = JSON.parse(await text(process.stdin));
const whole = (part) => normalize(part, null);

process.stdout.write(
  JSON.stringify({
    layers: layers.map((part) => throughLayer(skewed(whole(part).seed), whole(part))),
    times: times.map((part) => {
      const time = throughTime(skewed(whole(part).seed), whole(part));
      return { ...time, jitter: time.steps.map((_, step) => jitter(time, step)) };
    }),
    cells: cells.map(({ seed, norm, groups, cell }) => {
      const values = cellValues(seed);
      const all = normalizedCells(values, norm, groups);
      return { ...setOf(values, norm, groups, cell), normalized: all, shades: shadesOf(all) };
    }),
    states: patches.map((list) => list.reduce((before, patch) => normalize(patch, before), null)),
    said: said.map((part) => sentence(whole(part), createNumbers(), whole(part).step)),
  }),
);
