// Draws every formula of the page with KaTeX; the TeX is the element's text. Those on the screen
// are drawn before they are shown, those that come near follow, and the rest in small slices while
// the browser is idle, so that a page with hundreds answers to a finger meanwhile.
{
  const SLICE = 5; // ms
  const waiting = new Set(document.querySelectorAll(".math"));
  for (const place of waiting) place.dataset.tex = place.textContent;

  function draw(place) {
    if (!waiting.delete(place)) return;
    katex.render(place.dataset.tex, place, {
      displayMode: place.classList.contains("math-display"),
      throwOnError: false, // a bad formula shows as itself, in red, and a test finds it
      strict: "ignore", // Korean inside \text is welcome
    });
  }

  // To ask a formula where it is lays out its section: one that is not on the screen is not asked.
  const isShown = (place) => {
    const { top, bottom } = place.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const SECTION = ".prose > section > section";
  const sections = [...document.querySelectorAll(SECTION)];
  const away = new Set(sections.filter((section) => !isShown(section)));
  for (const place of waiting) {
    if (!away.has(place.closest(SECTION)) && isShown(place)) draw(place);
  }

  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) draw(target);
    },
    { rootMargin: "50% 0px" },
  );
  waiting.forEach((place) => near.observe(place));

  function drawUntil(end) {
    for (const place of waiting) {
      draw(place);
      if (performance.now() > end) break;
    }
    if (waiting.size) return idle(drawSlice);
    near.disconnect();
    document.dispatchEvent(new Event("math-drawn"));
  }
  const idle = window.requestIdleCallback ?? setTimeout; // Safari has none
  const drawSlice = () => drawUntil(performance.now() + SLICE);
  idle(drawSlice);
  addEventListener("beforeprint", () => drawUntil(Infinity));
}
