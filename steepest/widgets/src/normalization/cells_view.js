// The cells by pointer, touch and keys: the set under the pointer is shown, a press chooses it.

import { draggable } from "../shared/drag.js";
import { Stage } from "../shared/scene.js";
import { cellsPicture, shadesOf } from "./cells_picture.js";
import { indexOf } from "./samples.js";
import { normalizedCells, setOf } from "./simulation.js";
import { cellsTable } from "./tables.js";
import { placeName } from "./words.js";
import { picture } from "./picture.js";
import data from "../../normalization.json" with { type: "json" };

const { samples, channels, places } = data.cube;

export function cellsView(numbers, set, done) {
  const shown = picture("stp-cube-and-cells", "group", "The cells of a tensor");
  const handle = shown.root.appendChild(document.createElementNS(shown.root.namespaceURI, "g"));
  const handleStage = new Stage(handle);
  for (const [name, value] of Object.entries({
    class: "stp-handle", tabindex: 0, role: "slider", "aria-label": "Cell",
    "aria-roledescription": "cell of the tensor", "aria-valuemin": 1,
    "aria-valuemax": samples * channels * places,
    "aria-keyshortcuts": "ArrowLeft ArrowRight ArrowUp ArrowDown",
  })) handle.setAttribute(name, value);
  const table = cellsTable((norm) => set({ norm }));
  let [state, room, drawn, hovered] = [null, 0, null, null];

  const choose = (place) => {
    const cell = drawn.cellAt(place);
    if (cell) set({ cell });
  };
  draggable(shown.root, handle, {
    place: choose,
    // Right from a sample's last position goes on into the next sample.
    nudge: ([dx, dy], big) => {
      hovered = null; // the keys go from the chosen cell, wherever the pointer rests
      const [n, c, p] = state.cell;
      const column = Math.min(Math.max(n * places + p + dx * (big ? places : 1), 0), samples * places - 1);
      const row = Math.min(Math.max(c - dy, 0), channels - 1);
      set({ cell: [Math.floor(column / places), row, column % places] });
    },
    done,
  });
  shown.root.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const box = shown.root.getBoundingClientRect();
    show(drawn.cellAt([event.clientX - box.left, event.clientY - box.top]));
  });
  shown.root.addEventListener("pointerleave", () => show(null));

  function show(cell) {
    if (JSON.stringify(cell) === JSON.stringify(hovered)) return;
    hovered = cell;
    draw(state, room);
  }

  function draw(now, width) {
    [state, room] = [now, width];
    const looked = hovered ? { ...state, cell: hovered } : state;
    const values = numbers.cells(state);
    const painted = state.normalized ? normalizedCells(values, state.norm, state.groups) : values;
    const { members } = setOf(values, state.norm, state.groups, looked.cell);
    drawn = cellsPicture({ shades: shadesOf(painted), members, cell: looked.cell }, width);
    shown.draw(drawn);
    handleStage.draw([drawn.handle]);
    handle.setAttribute("aria-valuenow", indexOf(state.cell) + 1);
    handle.setAttribute("aria-valuetext", placeName(state.cell));
    table.update(looked, values);
  }

  return { root: shown.root, table, draw };
}
