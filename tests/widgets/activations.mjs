// What the tests ask the activations' simulation for.

import { slopeAt, valueAt } from "../../steepest/widgets/src/activations/functions.js";
import { clipFactor, health } from "../../steepest/widgets/src/activations/measure.js";
import { clipSentence, createStack, sentence, verdict } from "../../steepest/widgets/src/activations/stack.js";
import { normalize } from "../../steepest/widgets/src/activations/state.js";

// One stack is used for all, as on the page: what is kept from the last must not leak.
const stack = createStack();
const plain = ({ counts, below, above }) => [...counts, below, above];

export const ANSWERS = {
  points: ({ activation, x }) => [valueAt(activation, x), slopeAt(activation, x)],
  stacks(given) {
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
  },
  clips: ([norm, maxNorm]) => clipFactor(norm, maxNorm),
  health,
};
