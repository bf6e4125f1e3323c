// The small panels: a name, what the run does, and its picture.

import { html, setText, sizeSvg, svg } from "../shared/dom.js";
import { serialize, Stage } from "../shared/scene.js";
import { seriesClass, swatch } from "../shared/series.js";

// `draw(scene)` draws; `name` and `caption` set the words.
export function panel(index, label) {
  const name = html("strong", {});
  const says = [html("span", {}), html("span", {})];
  const caption = html("p", { class: "stp-caption" }, says);
  const drawing = svg({ role: "img", "aria-label": label });
  const stage = new Stage(drawing);
  const mark = index === null ? null : picture(swatch(index));
  const root = html(
    "div",
    { class: `stp-panel ${index === null ? "" : seriesClass(index)}` },
    html("p", { class: "stp-panel-name" }, mark, name),
    caption,
    drawing,
  );
  return {
    root,
    drawing,
    name: (words) => setText(name, words),
    caption: (words) => says.forEach((part, i) => setText(part, words[i] ?? "")),
    size: (picture) => sizeSvg(drawing, picture),
    draw: (scene) => stage.draw(scene),
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

function picture(scene) {
  const holder = document.createElement("template");
  holder.innerHTML = serialize(scene);
  return holder.content.firstChild;
}
