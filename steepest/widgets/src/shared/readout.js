// Numbers in a table, and words for a screen reader.

import { html, setText } from "./dom.js";

// One table that is legend, switch and readout: a row for each of `series` (`{ name, picture,
// style }`) with a checkbox, and a cell for each of `columns`. `onSwitch(index, on)` is told.
export function readout(title, columns, series, onSwitch) {
  const rows = series.map(({ name, picture, style }, index) => {
    const box = html("input", { type: "checkbox", onchange: () => onSwitch(index, box.checked) });
    const cells = columns.map(() => html("td"));
    const label = html("label", {}, box, picture, name);
    return { box, cells, root: html("tr", { class: style }, html("th", { scope: "row" }, label), cells) };
  });
  const head = [title, ...columns].map((name) => html("th", { scope: "col" }, name));
  return {
    root: html(
      "table",
      { class: "stp-readout" },
      html("thead", {}, html("tr", {}, head)),
      html("tbody", {}, rows.map(({ root }) => root)),
    ),
    // `values` has a row's cells by column, or is null for one that is switched off.
    update(index, values) {
      const { box, cells, root } = rows[index];
      box.checked = values !== null;
      root.classList.toggle("stp-off", values === null);
      columns.forEach((column, i) => setText(cells[i], values?.[column] ?? ""));
      root.dataset.state = values?.state ?? "";
    },
  };
}

const QUIET = 900;

// A polite live region that speaks once things have come to rest.
export function announcer() {
  const root = html("p", { class: "stp-spoken", "aria-live": "polite" });
  let timer;
  const later = (words) => {
    clearTimeout(timer);
    timer = setTimeout(() => setText(root, words()), QUIET);
  };
  return { root, later };
}
