// After Sphinx's search tools: a result's summary without the labels of drawings and buttons,
// and without the TeX of its formulas.
{
  const textOf = Search.htmlToText;

  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll("svg, button:not(.steepest-try), div.math").forEach((it) => it.remove());
    for (const formula of page.querySelectorAll("span.math")) {
      formula.textContent = formula.textContent.replace(/\\[()]/g, "").replace(/\\(\w+)/g, "$1");
    }
    return textOf(page.documentElement.outerHTML, anchor);
  };
}
