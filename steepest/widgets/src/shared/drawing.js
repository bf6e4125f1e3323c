// A picture on the page: an SVG that scenes are drawn into, with handles that the reader moves.

import { sizeSvg, svg, svgGroup } from "./dom.js";
import { draggable } from "./drag.js";
import { Stage } from "./scene.js";

const ARROWS = "ArrowLeft ArrowRight ArrowUp ArrowDown";

// `label` says what is seen; `role` is "img", or "group" where there are handles. Both may be null,
// where what is around says it.
export function drawing(style, label, role = "img") {
  const root = svg({ class: style, role, "aria-label": label });
  const stage = new Stage(root.appendChild(svgGroup()));
  return {
    root,
    size: (picture) => sizeSvg(root, picture),
    draw: (scene) => stage.draw(scene),
    // Draws `{ width, height, scene }`.
    show(picture) {
      sizeSvg(root, picture);
      stage.draw(picture.scene);
    },
    label: (words) => root.setAttribute("aria-label", words),
    // A handle that the reader moves: `moves` are those of drag.js.
    handle(label, about, moves) {
      const handle = handleOf(root, label, about);
      draggable(root, handle.root, moves);
      return handle;
    },
  };
}

// A part of a picture that is a slider to the keyboard and to a screen reader, from `low` to `high`.
export function handleOf(area, label, { low, high, keys = ARROWS, ...others }) {
  const root = area.appendChild(svgGroup({
    class: "stp-handle", tabindex: 0, role: "slider", "aria-label": label, "aria-valuemin": low, "aria-valuemax": high,
    "aria-keyshortcuts": keys, ...others,
  }));
  const stage = new Stage(root);
  return {
    root,
    draw: (...scene) => stage.draw(scene.flat()),
    // Where it stands: a number for the slider, and in words.
    stands(now, text, { low, high } = {}) {
      for (const [name, value] of Object.entries({ min: low, max: high, now, text })) {
        if (value !== undefined) root.setAttribute(`aria-value${name}`, value);
      }
    },
  };
}
