// Drawing a row of numbers by hand: a grip that is taken along them by pointer, finger or arrow keys.

import { handleRing } from "./pointers.js";
import { clamp, tidy } from "./traits.js";

// `about` has the `drawing`, its `label`, `trait` and the `unit` of its places; `picture()` is what is
// drawn at present, with its scales and `at(place)`; `change(values)` is told of each stroke.
export function pencil(tools, { drawing, label, trait, unit, offset = 0, picture, change }) {
  const { low, high, default: first } = tools.traits[trait];
  const last = first.length - 1;
  let at = Math.round(last / 4);
  let before = null; // where the stroke was last
  const values = () => [...tools.state()[trait]];

  const handle = drawing.handle(label, { low, high }, {
    place([px, py]) {
      const { x, y } = picture();
      const place = clamp(Math.round(x.invert(px) - offset), 0, last);
      const value = tidy(clamp(y.invert(py), low, high), 3);
      change(stroke(values(), before ?? { place, value }, { place, value }));
      before = { place, value };
      at = place;
      show();
    },
    nudge([across, up], big) {
      const drawn = values();
      at = clamp(at + across * (big ? 5 : 1), 0, last);
      if (up) {
        drawn[at] = tidy(clamp(drawn[at] + ((up * (high - low)) / 100) * (big ? 5 : 1), low, high), 3);
        change(drawn);
      }
      show();
    },
    done() {
      before = null;
      tools.rest();
    },
  });

  function show() {
    const value = tools.state()[trait][at];
    handle.draw(handleRing(...picture().at(at)));
    handle.stands(value, `${unit} ${at}: ${value}`);
  }
  return { show };
}

// All between two places of a stroke, in a straight line.
function stroke(values, from, to) {
  const way = Math.abs(to.place - from.place);
  for (let i = 0; i <= way; i++) {
    const part = way ? i / way : 1;
    values[from.place + Math.sign(to.place - from.place) * i] = tidy(from.value + (to.value - from.value) * part, 3);
  }
  return values;
}
