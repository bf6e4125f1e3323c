// The widgets' style sheets, each put into a document once.

import css from "./style.css";

// `name` is the widget's, and `own` its own sheet, where it has one. A bundle has of the shared sheet
// what its widget uses, so each brings its part; they stand before all own sheets, which may say
// otherwise.
export function adoptStyles(root, own, name) {
  const page = root.ownerDocument;
  adopt(page, `steepest-shared-${name}`, css, (sheet) => {
    const first = page.querySelector("style[data-steepest-own]");
    if (first) first.before(sheet);
    else page.head.append(sheet);
  });
  if (!own) return;
  adopt(page, `steepest-styles-${name}`, own, (sheet) => {
    sheet.dataset.steepestOwn = "";
    page.head.append(sheet);
  });
}

function adopt(page, id, text, place) {
  if (page.getElementById(id)) return;
  const sheet = page.createElement("style");
  sheet.id = id;
  sheet.textContent = text;
  place(sheet);
}
