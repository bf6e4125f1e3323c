// The sample as dots over the score: positives above the axis, negatives below; what the threshold
// gets right is a dot, what it gets wrong a cross.

import { round, text } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { format, scale, ticks } from "../shared/scale.js";
import { seriesClass } from "../shared/series.js";
import { handleMark, NEGATIVE, POSITIVE } from "./marks.js";

const MARGIN = { left: 24, right: 12, top: 30, bottom: 36 };
const LABELS = 24;
const SAID = 132;

// `at(threshold, counts)` is the scene; `x` the scale and `origin` where it starts.
export function dotsPicture(samples, width, height) {
  const inner = Math.round(width - MARGIN.left - MARGIN.right);
  const half = Math.round((height - MARGIN.top - MARGIN.bottom) / 2);
  const x = scale("linear", [0, 1], [0, inner]);
  const size = Math.min(Math.max(inner / 56, 5), 9);
  const halves = [
    { index: POSITIVE, way: -1, own: samples.filter(({ positive }) => positive) },
    { index: NEGATIVE, way: 1, own: samples.filter(({ positive }) => !positive) },
  ].map((one) => ({ ...one, marks: marksOf(one, x, half, size) }));
  const back = backdrop(x, inner, half, halves);
  const origin = [MARGIN.left, MARGIN.top];

  return {
    width,
    height,
    x,
    origin,
    handle: (threshold) => handle(x(threshold) + MARGIN.left, 2 * half),
    at: (threshold, { tp, fn, fp, tn }) => [
      back,
      element(
        "g",
        { transform: `translate(${origin})` },
        halves.map((one) => drawn(one, threshold, size)),
        sides(x(threshold), inner),
        [[4, 12, `FN ${fn}`, POSITIVE], [inner - 4, 12, `TP ${tp}`, POSITIVE],
          [4, 2 * half - 4, `TN ${tn}`, NEGATIVE], [inner - 4, 2 * half - 4, `FP ${fp}`, NEGATIVE],
        ].map(([px, py, words, index]) =>
          element("g", { class: seriesClass(index) }, text(px, py, words, "stp-name", px > 4 ? "end" : "start"))),
      ),
    ],
  };
}

// Each sample stands at its score, in the lowest row where it touches no other.
function marksOf({ own, way }, x, half, size) {
  const ends = [];
  const placed = own.map(({ score }) => {
    const at = x(score);
    let row = ends.findIndex((end) => end - at >= size);
    if (row < 0) row = ends.push(at) - 1;
    ends[row] = at;
    return [at, row];
  });
  const pitch = Math.min(size, (half - LABELS - size) / Math.max(ends.length - 1, 1));
  const arm = round(size * 0.33);
  return placed.map(([at, row]) => {
    const [px, py] = [round(at), round(half + way * (size * 0.8 + row * pitch))];
    return {
      dot: `M${px} ${py}h0`,
      cross: `M${round(px - arm)} ${round(py - arm)}l${2 * arm} ${2 * arm}m${-2 * arm} 0l${2 * arm} ${-2 * arm}`,
    };
  });
}

function drawn({ index, own, marks }, threshold, size) {
  const cut = own.findIndex(({ score }) => score < threshold);
  const predicted = cut < 0 ? own.length : cut;
  const [above, below] = [marks.slice(0, predicted), marks.slice(predicted)];
  const [right, wrong] = index === POSITIVE ? [above, below] : [below, above];
  return element(
    "g",
    { class: seriesClass(index), "data-rule": index === POSITIVE ? "positive" : "negative" },
    element("path", {
      class: "stp-dots", style: `stroke-width:${round(size - 1)}px`, d: right.map(({ dot }) => dot).join(""),
    }),
    element("path", { class: "stp-cross", d: wrong.map(({ cross }) => cross).join("") }),
  );
}

// Which side of the line is which, where there is room to say it.
function sides(px, inner) {
  return [
    px > SAID && text(px - 16, -12, "← predicted negative", "stp-side-name", "end"),
    inner - px > SAID && text(px + 16, -12, "predicted positive →", "stp-side-name"),
  ];
}

function backdrop(x, inner, half, halves) {
  const [left, top] = [MARGIN.left, MARGIN.top];
  return element(
    "g",
    { transform: `translate(${left} ${top})` },
    element("rect", { class: "stp-ground", width: inner, height: 2 * half }),
    element("path", { class: "stp-tickmark", d: `M0 ${half}H${inner}` }),
    ticks(x, 5).map((value) => [
      element("path", { class: "stp-tickmark", d: `M${round(x(value))} ${2 * half}v4` }),
      text(x(value), 2 * half + 16, format(value), "stp-tick", "middle"),
    ]),
    text(inner / 2, 2 * half + 31, "score", "stp-axis-name", "middle"),
    halves.map(({ index, way, own }) =>
      element(
        "g",
        { class: seriesClass(index), transform: `translate(-10 ${half + (way * half) / 2}) rotate(-90)` },
        text(0, 0, `${own.length} ${index === POSITIVE ? "positive" : "negative"}`, "stp-name", "middle"),
      )),
  );
}

function handle(px, tall) {
  return element(
    "g",
    { transform: `translate(${round(px)} ${MARGIN.top})` },
    element("path", { class: "stp-cut-reach", d: `M0 -8V${tall}` }),
    element("path", { class: "stp-cut", d: `M0 -8V${tall}` }),
    element("g", { transform: "translate(0 -16)" }, handleMark(22, 8)),
  );
}
