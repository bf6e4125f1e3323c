// Runs the race's simulation for the tests: JSON requests on stdin, JSON answers on stdout.

import { text } from "node:stream/consumers";
import { simulate, stateAt } from "../../steepest/widgets/src/optimizer_race/simulation.js";
import { SURFACES } from "../../steepest/widgets/src/optimizer_race/surfaces.js";

const { runs = [], points = [] } = JSON.parse(await text(process.stdin));
process.stdout.write(
  JSON.stringify({
    runs: runs.map(({ surface, rule, constants, start, steps }) => {
      const run = simulate(surface, rule, constants, start, steps);
      return { ...run, states: run.x.map((_, step) => stateAt(run, step)), end: stateAt(run, steps) };
    }),
    points: points.map(({ surface, x, y }) => ({
      loss: SURFACES[surface].loss(x, y),
      gradient: SURFACES[surface].gradient(x, y),
    })),
    minima: Object.fromEntries(Object.entries(SURFACES).map(([name, { minima }]) => [name, minima])),
  }),
);
