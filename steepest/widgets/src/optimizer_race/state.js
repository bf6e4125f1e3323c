// What a race is: its surface, rules, start, settings, steps, and the step that is shown.

import data from "../../optimizer_race.json" with { type: "json" };

export const TRAITS = ["surface", "rules", "start", "settings", "steps", "step"];
export const RULE_NAMES = Object.keys(data.rules);

// A whole state from a change. Naming a surface brings that surface's own start and settings,
// where the change does not give them. `before` is null for the first state.
export function normalize(patch, before) {
  check("part of the state", Object.keys(patch), TRAITS);
  const surface = patch.surface ?? before?.surface ?? data.defaults.surface;
  check("surface", [surface], Object.keys(data.surfaces));
  const own = data.surfaces[surface];
  const kept = patch.surface === undefined ? before : null;

  const rules = patch.rules ?? before?.rules ?? data.defaults.rules;
  check("rule", rules, RULE_NAMES);

  const steps = whole(patch.steps ?? before?.steps ?? data.defaults.steps, 1, data.limits.steps);
  const atEnd = !before || before.step === before.steps;
  const step = patch.step ?? (atEnd ? steps : before.step);

  return {
    surface,
    rules: RULE_NAMES.filter((rule) => rules.includes(rule)),
    start: within(patch.start ?? kept?.start ?? own.start, own.window),
    settings: merge(kept?.settings ?? own.settings, patch.settings ?? {}),
    steps,
    step: whole(step, 0, steps),
  };
}

function merge(settings, patch) {
  check("rule", Object.keys(patch), RULE_NAMES);
  return Object.fromEntries(
    RULE_NAMES.map((rule) => {
      check(`constant of ${rule}`, Object.keys(patch[rule] ?? {}), data.rules[rule].constants);
      return [rule, { ...settings[rule], ...patch[rule] }];
    }),
  );
}

function check(what, given, known) {
  for (const name of given) {
    if (!known.includes(name)) {
      throw new Error(`OptimizerRace: no ${what} "${name}"; there are ${known.join(", ")}`);
    }
  }
}

function whole(value, low, high) {
  return Math.min(Math.max(Math.round(value), low), high);
}

function within([x, y], [xLow, xHigh, yLow, yHigh]) {
  return [Math.min(Math.max(x, xLow), xHigh), Math.min(Math.max(y, yLow), yHigh)];
}
