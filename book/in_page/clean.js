// What a run shows as HTML is let into the page by a list. The reader's own code ran in the same
// Python and may write anything, so what is no part of a card is left out.
import createPurify from "dompurify";

const purify = createPurify(window);
const OPTIONS = {
  ALLOWED_TAGS: [
    "div", "p", "span", "strong", "em", "code", "pre", "br", "a", "details", "summary",
    "table", "thead", "tbody", "tr", "th", "td",
  ],
  ALLOWED_ATTR: ["class", "style", "scope", "href"],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^https:/,
  ADD_URI_SAFE_ATTR: ["scope"],
  RETURN_DOM_FRAGMENT: true,
};
// A card's class, and what its styles are made of: nothing that covers the page or loads a file.
const CLASSES = /^steepest-card$/;
const STYLE = /^(?:margin|padding|border(?:-\w+)*|color|opacity|line-height|max-width|text-align|white-space|word-break|overflow-wrap):[^;()]*$/;

purify.addHook("afterSanitizeAttributes", (node) => {
  if (!CLASSES.test(node.getAttribute("class") ?? "")) node.removeAttribute("class");
  if (!node.hasAttribute("style")) return;
  const kept = node.getAttribute("style").split(";").map((part) => part.trim()).filter((part) => STYLE.test(part));
  node.setAttribute("style", kept.join(";"));
});

export const clean = (html) => purify.sanitize(html, OPTIONS);
