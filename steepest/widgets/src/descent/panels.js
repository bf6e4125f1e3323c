// The small panels: a name, what the run does, and its picture.

import { html, setText } from "../shared/dom.js";
import { drawing } from "../shared/drawing.js";
import { living } from "../shared/scene.js";
import { seriesClass, swatch } from "../shared/series.js";

// The panel of a series, or, where its index is null, of something else. `name` and `caption` set its
// words; of a caption's parts each breaks as a whole.
export function panel(index, ...about) {
  const name = html("strong");
  const says = [html("span"), html("span")];
  const picture = drawing(...about);
  return {
    ...picture,
    svg: picture.root,
    root: html(
      "div",
      { class: `stp-panel ${index === null ? "" : seriesClass(index)}` },
      html("p", { class: "stp-panel-name" }, index === null ? null : living(swatch(index)), name),
      html("p", { class: "stp-caption" }, says),
      picture.root,
    ),
    name: (words) => setText(name, words),
    caption: (words) => says.forEach((part, i) => setText(part, words[i] ?? "")),
  };
}

// Epochs and steps, large.
export function counterPanel() {
  const sum = html("p", { class: "stp-caption" });
  const list = html("dl", { class: "stp-counters" });
  const values = [];
  return {
    root: html(
      "div",
      { class: "stp-panel" },
      html("p", { class: "stp-panel-name" }, html("strong", {}, "Epochs and steps")),
      sum,
      list,
    ),
    update(words, pairs) {
      setText(sum, words);
      pairs.forEach(([name, value], i) => {
        if (!values[i]) {
          values[i] = html("dd", {});
          list.append(html("div", {}, html("dt", {}, name), values[i]));
        }
        setText(values[i], value);
      });
    },
  };
}
