// A figure of several pages under tabs.

import { tabs } from "./tabs.js";

// The parts of such a figure (see figure.js). `trait` names the page that is shown, `titles` has the
// tabs' words, and `makers` make each page's parts, with its `root`. Reset stands
// beside the tabs.
export function pages(tools, trait, label, titles, makers) {
  const made = Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, make(tools)]));
  const each = Object.entries(titles).map(([name, title]) => ({ name, title, panel: made[name].root }));
  const list = tabs(label, each, (name) => tools.set({ [trait]: name }), tools.reset);
  let page;
  return {
    children: [list.root, ...Object.values(made).map(({ root }) => root)],
    page: (state) => state[trait],
    update(state, changed) {
      page = made[state[trait]];
      list.update(state[trait]);
      page.update?.(state, changed);
    },
    measure: () => page.measure(),
    layout: (...given) => page.layout?.(...given),
    draw: (...given) => page.draw(...given),
    sentence: (state) => made[state[trait]].sentence(state),
  };
}
