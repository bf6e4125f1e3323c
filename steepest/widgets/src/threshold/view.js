// The figure on the page: two tabs over one state.

import { figure } from "../shared/figure.js";
import { pages } from "../shared/pages.js";
import { classificationPage } from "./classification_view.js";
import { regressionPage } from "./regression_view.js";
import { normalize } from "./state.js";
import css from "./threshold.css";
import data from "../../threshold.json" with { type: "json" };

const MAKE = { classification: classificationPage, regression: regressionPage };

export const view = figure({
  name: "threshold", css, data, normalize,
  make: (tools) => pages(tools, "tab", "Kind of task", data.tabs, MAKE),
});
