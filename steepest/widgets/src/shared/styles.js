// The widgets' style sheets, each put into a document once.

import css from "./style.css";

// `own` is a widget's own sheet, where it has one, and `name` the widget's.
export function adoptStyles(root, own = "", name = "") {
  adopt(root.ownerDocument, "steepest-styles", css);
  if (own) adopt(root.ownerDocument, `steepest-styles-${name}`, own);
}

function adopt(page, id, text) {
  if (page.getElementById(id)) return;
  const style = page.createElement("style");
  style.id = id;
  style.textContent = text;
  page.head.append(style);
}
