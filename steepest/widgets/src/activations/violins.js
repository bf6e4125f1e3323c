// Histograms as strips: a layer's numbers in a column, each bin as wide as it is full.

import { round } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import data from "../../activations.json" with { type: "json" };

const { bins: BINS } = data;
// A bin as full as this share of all numbers is drawn at full width, whatever the others are.
const FULL = 0.05;
const HALF = 22;

// The middle of each bin over `length` pixels, and how long each is.
export function bins(length) {
  return Array.from({ length: BINS }, (_, i) => round(((i + 0.5) * length) / BINS));
}

export function sticks(length) {
  return length / BINS;
}

// All layers' strips as one path, and the arrows of what lies beyond as another. `place(l)` is the
// middle of layer l's column (from 0), `room` its width, `tall` the height.
export function violins(histograms, place, room, tall) {
  const half = Math.min(HALF, room * 0.44);
  const heights = bins(tall).reverse();
  let [strips, arrows] = ["", ""];
  histograms.forEach(({ counts, below, above, total }, l) => {
    const middle = place(l);
    const unit = half / unitOf(counts, total);
    for (let i = 0; i < BINS; i++) {
      if (counts[i] === 0) continue;
      const wide = round(Math.max(Math.min(counts[i] * unit, half), 0.3));
      strips += `M${round(middle - wide)} ${heights[i]}h${round(2 * wide)}`;
    }
    const head = Math.min(half, 7);
    if (above > 0) arrows += `M${round(middle - head)} 7h${round(2 * head)}l${-round(head)}-7z`;
    if (below > 0) arrows += `M${round(middle - head)} ${tall - 7}h${round(2 * head)}l${-round(head)} 7z`;
  });
  return [
    element("path", { class: "stp-act-strips", d: strips, "stroke-width": round(sticks(tall) + 0.3) }),
    element("path", { class: "stp-act-beyond", d: arrows }),
  ];
}

// What counts as full: the fullest bin but one, so that a single spike (ReLU's zeros) does not
// flatten all the rest; it is cut at the column's width.
function unitOf(counts, total) {
  let [first, second] = [0, 0];
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] > first) [first, second] = [counts[i], first];
    else if (counts[i] > second) second = counts[i];
  }
  return Math.max(second, FULL * total, 1);
}
