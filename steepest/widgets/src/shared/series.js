// How up to seven things drawn together are told apart: colour, dash and marker, so that nothing
// hangs on colour alone. The colours (palette.css, --stp-series-1 … 7) were searched for: on
// either ground all stand out from it by 3 to 1, and under protanopia, deuteranopia and
// tritanopia (Machado et al. 2009) no two come nearer than 20 in CIELAB.

import { element } from "./scene.js";

const DASHES = [null, "8 3", "2 2.5", "11 3 2.5 3", "5 2.5", "14 5", null];

const MARKERS = [
  "M-4 0A4 4 0 1 1 4 0A4 4 0 1 1-4 0Z", // circle
  "M-3.6-3.6H3.6V3.6H-3.6Z", // square
  "M0-5L5 0L0 5L-5 0Z", // diamond
  "M0-4.8L4.6 3.4H-4.6Z", // triangle up
  "M0 4.8L4.6-3.4H-4.6Z", // triangle down
  "M-5-1.6H-1.6V-5H1.6V-1.6H5V1.6H1.6V5H-1.6V1.6H-5Z", // plus
  "M-5-3L-3-5L0-2L3-5L5-3L2 0L5 3L3 5L0 2L-3 5L-5 3L-2 0Z", // cross
];

export function dash(index) {
  return DASHES[index];
}

export function seriesClass(index) {
  return `stp-series-${index + 1}`;
}

// All of one run's drawing goes in groups that carry its colour and its rule's name.
export function seriesGroup({ index, rule }, ...children) {
  return element("g", { class: seriesClass(index), "data-rule": rule }, ...children);
}

// The line of a run: dashed as its series is, or a broad band where the reader's own function drew it.
export function lineLook({ index, own }, d) {
  return own ? { class: "stp-own", d } : { class: "stp-line", d, "stroke-dasharray": dash(index) };
}

export function marker(index, x, y) {
  return element("path", {
    class: "stp-marker",
    d: MARKERS[index],
    transform: `translate(${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10})`,
  });
}

// A short sample of the line with its marker, for buttons and tables.
export function swatch(index) {
  return element(
    "svg",
    { class: `stp-swatch ${seriesClass(index)}`, viewBox: "0 0 30 14", "aria-hidden": "true" },
    element("path", { class: "stp-line", d: "M1 7H29", "stroke-dasharray": dash(index) }),
    marker(index, 15, 7),
  );
}
