// Runs the activations' simulation for the tests: JSON requests on stdin, JSON answers on stdout.

import { text } from "node:stream/consumers";
import { slopeAt, valueAt } from "../../steepest/widgets/src/activations/functions.js";
import { clipFactor, health } from "../../steepest/widgets/src/activations/measure.js";
import { clipSentence, createStack, sentence, verdict } from "../../steepest/widgets/src/activations/stack.js";
import { normalize } from "../../steepest/widgets/src/activations/state.js";

const { points = [], stacks = [], patches = [], clips = [], norms = [] } = JSON.parse(await text(process.stdin));
const stack = createStack();
const plain = ({ counts, below, above }) => [...counts, below, above];

process.stdout.write(
  JSON.stringify({
    points: points.map(({ activation, x }) => [valueAt(activation, x), slopeAt(activation, x)]),
    // One stack is used for all, as on the page: what is kept from the last must not leak.
    stacks: stacks.map((given) => {
      const state = normalize(given, null);
      const { layers, outputs, gradients, norm, factor } = stack(state);
      return {
        state, layers, norm, factor,
        outputs: outputs.map(plain),
        gradients: gradients.map(plain),
        inputs: layers.map((_, l) => {
          const { inputs } = stack({ ...state, layer: l + 1 });
          return inputs && plain(inputs);
        }),
        verdict: verdict({ layers }),
        clipping: clipSentence(state, { norm, factor }),
        sentence: sentence(state, { layers, norm, factor }),
      };
    }),
    patches: patches.map((given) =>
      given.reduce((before, patch) => normalize(patch, before), null)),
    clips: clips.map(([norm, maxNorm]) => clipFactor(norm, maxNorm)),
    health: norms.map(health),
  }),
);
