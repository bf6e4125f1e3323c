// Still pictures, as SVG text: for print, and where no script runs.

import { element, serialize } from "./scene.js";

// `label` says what is seen; `css` is the widget's own sheet for what it draws.
export function stillPicture({ width, height, label, css }, ...children) {
  const root = element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, class: "stp-still", role: "img", "aria-label": label },
    css && element("style", {}, css),
    ...children,
  );
  return `${serialize(root)}\n`;
}
