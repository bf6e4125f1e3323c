// What the pictures of both pages draw alike, and the colours that they mean things by.

import { element } from "../shared/scene.js";

// Places in the palette of series.
export const [POSITIVE, NEGATIVE, MEASURE, ERROR, PREDICTION] = [1, 3, 4, 6, 1];

// A ring that can be taken hold of.
export function handleMark(reach, size) {
  return [
    element("circle", { class: "stp-handle-reach", r: reach }),
    element("circle", { class: "stp-handle-ring", r: size }),
    element("circle", { class: "stp-handle-dot", r: 2.5 }),
  ];
}
