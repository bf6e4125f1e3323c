// The site's side: finds the widgets that a page has, brings each to life in place of its still
// picture when it comes near, and lets the text's "Try this" buttons set their state.

import { prefersStill } from "./dom.js";

const waiting = new Map(); // figure -> its view, until it is brought to life
const mounted = new Map(); // figure -> what its view returned

// `view(root, state)` draws into `root` and returns `{ store, act }`.
export function mountAll(name, view) {
  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) live(target);
    },
    { rootMargin: "100% 0px" },
  );
  const begin = () => {
    for (const root of document.querySelectorAll(`[data-widget="${name}"]`)) {
      if (waiting.has(root) || mounted.has(root)) continue;
      waiting.set(root, view);
      // A handle for other scripts of the page: `figure.steepest.state`.
      root.steepest = { get state() { return live(root).store.get(); }, set: (patch) => live(root).store.set(patch) };
      // One on the screen is not seen to change its shape.
      if (isShown(root)) live(root);
      else near.observe(root);
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
  listen();
}

// To ask a figure where it is lays out its section: one that is not on the screen is not asked.
function isShown(root) {
  const section = root.closest(".prose > section > section");
  return [section, root].every((place) => !place || place.getBoundingClientRect().top < innerHeight);
}

// A figure's view, brought to life if it is not yet; undefined for a figure of another script.
function live(root) {
  const view = waiting.get(root);
  if (view) {
    waiting.delete(root);
    mounted.set(root, view(root, JSON.parse(root.dataset.state || "{}")));
  }
  return mounted.get(root);
}

// One listener for all widgets of a page, whichever scripts it has.
function listen() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".steepest-try");
    const root = button && widgetFor(button);
    const figure = root && live(root);
    if (!figure) return;
    // A page that brings its figures into view itself takes this event.
    const asked = new CustomEvent("steepest-try", { bubbles: true, cancelable: true, detail: button });
    const isLeftToUs = root.dispatchEvent(asked);
    figure.act(JSON.parse(button.dataset.state || "{}"));
    if (isLeftToUs) bringIntoView(root);
  });
  // Who goes by keyboard may leap over a figure that has not come near.
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Tab") for (const root of [...waiting.keys()]) live(root);
  }, true);
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
