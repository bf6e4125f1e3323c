// Draws every formula of the page with KaTeX. The TeX is the element's text.
for (const place of document.querySelectorAll(".math")) {
  const tex = place.textContent;
  place.dataset.tex = tex;
  katex.render(tex, place, {
    displayMode: place.classList.contains("math-display"),
    throwOnError: false, // a bad formula shows as itself, in red, and a test finds it
    strict: "ignore", // Korean inside \text is welcome
  });
}
