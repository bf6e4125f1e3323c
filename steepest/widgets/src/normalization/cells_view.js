// The cells by pointer, touch and keys: the set under the pointer is shown, a press chooses it.

import { drawing } from "../shared/drawing.js";
import { same } from "../shared/store.js";
import { clamp } from "../shared/traits.js";
import { cellsPicture, shadesOf } from "./cells_picture.js";
import { indexOf } from "./samples.js";
import { normalizedCells, setOf } from "./simulation.js";
import { cellsTable } from "./tables.js";
import { placeName } from "./words.js";
import data from "../../normalization.json" with { type: "json" };

const { samples, channels, places } = data.cube;

export function cellsView(numbers, tools) {
  const picture = drawing("stp-cube-and-cells", "The cells of a tensor", "group");
  const table = cellsTable((norm) => tools.set({ norm }));
  let room, drawn;
  let hovered = null;
  const handle = cellHandle(picture, tools, {
    at: (place) => drawn.cellAt(place),
    // The keys go from the chosen cell, wherever the pointer rests.
    leave: () => (hovered = null),
  });
  onPointer(picture.root, (place) => {
    const cell = place && drawn.cellAt(place);
    if (same(cell, hovered)) return;
    hovered = cell;
    draw(tools.state(), room);
  });

  function draw(state, width) {
    room = width;
    const looked = hovered ? { ...state, cell: hovered } : state;
    const values = numbers.cells(state);
    const painted = state.normalized ? normalizedCells(values, state.norm, state.groups) : values;
    const { members } = setOf(values, state.norm, state.groups, looked.cell);
    drawn = cellsPicture({ shades: shadesOf(painted), members, cell: looked.cell }, width);
    picture.show(drawn);
    handle.draw(drawn.handle);
    handle.stands(indexOf(state.cell) + 1, placeName(state.cell));
    table.update(looked, values);
  }

  return { root: picture.root, table, draw };
}

function cellHandle(picture, { state, set, rest }, { at, leave }) {
  const about = { low: 1, high: samples * channels * places, "aria-roledescription": "cell of the tensor" };
  return picture.handle("Cell", about, {
    place: (place) => {
      const cell = at(place);
      if (cell) set({ cell });
    },
    // Right from a sample's last position goes on into the next sample.
    nudge: ([dx, dy], big) => {
      leave();
      const [n, c, p] = state().cell;
      const column = clamp(n * places + p + dx * (big ? places : 1), 0, samples * places - 1);
      set({ cell: [Math.floor(column / places), clamp(c - dy, 0, channels - 1), column % places] });
    },
    done: rest,
  });
}

// Where a mouse or pen points, in pixels of the picture, and null where it has left.
function onPointer(area, tell) {
  area.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const box = area.getBoundingClientRect();
    tell([event.clientX - box.left, event.clientY - box.top]);
  });
  area.addEventListener("pointerleave", () => tell(null));
}
