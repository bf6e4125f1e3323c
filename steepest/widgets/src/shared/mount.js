// The site's side: finds the widgets that a page has, brings each to life in place of its still
// picture, and lets the text's "Try this" buttons set their state.

import { prefersStill } from "./dom.js";

const mounted = new Map();

// `view(root, state)` draws into `root` and returns `{ store, act }`.
export function mountAll(name, view) {
  const begin = () => {
    for (const root of document.querySelectorAll(`[data-widget="${name}"]`)) mount(root, view);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
  listen();
}

function mount(root, view) {
  if (mounted.has(root)) return;
  const live = view(root, JSON.parse(root.dataset.state || "{}"));
  mounted.set(root, live);
  // A handle for other scripts of the page: `figure.steepest.state`.
  root.steepest = { get state() { return live.store.get(); }, set: live.store.set };
}

// One listener for all widgets of a page, whichever scripts it has.
function listen() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".steepest-try");
    const root = button && widgetFor(button);
    if (!root || !mounted.has(root)) return;
    mounted.get(root).act(JSON.parse(button.dataset.state || "{}"));
    bringIntoView(root);
  });
}

function bringIntoView(root) {
  const { top, bottom, height } = root.getBoundingClientRect();
  if (top >= 0 && bottom <= innerHeight) return;
  root.scrollIntoView({
    block: height > 0.85 * innerHeight ? "start" : "nearest",
    behavior: prefersStill() ? "auto" : "smooth",
  });
}

// The nearest widget before the button, else the first of the page.
function widgetFor(button) {
  const all = [...document.querySelectorAll(".steepest-widget[data-widget]")];
  const before = all.filter(
    (root) => root.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return before.at(-1) ?? all[0];
}
