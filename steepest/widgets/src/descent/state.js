// What the figure's state is, made whole from any change.

import { normalizer } from "../shared/traits.js";
import { stepsPerEpoch } from "./samples.js";
import data from "../../descent.json" with { type: "json" };

export const normalize = normalizer(data, { bounds: (state) => ({ total: totalSteps(state) }) });

// How many steps the reader's own run has.
export function totalSteps({ loss, steps, batch, epochs }) {
  return loss === "samples" ? epochs * stepsPerEpoch(batch) : steps;
}
