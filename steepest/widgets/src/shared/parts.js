// What is less important in a figure: on a narrow screen one part of it at a time, under a row of
// buttons; where there is room, all of it, and the row is gone (parts.css).

import { html } from "./dom.js";

// The row. `parts` has under each title the elements of that part; the first is shown. Each element
// stays where the figure has it, and the figure finds its room anew once a part comes into sight.
// An event `steepest-show` at an element, or at anything in it, brings its part.
export function oneAtATime(label, parts) {
  const entries = Object.entries(parts).map(([title, part]) => [title, [part].flat()]);
  const buttons = entries.map(([title]) =>
    html("button", { type: "button", class: "stp-part-name", onclick: () => show(title) }, title));
  function show(chosen) {
    entries.forEach(([title, elements], i) => {
      buttons[i].setAttribute("aria-pressed", title === chosen);
      for (const element of elements) element.classList.toggle("stp-part-off", title !== chosen);
    });
  }
  for (const [title, elements] of entries) {
    for (const element of elements) element.addEventListener("steepest-show", () => show(title));
  }
  show(entries[0][0]);
  return html("div", { class: "stp-parts", role: "group", "aria-label": label }, buttons);
}
