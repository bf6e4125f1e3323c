// Boxes on a picture that are moved, sized and drawn, by pointer, touch and arrow keys.

import { held, onArrow, pixelsIn } from "../shared/drag.js";
import { dragged, gripAt } from "./boxes.js";
import data from "../../detection.json" with { type: "json" };

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
  const point = (event) => pixelsIn(area, event).map((pixel) => pixel / factor());
  const under = (event, kind) => {
    const order = latest === "truth" ? ["truth", "detection"] : ["detection", "truth"];
    const reach = (REACH[kind] ?? REACH.other) / factor();
    return gripAt(point(event), order.map((name) => [name, boxes()[name]]), reach);
  };

  area.addEventListener("pointermove", (event) => {
    if (event.buttons === 0) area.style.cursor = CURSORS[under(event, event.pointerType)?.part] ?? "crosshair";
  });
  held(area, {
    take(event) {
      const grip = under(event, event.pointerType);
      if (!grip && event.pointerType === "touch") return null;
      latest = grip?.name ?? latest;
      const part = grip?.part ?? "draw";
      focus(latest, part);
      return { from: point(event), name: latest, part, box: boxes()[latest] };
    },
    move({ from, name, part, box }, event) {
      const off = point(event).map((at, i) => at - from[i]);
      if (part !== "draw") change(name, dragged(box, part, off, data.photo));
      else if (Math.hypot(...off) * factor() >= MEANT) change(name, dragged([...from, ...from], "se", off, data.photo));
    },
    done,
  });
  // A finger on a box moves it; beside the boxes it scrolls the page.
  area.addEventListener("touchstart", (event) => {
    if (under(event.changedTouches[0], "touch")) event.preventDefault();
  }, { passive: false });
  area.addEventListener("focusin", (event) => {
    latest = event.target.closest("[data-box]")?.dataset.box ?? latest;
  });
  onArrow(area, ([dx, dy], big, { target }) => {
    const handle = target.closest("[data-box]");
    if (!handle) return;
    const { box: name, part } = handle.dataset;
    const step = big ? BIG : STEP;
    change(name, dragged(boxes()[name], part, [dx * step, -dy * step], data.photo));
    done();
  });
}
