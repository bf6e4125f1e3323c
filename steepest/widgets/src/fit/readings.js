// The numbers beside the pictures, each with the mark that it has there.

import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { element } from "../shared/scene.js";
import { table } from "../shared/table.js";

const ROWS = 5;
// A sample of each mark: [style, path in a box of 26 by 12].
const MARKS = {
  train: [["fit-train", "M1 6H25"], ["fit-dot", "M9.8 6a3.2 3.2 0 1 1 6.4 0a3.2 3.2 0 1 1-6.4 0z"]],
  valid: [["fit-valid", "M1 6H25"], ["fit-cross", "M10 3l6 6m0-6l-6 6"]],
  fold: [["fit-fold fit-chosen", "M1 6H25"]],
  floor: [["fit-floor", "M1 6H25"]],
  noise: [["fit-noise", "M5 1H21V11H5zM5 4.3H21M5 7.6H21"]],
  variance: [["fit-variance", "M5 1H21V11H5z"]],
  bias: [["fit-bias", "M5 1H21V11H5z"]],
  measured: [["fit-measured", "M13 1.4l4.6 4.6l-4.6 4.6l-4.6-4.6z"]],
};

export function readings() {
  const heads = Array.from({ length: ROWS }, () => {
    const mark = drawing("stp-swatch", null, null);
    mark.root.setAttribute("aria-hidden", true);
    mark.root.setAttribute("viewBox", "0 0 26 12");
    return { mark, name: html("span") };
  });
  const made = table({
    style: "fit-readings", columns: null, cells: 1,
    rows: heads.map(({ mark, name }) => html("div", {}, mark.root, name)),
  });
  return {
    root: made.root,
    // `values` are as many rows { key, name, value }.
    update(values) {
      values.forEach(({ key, name, value }, i) => {
        setText(heads[i].name, name);
        made.fill(i, [value]);
        heads[i].mark.draw((MARKS[key] ?? []).map(([style, d]) => element("path", { class: style, d })));
      });
    },
  };
}
