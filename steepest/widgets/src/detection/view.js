// The figure on the page: two tabs over one state.

import { html, prefersStill } from "../shared/dom.js";
import { announcer } from "../shared/readout.js";
import { createStore } from "../shared/store.js";
import { adoptStyles } from "../shared/styles.js";
import { tabs } from "../shared/tabs.js";
import { overlapPage } from "./overlap_view.js";
import { precisionPage } from "./precision_view.js";
import { normalize } from "./state.js";
import css from "./detection.css";
import data from "../../detection.json" with { type: "json" };

const MAKE = { overlap: overlapPage, precision: precisionPage };

export function view(root, initial) {
  const store = createStore(normalize, initial);
  const authored = store.get();
  const announce = announcer();
  const say = () => announce.later(() => pages[store.get().view].sentence());
  const pages = Object.fromEntries(
    Object.entries(MAKE).map(([name, make]) => [name, make((patch) => store.set(patch), say)]),
  );
  const reset = html("button", { type: "button", class: "stp-reset", onclick: () => store.set(authored) }, "Reset");
  const choose = tabs(
    "What is shown",
    Object.entries(data.views).map(([name, title]) => ({ name, title, panel: pages[name].root })),
    (name) => store.set({ view: name }),
  );
  adoptStyles(root, css, "detection");
  root.replaceChildren(
    html("div", { class: "det-head" }, choose.root, reset),
    ...Object.values(pages).map((page) => page.root),
    announce.root,
  );
  root.classList.add("stp-live");

  function update(state, turned) {
    const page = pages[state.view];
    if (turned) {
      for (const one of Object.values(pages)) one.pause();
      choose.update(state.view);
      page.fit();
    }
    page.draw(state);
  }

  // A change from the text; one that sets the list to its start plays it from there.
  function act(patch) {
    for (const page of Object.values(pages)) page.pause();
    store.set(patch);
    const { view: shown, step } = store.get();
    if (shown === "precision" && patch.step === 0 && step === 0 && !prefersStill()) pages.precision.play();
  }

  const leave = store.subscribe((state, changed) => {
    update(state, changed.includes("view"));
    say();
  });
  const resized = new ResizeObserver(() => {
    const page = pages[store.get().view];
    if (page.fit()) page.draw(store.get());
  });
  update(store.get(), true);
  resized.observe(root);
  return {
    store,
    act,
    stop: () => {
      leave();
      for (const page of Object.values(pages)) page.pause();
      resized.disconnect();
    },
  };
}
