// The example's four pictures, drawn: what is in them, the truths, and the detections so far.

import { round, text } from "../shared/axes.js";
import { element } from "../shared/scene.js";
import { boxPath, scaled } from "./boxes.js";
import { overlap } from "./overlap.js";
import { truthName } from "./words.js";
import data from "../../detection.json" with { type: "json" };

const PETALS = 9;
// Each fills a square of 24.
const SHAPES = {
  flower: `M12 8A4 4 0 1 0 12 16A4 4 0 1 0 12 8Z${petals()}`,
  leaf: "M1 23C0 9 9 1 23 1C24 14 16 24 1 23ZM1 23C6 15 11 10 17 7",
  butterfly:
    "M12 11C9 1 1 -1 0 5C-1 11 6 14 12 11ZM12 11C15 1 23 -1 24 5C25 11 18 14 12 11ZM12 11C4 12 2 18 5 22" +
    "C9 26 12 18 12 11ZM12 11C20 12 22 18 19 22C15 26 12 18 12 11Z",
};
const GAP = 8;
const FLAG = 14;
const PICTURES = [..."ABCD"];

function petals() {
  let d = "";
  for (let i = 0; i < PETALS; i++) {
    const point = (turn, radius) => {
      const angle = ((i + turn) / PETALS) * 2 * Math.PI;
      return `${round(12 + radius * Math.sin(angle))} ${round(12 - radius * Math.cos(angle))}`;
    };
    d += `M${point(-0.34, 4)}C${point(-0.75, 13.5)} ${point(0.75, 13.5)} ${point(0.34, 4)}`;
  }
  return d;
}

// `at(step)` is the scene after so many detections.
export function gardenPicture(category, rows, width) {
  const wide = (width - GAP) / 2;
  const factor = wide / data.picture.width;
  const high = data.picture.height * factor;
  const corner = (picture) => {
    const i = PICTURES.indexOf(picture);
    return [(i % 2) * (wide + GAP), Math.floor(i / 2) * (high + GAP)];
  };
  const placed = (picture, box) => {
    const [x, y] = corner(picture);
    const [left, top, right, bottom] = scaled(box, factor);
    return [left + x, top + y, right + x, bottom + y];
  };
  const found = flagged(rows, category, placed);
  const ground = element(
    "g",
    {},
    PICTURES.map((picture) => {
      const [x, y] = corner(picture);
      return [
        element("rect", {
          class: "stp-ground det-page", x: round(x + 0.5), y: round(y + 0.5), width: round(wide - 1),
          height: round(high - 1), rx: 3,
        }),
        text(x + wide - 7, y + high - 6, picture, "det-letter", "end"),
      ];
    }),
    things(category, placed, factor),
    truths(category, placed),
  );
  return {
    width,
    height: Math.round(2 * high + GAP),
    at: (step) => [
      ground,
      aim(rows[step - 1], category, placed),
      ...found.slice(0, step).map((one, rank) => verdict(one, rank === step - 1)),
    ],
  };
}

function things(category, placed, factor) {
  return Object.entries(data.categories).flatMap(([name, { truths }]) =>
    Object.entries(truths).flatMap(([picture, boxes]) =>
      boxes.map((box) => {
        const [left, top] = placed(picture, box);
        const [x, y] = [(factor * (box[2] - box[0])) / 24, (factor * (box[3] - box[1])) / 24];
        return element("path", {
          class: name === category ? "det-thing" : "det-thing det-other",
          d: SHAPES[name],
          transform: `translate(${round(left)} ${round(top)}) scale(${x.toFixed(3)} ${y.toFixed(3)})`,
        });
      })));
}

function truths(category, placed) {
  return Object.entries(data.categories[category].truths).flatMap(([picture, boxes]) =>
    boxes.map((box, i) => {
      const place = placed(picture, box);
      return [
        element("path", { class: "det-true", d: boxPath(place) }),
        text(place[0] + 3, place[3] - 4, truthName(picture, i), "det-small"),
      ];
    }));
}

// The truth that the latest detection takes, or overlaps most.
function aim(latest, category, placed) {
  const index = latest?.takes ?? (latest?.overlap > 0 ? latest.best : null);
  const box = index === null ? null : data.categories[category].truths[latest.picture][index];
  return element("path", { class: "det-aim", d: box && boxPath(placed(latest.picture, box)) });
}

function verdict({ hit, label, place, flag }, latest) {
  return element(
    "g",
    { class: `${hit ? "det-hit" : "det-miss"}${latest ? " det-latest" : ""}` },
    element("path", { class: "det-found", d: boxPath(place) }),
    element("rect", {
      class: "det-flag", x: round(flag[0]), y: round(flag[1]), width: round(flag[2] - flag[0]), height: FLAG,
    }),
    text((flag[0] + flag[2]) / 2, flag[1] + 11, label, "det-flag-name", "middle"),
  );
}

// Each detection with its number on a flag at that corner of its box, inside or out, where the flag
// covers least of the truths' names and of the flags before it.
function flagged(rows, category, placed) {
  const names = Object.entries(data.categories[category].truths).flatMap(([picture, boxes]) =>
    boxes.map((box) => {
      const [left, , , bottom] = placed(picture, box);
      return [left, bottom - 14, left + 18, bottom];
    }));
  const taken = [...names];
  return rows.map(({ picture, box, takes }, rank) => {
    const hit = takes !== null;
    const label = `${rank + 1} ${hit ? "✓" : "✗"}`;
    const place = placed(picture, box);
    const [, , right, bottom] = placed(picture, [0, 0, data.picture.width, data.picture.height]);
    const [x, y] = placed(picture, [0, 0, 0, 0]);
    const wide = 9 + 6.4 * label.length;
    const inside = ([l, t, r, b]) => l >= x && t >= y && r <= right && b <= bottom;
    const spots = corners(place, wide).filter(inside);
    const cost = (spot) => taken.reduce((sum, other) => sum + overlap(spot, other).intersection, 0);
    const flag = spots.reduce((best, spot) => (cost(spot) < cost(best) ? spot : best));
    taken.push(flag);
    return { hit, label, place, flag };
  });
}

function corners([left, top, right, bottom], wide) {
  const end = right - wide;
  const spots = [
    [left, top], [end, top], [left, top - FLAG], [end, top - FLAG], [end, bottom - FLAG], [left, bottom], [end, bottom],
  ];
  return spots.map(([x, y]) => [x, y, x + wide, y + FLAG]);
}
