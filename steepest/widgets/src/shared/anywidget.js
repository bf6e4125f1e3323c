// The notebook's side: an anywidget whose traits are the widget's state, both ways.

import { html } from "./dom.js";
import { same } from "./store.js";

// `traits` names the state's parts; `view(root, state)` is the one that the site mounts.
export function asAnywidget(traits, view) {
  function render({ model, el }) {
    const root = html("figure", { class: "steepest-widget" });
    el.append(root);
    const read = () => Object.fromEntries(traits.map((name) => [name, model.get(name)]));
    const { store, stop } = view(root, read());
    // JupyterLab takes arrow keys for itself, unless each control says that they are its own.
    for (const control of root.querySelectorAll("input, select, button, [tabindex]")) {
      control.dataset.lmSuppressShortcuts = "true";
    }

    // What comes from Python is not sent back: while it arrives in parts, the view may bring one part
    // within the bounds of another that is about to change.
    let arriving = false;
    const leave = store.subscribe((state, changed) => {
      if (arriving) return;
      const news = changed.filter((name) => traits.includes(name) && !same(model.get(name), state[name]));
      for (const name of news) model.set(name, state[name]);
      if (news.length) model.save_changes();
    });
    // Backbone tells each trait by itself; they are taken together, once they have all arrived.
    let waiting = false;
    const arrive = () => {
      if (waiting) return;
      waiting = true;
      queueMicrotask(() => {
        waiting = false;
        arriving = true;
        try {
          store.set(read());
        } finally {
          arriving = false;
        }
      });
    };
    for (const name of traits) model.on(`change:${name}`, arrive);

    return () => {
      for (const name of traits) model.off(`change:${name}`, arrive);
      leave();
      stop();
      root.remove();
    };
  }
  return { render };
}
