// Draws every formula of the page with KaTeX; the TeX is the element's text. Those on the screen
// come first, before it is shown; the others follow in slices, so that a page with hundreds
// answers to a finger meanwhile.
{
  const SLICE = 10; // ms
  const waiting = [...document.querySelectorAll(".math")];
  for (const place of waiting) place.dataset.tex = place.textContent;

  const isShown = (place) => {
    const { top, bottom } = place.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };

  function draw(place) {
    katex.render(place.dataset.tex, place, {
      displayMode: place.classList.contains("math-display"),
      throwOnError: false, // a bad formula shows as itself, in red, and a test finds it
      strict: "ignore", // Korean inside \text is welcome
    });
  }

  function drawSome(end) {
    while (waiting.length && performance.now() < end) draw(waiting.shift());
    if (waiting.length) return setTimeout(drawSlice);
    performance.mark("math-drawn");
    document.dispatchEvent(new Event("math-drawn"));
  }
  const drawSlice = () => drawSome(performance.now() + SLICE);

  const shown = waiting.filter(isShown);
  shown.forEach(draw);
  for (const place of shown) waiting.splice(waiting.indexOf(place), 1);
  setTimeout(drawSlice);
  addEventListener("beforeprint", () => drawSome(Infinity));
}
