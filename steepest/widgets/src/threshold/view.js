// The figure on the page: two tabs over one state.

import { html } from "../shared/dom.js";
import { announcer } from "../shared/readout.js";
import { createStore } from "../shared/store.js";
import { adoptStyles } from "../shared/styles.js";
import { tabs } from "../shared/tabs.js";
import { classificationPage } from "./classification_view.js";
import { regressionPage } from "./regression_view.js";
import { normalize } from "./state.js";
import css from "./threshold.css";
import data from "../../threshold.json" with { type: "json" };

const MAKE = { classification: classificationPage, regression: regressionPage };

export function view(root, initial) {
  const store = createStore(normalize, initial);
  const authored = store.get();
  const announce = announcer();
  const say = () => announce.later(() => pages[store.get().tab].sentence());
  const pages = Object.fromEntries(
    Object.entries(MAKE).map(([name, make]) => [name, make((patch) => store.set(patch), say)]),
  );
  const reset = html("button", { type: "button", class: "stp-reset", onclick: () => store.set(authored) }, "Reset");
  const choose = tabs(
    "Kind of task",
    Object.entries(data.tabs).map(([name, title]) => ({ name, title, panel: pages[name].root })),
    (tab) => store.set({ tab }),
    reset,
  );
  adoptStyles(root, css, "threshold");
  root.replaceChildren(choose.root, ...Object.values(pages).map((page) => page.root), announce.root);
  root.classList.add("stp-live");

  function update(state, turned) {
    const page = pages[state.tab];
    if (turned) {
      choose.update(state.tab);
      page.fit();
    }
    page.draw(state);
  }

  const leave = store.subscribe((state, changed) => {
    update(state, changed.includes("tab"));
    say();
  });
  const resized = new ResizeObserver(() => {
    const page = pages[store.get().tab];
    if (page.fit()) page.draw(store.get());
  });
  update(store.get(), true);
  resized.observe(root);
  return {
    store,
    act: (patch) => store.set(patch),
    stop: () => {
      leave();
      resized.disconnect();
    },
  };
}
