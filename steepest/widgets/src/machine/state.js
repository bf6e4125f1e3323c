// What the figure shows: a whole state from any change.

import { normalizer } from "../shared/traits.js";
import data from "../../machine.json" with { type: "json" };

export const normalize = normalizer(data);

// The loop is shown moment by moment for SLOW steps, then in strides.
const SLOW = 10;
const STRIDE = 5;

// Which step a moment belongs to, and which of the four parts is at work; null where all are.
export function placeOf(moment) {
  const fast = moment - 4 * SLOW;
  return fast < 0
    ? { step: Math.floor(moment / 4), part: moment % 4 }
    : { step: SLOW + STRIDE * fast, part: null };
}
