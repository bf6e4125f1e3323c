// Words of a figure that are cut off, stand out of it, or are written over others.
(figure) => {
  const frame = figure.getBoundingClientRect();
  const padding = parseFloat(getComputedStyle(figure).paddingRight);
  const spoken = (element) => element.closest(".stp-spoken, [aria-live]");
  const said = (node) => node.textContent.trim().slice(0, 60);
  const spoilt = [];

  for (const element of figure.querySelectorAll("*")) {
    if (element.closest("svg") || spoken(element) || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const cut = (way, whole, shown) => style[way] !== "visible" && whole > shown;
    if (said(element) && (cut("overflowX", element.scrollWidth, element.clientWidth)
      || cut("overflowY", element.scrollHeight, element.clientHeight)))
      spoilt.push(`cut by its own box: ${said(element)}`);
  }

  const texts = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (parent.closest("svg, style, option") || spoken(parent)) continue;
    if (!parent.checkVisibility() || !said(texts.currentNode)) continue;
    range.selectNodeContents(texts.currentNode);
    for (const box of range.getClientRects())
      if (box.left < frame.left + padding - 1 || box.right > frame.right - padding + 1)
        spoilt.push(`beyond the figure: ${said(texts.currentNode)}`);
  }

  for (const picture of figure.querySelectorAll("svg")) {
    const edge = picture.getBoundingClientRect();
    const words = [...picture.querySelectorAll("text")]
      .filter((text) => text.ownerSVGElement === picture && said(text) && text.checkVisibility())
      .map((text) => ({ text: said(text), box: text.getBoundingClientRect() }))
      .filter(({ box }) => box.width);
    for (const { text, box } of words)
      if (box.left < edge.left - 1 || box.right > edge.right + 1
        || box.top < edge.top - 2 || box.bottom > edge.bottom + 2)
        spoilt.push(`cut by the picture: ${text}`);
    words.forEach((one, i) => words.slice(i + 1).forEach((other) => {
      const [a, b] = [one.box, other.box];
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 2 && high > 2) spoilt.push(`over each other: ${one.text}, ${other.text}`);
    }));
  }
  return spoilt;
}
