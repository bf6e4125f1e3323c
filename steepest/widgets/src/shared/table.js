// A table of words and numbers.

import { html, setText } from "./dom.js";

// `columns` are the head's words, or null for none; `rows` the names of the rows, each words or an
// element, and null where a row has no name. `cells` is how many cells a row has beside its name.
export function table({ style = "", label, columns, rows, cells = columns.length - 1 }) {
  const made = rows.map((name) => {
    const own = Array.from({ length: cells }, () => html("td"));
    return { cells: own, root: html("tr", {}, name === null ? null : html("th", { scope: "row" }, name), own) };
  });
  const heads = columns?.map((name) => html("th", { scope: "col" }, name)) ?? [];
  return {
    heads,
    rows: made.map(({ root }) => root),
    root: html(
      "table",
      { class: `stp-readout ${style}`, "aria-label": label },
      columns && html("thead", {}, html("tr", {}, heads)),
      html("tbody", {}, made.map(({ root }) => root)),
    ),
    fill: (row, words) => words.forEach((word, i) => setText(made[row].cells[i], word ?? "")),
  };
}
