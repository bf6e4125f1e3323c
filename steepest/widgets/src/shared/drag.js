// A handle on a picture that is moved by pointer, touch or arrow keys.

const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

// `area` is the picture: pressing anywhere on it with a mouse or pen brings the handle there; a
// finger must take the handle itself, so that swiping over the picture still scrolls the page.
// `place([px, py])` gets pixels within `area`; `nudge([dx, dy], big)` gets arrow keys, up positive.
// Where an area has several handles, `takes([px, py])` says which of them a press there brings.
export function draggable(area, handle, { place, nudge, done, takes = () => true }) {
  let pointer = null;

  area.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || pointer !== null) return;
    const onHandle = handle.contains(event.target);
    if (!onHandle && (event.pointerType === "touch" || ofAnother(event))) return;
    pointer = event.pointerId;
    area.setPointerCapture(pointer);
    area.classList.add("stp-dragging");
    handle.focus({ preventScroll: true });
    event.preventDefault();
    if (!onHandle) place(pixels(event));
  });
  area.addEventListener("pointermove", (event) => {
    if (event.pointerId === pointer) place(pixels(event));
  });
  for (const end of ["pointerup", "pointercancel"]) {
    area.addEventListener(end, (event) => {
      if (event.pointerId !== pointer) return;
      pointer = null;
      area.classList.remove("stp-dragging");
      done();
    });
  }
  // `touch-action: none` says the same, but not every browser heeds it inside an SVG.
  handle.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  // A tap, where the finger did not scroll.
  area.addEventListener("click", (event) => {
    if (event.pointerType !== "touch" || handle.contains(event.target) || ofAnother(event)) return;
    place(pixels(event));
    done();
  });
  handle.addEventListener("keydown", (event) => {
    const way = KEYS[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    nudge(way, event.shiftKey);
    done();
  });

  // The press is on another handle, or nearer to one.
  function ofAnother(event) {
    return event.target.closest("[role=slider]") !== null || !takes(pixels(event));
  }

  function pixels(event) {
    const box = area.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }
}
