// The figure on the page: two tabs over one state.

import { figure } from "../shared/figure.js";
import { pages } from "../shared/pages.js";
import { overlapPage } from "./overlap_view.js";
import { precisionPage } from "./precision_view.js";
import { normalize } from "./state.js";
import css from "./detection.css";
import data from "../../detection.json" with { type: "json" };

const MAKE = { overlap: overlapPage, precision: precisionPage };

export const view = figure({
  name: "detection", css, data, normalize,
  make: (tools) => pages(tools, "view", "What is shown", data.views, MAKE),
});
