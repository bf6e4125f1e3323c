// What a race is, made whole from any change.

import { isNumber, normalizer } from "../shared/traits.js";
import data from "../../optimizer_race.json" with { type: "json" };

export const RULE_NAMES = Object.keys(data.rules);

export const normalize = normalizer(data, { kinds: { settings: merge, own: paths } });

// The constants of each rule, with those that are given.
function merge(given, settings) {
  return Object.fromEntries(
    RULE_NAMES.map((rule) => {
      const known = Object.entries(given?.[rule] ?? {})
        .filter(([name, value]) => data.rules[rule].constants.includes(name) && isNumber(value));
      return [rule, { ...settings[rule], ...Object.fromEntries(known) }];
    }),
  );
}

// Paths that Python computed by functions of the reader's own, and the state that they belong to.
function paths(given, before) {
  return given?.paths || (given && Object.keys(given).length === 0) ? given : before;
}
