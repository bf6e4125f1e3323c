// Boxes on a picture that are moved, sized and drawn, by pointer, touch and arrow keys.

import { dragged, gripAt } from "./boxes.js";
import data from "../../detection.json" with { type: "json" };

const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const REACH = { touch: 22, other: 11 };
const CURSORS = { move: "move", nw: "nwse-resize", se: "nwse-resize", ne: "nesw-resize", sw: "nesw-resize" };
// A press that moves less than this many pixels draws no new box.
const MEANT = 4;
const [STEP, BIG] = [2, 20];

// `boxes()` has the boxes by name and `factor()` the pixels of the page in one of theirs.
// `change(name, box)` is told of each move, `done()` of its end; `focus(name, part)` puts the
// keyboard on what the pointer took.
export function graspable(area, { boxes, factor, focus, change, done }) {
  let latest = "detection";
  let hold = null;

  area.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || hold !== null) return;
    const from = point(event);
    const grip = at(from, event.pointerType);
    if (!grip && event.pointerType === "touch") return;
    latest = grip?.name ?? latest;
    hold = { pointer: event.pointerId, from, name: latest, part: grip?.part ?? "draw", box: boxes()[latest] };
    area.setPointerCapture(event.pointerId);
    focus(latest, hold.part);
    event.preventDefault();
  });
  area.addEventListener("pointermove", (event) => {
    const now = point(event);
    if (hold === null) area.style.cursor = CURSORS[at(now, event.pointerType)?.part] ?? "crosshair";
    if (event.pointerId !== hold?.pointer) return;
    const { from, name, part, box } = hold;
    const off = [now[0] - from[0], now[1] - from[1]];
    if (part !== "draw") change(name, dragged(box, part, off, data.photo));
    else if (Math.hypot(...off) * factor() >= MEANT) {
      change(name, dragged([...from, ...from], "se", off, data.photo));
    }
  });
  for (const end of ["pointerup", "pointercancel"]) {
    area.addEventListener(end, (event) => {
      if (event.pointerId !== hold?.pointer) return;
      hold = null;
      done();
    });
  }
  // A finger on a box moves it; beside the boxes it scrolls the page.
  area.addEventListener("touchstart", (event) => {
    const [finger] = event.changedTouches;
    if (at(point(finger), "touch")) event.preventDefault();
  }, { passive: false });
  area.addEventListener("focusin", (event) => {
    latest = event.target.closest("[data-box]")?.dataset.box ?? latest;
  });
  area.addEventListener("keydown", (event) => {
    const way = KEYS[event.key];
    const handle = event.target.closest("[data-box]");
    if (!way || !handle || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const { box: name, part } = handle.dataset;
    const step = event.shiftKey ? BIG : STEP;
    change(name, dragged(boxes()[name], part, way.map((one) => one * step), data.photo));
    done();
  });

  function at(place, kind) {
    const order = latest === "truth" ? ["truth", "detection"] : ["detection", "truth"];
    const reach = (REACH[kind] ?? REACH.other) / factor();
    return gripAt(place, order.map((name) => [name, boxes()[name]]), reach);
  }

  function point({ clientX, clientY }) {
    const frame = area.getBoundingClientRect();
    return [(clientX - frame.left) / factor(), (clientY - frame.top) / factor()];
  }
}
