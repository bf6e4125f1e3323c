// What the reader moves on a picture: by pointer, touch or arrow keys.

const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

// `area` is the picture: pressing anywhere on it with a mouse or pen brings the handle there; a
// finger must take the handle itself, so that swiping over the picture still scrolls the page.
// `place([px, py])` gets pixels within `area`; `nudge([dx, dy], big)` gets arrow keys, up positive.
// Where an area has several handles, `takes([px, py])` says which of them a press there brings.
export function draggable(area, handle, { place, nudge, done, takes = () => true }) {
  held(area, {
    take(event) {
      const onHandle = handle.contains(event.target);
      if (!onHandle && (event.pointerType === "touch" || ofAnother(event))) return null;
      area.classList.add("stp-dragging");
      handle.focus({ preventScroll: true });
      if (!onHandle) place(pixelsIn(area, event));
      return handle;
    },
    move: (_, event) => place(pixelsIn(area, event)),
    done() {
      area.classList.remove("stp-dragging");
      done();
    },
  });
  // `touch-action: none` says the same, but not every browser heeds it inside an SVG.
  handle.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  // A tap, where the finger did not scroll.
  area.addEventListener("click", (event) => {
    if (event.pointerType !== "touch" || handle.contains(event.target) || ofAnother(event)) return;
    place(pixelsIn(area, event));
    done();
  });
  onArrow(handle, (way, big) => {
    nudge(way, big);
    done();
  });

  // The press is on another handle, or nearer to one.
  function ofAnother(event) {
    return event.target.closest("[role=slider]") !== null || !takes(pixelsIn(area, event));
  }
}

// Follows a pointer from its press to its end: `take(event)` gives what it takes, or null, and
// `move(taken, event)` is told where it goes.
export function held(area, { take, move, done }) {
  let [pointer, taken] = [null, null];
  area.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || pointer !== null) return;
    taken = take(event);
    if (!taken) return;
    pointer = event.pointerId;
    area.setPointerCapture(pointer);
    event.preventDefault();
  });
  area.addEventListener("pointermove", (event) => {
    if (event.pointerId === pointer) move(taken, event);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    area.addEventListener(end, (event) => {
      if (event.pointerId !== pointer) return;
      pointer = null;
      done();
    });
  }
}

// `move(way, big, event)` is told of each arrow key, up positive, `big` with Shift; the page then
// does not scroll.
export function onArrow(target, move) {
  target.addEventListener("keydown", (event) => {
    const way = KEYS[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    move(way, event.shiftKey, event);
  });
}

export function pixelsIn(area, { clientX, clientY }) {
  const box = area.getBoundingClientRect();
  return [clientX - box.left, clientY - box.top];
}
