// Small helpers of both pages.

import { Stage } from "../shared/scene.js";

// Draws `{ width, height, scene }` into `parent`, and gives `target`, its SVG, that size.
export function canvas(parent, target) {
  const stage = new Stage(parent);
  let size = "";
  return ({ width, height, scene }) => {
    stage.draw(scene);
    const wanted = `0 0 ${width} ${height}`;
    if (wanted === size) return;
    size = wanted;
    target.setAttribute("width", width);
    target.setAttribute("height", height);
    target.setAttribute("viewBox", size);
  };
}

export function svgGroup() {
  return document.createElementNS("http://www.w3.org/2000/svg", "g");
}

export function tidy(value, decimals) {
  return Number(value.toFixed(decimals));
}
