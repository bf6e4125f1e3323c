// What the figure shows: a whole state from any change.

import { normalizer } from "../shared/traits.js";
import data from "../../hinges.json" with { type: "json" };

// Another curve brings its own points.
const given = (patch, before) => (before && "target" in patch ? { points: [], ...patch } : patch);

export const normalize = normalizer(data, { given });
