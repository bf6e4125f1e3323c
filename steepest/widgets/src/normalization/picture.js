// An SVG that is drawn into.

import { svg } from "../shared/dom.js";
import { Stage } from "../shared/scene.js";

// A picture that is drawn whole; its size is set only when it changes.
export function picture(style, role, label) {
  const root = svg({ class: style, role, "aria-label": label });
  const stage = new Stage(root.appendChild(document.createElementNS(root.namespaceURI, "g")));
  return {
    root,
    draw({ width, height, scene }) {
      if (root.getAttribute("viewBox") !== `0 0 ${width} ${height}`) {
        root.setAttribute("width", width);
        root.setAttribute("height", height);
        root.setAttribute("viewBox", `0 0 ${width} ${height}`);
      }
      stage.draw(scene);
    },
  };
}
