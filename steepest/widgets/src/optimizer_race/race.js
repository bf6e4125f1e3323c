// The runs of a state, each computed again only when something of its own has changed, and what
// there is to say about them in words.

import { keptEach } from "../shared/kept.js";
import { format } from "../shared/scale.js";
import { same } from "../shared/store.js";
import { simulate, stateAt } from "./simulation.js";
import { RULE_NAMES } from "./state.js";
import { SURFACES } from "./surfaces.js";
import data from "../../optimizer_race.json" with { type: "json" };

export function createRace() {
  const runOf = keptEach(
    (rule, { surface, settings, start, steps }) =>
      ({ ...simulate(surface, rule, settings[rule], start, steps), index: RULE_NAMES.indexOf(rule) }),
    (rule) => rule,
    (rule, { surface, settings, start, steps }) => [surface, JSON.stringify([start, settings[rule]]), steps],
  );
  return (state) => state.rules.map((rule) => runOf(rule, state));
}

// The runs of the reader's own functions, where they belong to what is shown.
export function ownRuns(state) {
  const { of = {}, paths = {} } = state.own;
  if (!Object.entries(of).every(([name, value]) => same(value, state[name]))) return [];
  return RULE_NAMES.flatMap((rule, index) => rule in paths ? [ownRun(rule, index, state.surface, paths[rule])] : []);
}

function ownRun(rule, index, surface, points) {
  const loss = points.map((point) => SURFACES[surface].loss(...point));
  return { rule, index, own: true, x: points.map(([x]) => x), y: points.map(([, y]) => y), loss, last: loss.length - 1 };
}

// What the reader's own functions have got to.
export function ownWords(runs, step) {
  const said = runs.map((run) =>
    `${data.rules[run.rule].title} ${format(run.loss[Math.min(step, run.last)], 2)}${step > run.last ? " (left the picture)" : ""}`);
  return said.length ? `The broad bands are your own functions. Their loss: ${said.join(", ")}.` : "";
}

// One row of the readout: the loss that a run has got to, and how it stands.
export function rowAt(run, step) {
  const at = Math.min(step, run.last);
  const stands = stateAt(run, step);
  const words = { diverged: `diverged at ${at}`, running: inView(run, at) ? "running" : "out of view" };
  return { loss: format(run.loss[at], 2, true), state: words[stands] ?? stands };
}

function inView(run, step) {
  const [xLow, xHigh, yLow, yHigh] = data.surfaces[run.surface].window;
  const [x, y] = [run.x[step], run.y[step]];
  return x >= xLow && x <= xHigh && y >= yLow && y <= yHigh;
}

// What a screen reader is told when the picture has come to rest.
export function sentence(state, runs, step) {
  const said = runs.map((run) => {
    const { loss, state: stands } = rowAt(run, step);
    return `${data.rules[run.rule].title} ${loss}, ${stands}`;
  });
  return `${data.surfaces[state.surface].title}, step ${step}. Loss: ${said.join("; ") || "no rule chosen"}.`;
}
