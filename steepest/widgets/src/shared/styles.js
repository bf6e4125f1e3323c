// The widgets' style sheets, each put into a document once.

import css from "./style.css";

// `name` is the widget's, and `own` its own sheet, where it has one. A bundle has of the shared sheet
// what its widget uses, so each brings its part; they stand before all own sheets, which may say
// otherwise.
export function adoptStyles({ ownerDocument: page }, own, name) {
  adopt(page, `steepest-shared-${name}`, css, page.querySelector("style[id^=steepest-styles-]"));
  if (own) adopt(page, `steepest-styles-${name}`, own, null);
}

function adopt(page, id, text, before) {
  if (page.getElementById(id)) return;
  const sheet = page.createElement("style");
  sheet.id = id;
  sheet.textContent = text;
  page.head.insertBefore(sheet, before);
}
