// What the tests ask the race's simulation for.

import { simulate, stateAt } from "../../steepest/widgets/src/optimizer_race/simulation.js";
import { SURFACES } from "../../steepest/widgets/src/optimizer_race/surfaces.js";

export const ANSWERS = {
  runs({ surface, rule, constants, start, steps }) {
    const run = simulate(surface, rule, constants, start, steps);
    return { ...run, states: run.x.map((_, step) => stateAt(run, step)), end: stateAt(run, steps) };
  },
  points: ({ surface, x, y }) => ({ loss: SURFACES[surface].loss(x, y), gradient: SURFACES[surface].gradient(x, y) }),
  minima: (surface) => SURFACES[surface].minima,
};
