// The runs of a state, each computed again only when something of its own has changed, and what
// there is to say about them in words.

import { format } from "../shared/scale.js";
import { simulate, stateAt } from "./simulation.js";
import { RULE_NAMES } from "./state.js";
import data from "../../optimizer_race.json" with { type: "json" };

export function createRace() {
  const kept = new Map();
  return function runs({ surface, rules, start, settings, steps }) {
    return rules.map((rule) => {
      const key = JSON.stringify([surface, start, steps, settings[rule]]);
      if (kept.get(rule)?.key !== key) {
        const run = simulate(surface, rule, settings[rule], start, steps);
        kept.set(rule, { key, run: { ...run, index: RULE_NAMES.indexOf(rule) } });
      }
      return kept.get(rule).run;
    });
  };
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
