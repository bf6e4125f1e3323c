// Tabs by the ARIA pattern: one tab stop, arrow keys, Home and End; choosing shows its panel.

import { html, uniqueId } from "./dom.js";

const MOVES = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

// `pages` are `{ name, title, panel }`; `onChange(name)` is told which one the reader chose. What
// stands `beside` the tabs is at the end of their line.
export function tabs(label, pages, onChange, beside) {
  const buttons = pages.map(({ name, title, panel }) => {
    panel.id = uniqueId("panel");
    const button = html(
      "button",
      {
        type: "button", role: "tab", id: uniqueId("tab"), class: "stp-tab",
        "aria-controls": panel.id, onclick: () => onChange(name),
      },
      title,
    );
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", button.id);
    return button;
  });
  const list = html("div", { class: "stp-tablist", role: "tablist", "aria-label": label }, buttons);
  list.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    const at = buttons.indexOf(event.target);
    if (move === undefined || at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const last = buttons.length - 1;
    const to = Number.isFinite(move) ? (at + move + buttons.length) % buttons.length : move < 0 ? 0 : last;
    onChange(pages[to].name);
    buttons[to].focus();
  });
  return {
    root: html("div", { class: "stp-tabs" }, list, beside),
    update(chosen) {
      pages.forEach(({ name, panel }, i) => {
        buttons[i].setAttribute("aria-selected", name === chosen);
        buttons[i].tabIndex = name === chosen ? 0 : -1;
        panel.hidden = name !== chosen;
      });
    },
  };
}
