// What the tests ask the figure's simulation for.

import { shadesOf } from "../../steepest/widgets/src/normalization/cells_picture.js";
import { cellValues, skewed } from "../../steepest/widgets/src/normalization/samples.js";
import {
  jitter, normalizedCells, setOf, throughLayer, throughTime,
} from "../../steepest/widgets/src/normalization/simulation.js";
import { normalize } from "../../steepest/widgets/src/normalization/state.js";
import { createNumbers, sentence } from "../../steepest/widgets/src/normalization/words.js";

const whole = (part) => normalize(part, null);

export const ANSWERS = {
  layers: (part) => throughLayer(skewed(whole(part).seed), whole(part)),
  times(part) {
    const time = throughTime(skewed(whole(part).seed), whole(part));
    return { ...time, jitter: time.steps.map((_, step) => jitter(time, step)) };
  },
  cells({ seed, norm, groups, cell }) {
    const values = cellValues(seed);
    const all = normalizedCells(values, norm, groups);
    return { ...setOf(values, norm, groups, cell), normalized: all, shades: shadesOf(all) };
  },
  said: (part) => sentence(whole(part), createNumbers(), whole(part).step),
};
