// The widgets' style sheet, put into a document once.

import css from "./style.css";

export function adoptStyles(root) {
  const page = root.ownerDocument;
  if (page.getElementById("steepest-styles")) return;
  const style = page.createElement("style");
  style.id = "steepest-styles";
  style.textContent = css;
  page.head.append(style);
}
