// Numbers as they are written in the figure, and what a screen reader is told.

import { kept } from "../shared/kept.js";
import { fixed } from "../shared/scale.js";
import { throughLayer, throughTime, setOf, jitter } from "./simulation.js";
import { cellValues, skewed } from "./samples.js";
import data from "../../normalization.json" with { type: "json" };

// A picture that is narrower, in px, has shorter words.
export const NARROW = 300;

// Two decimals; −0.00 is 0.00.
export function number(value) {
  if (value == null) return "";
  return fixed(Math.abs(value) < 0.005 ? 0 : value);
}

export const percent = (share) => `${Math.round(100 * share)} %`;

export const placeName = ([n, c, p]) => `sample ${n + 1}, channel ${c + 1}, position ${p + 1}`;

// The numbers of a state, each computed again only when something of its own has changed.
export function createNumbers() {
  const pool = kept((seed) => skewed(seed));
  const cells = kept((seed) => cellValues(seed));
  const layer = kept(
    (state) => throughLayer(pool(state.seed), state),
    ({ seed, batch, shift, spread, batch_norm: norm, gamma, beta }) => [seed, batch, shift, spread, norm, gamma, beta]);
  const time = kept(
    (state) => throughTime(pool(state.seed), state),
    ({ seed, batch, shift, spread, gamma, beta, momentum }) => [seed, batch, shift, spread, gamma, beta, momentum]);
  return { layer, time, cells: (state) => cells(state.seed) };
}

export function sentence(state, numbers, step) {
  return SENTENCES[state.view](state, numbers, step);
}

const SENTENCES = {
  layer(state, numbers) {
    const { about, withNorm, without } = numbers.layer(state);
    const [before, , scaled] = about;
    const norm = state.batch_norm
      ? `after batch norm mean ${number(scaled.mean)}, std ${number(scaled.std)}`
      : "batch norm left out";
    return `A batch of ${state.batch}: mean ${number(before.mean)}, std ${number(before.std)}; ${norm}. ` +
      `ReLU makes ${percent(withNorm.share)} zero with batch norm, ` +
      `${percent(without.share)} without.`;
  },
  running(state, numbers, step) {
    const time = numbers.time(state);
    const { running, trainOutput, evalOutput } = time.steps[step];
    const train = trainOutput === undefined ? "" :
      `train mode ${number(trainOutput)}, straying by ${number(jitter(time, step))}; `;
    return `Step ${step}, batches of ${state.batch}: running mean ${number(running.mean)}, ` +
      `running variance ${number(running.variance)}. ` +
      `Output of the ringed sample: ${train}eval mode ${number(evalOutput)}.`;
  },
  cells(state, numbers) {
    const set = setOf(numbers.cells(state), state.norm, state.groups, state.cell);
    const groups = state.norm === "group" ? ` with ${state.groups} groups` : "";
    return `${data.norms[state.norm]} norm${groups}, ${placeName(state.cell)}: ` +
      `${set.count} cells averaged, mean ${number(set.mean)}, variance ${number(set.variance)}; ` +
      `${number(set.value)} becomes ${number(set.result)}.`;
  },
};
