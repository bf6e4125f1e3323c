// What the figure shows: a whole state from any change.

import { normalizer } from "../shared/traits.js";
import data from "../../convolve.json" with { type: "json" };

export const normalize = normalizer(data);
