// The numbers beside the pictures, each with the mark that it has there.

import { html, setText, svg } from "../shared/dom.js";

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
  const rows = Array.from({ length: ROWS }, () => {
    const mark = svg({ class: "stp-swatch", viewBox: "0 0 26 12", "aria-hidden": "true" });
    const name = html("span");
    const value = html("td");
    return { mark, name, value, root: html("tr", {}, html("th", { scope: "row" }, html("div", {}, mark, name)), value) };
  });
  return {
    root: html("table", { class: "stp-readout fit-readings" }, html("tbody", {}, rows.map(({ root }) => root))),
    // `values` are as many rows { key, name, value }.
    update(values) {
      values.forEach((row, i) => {
        setText(rows[i].name, row.name);
        setText(rows[i].value, row.value);
        draw(rows[i].mark, row.key);
      });
    },
  };
}

function draw(target, key) {
  if (target.dataset.key === (key ?? "")) return;
  target.dataset.key = key ?? "";
  const parts = (MARKS[key] ?? []).map(([style, d]) => {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("class", style);
    path.setAttribute("d", d);
    return path;
  });
  target.replaceChildren(...parts);
}
