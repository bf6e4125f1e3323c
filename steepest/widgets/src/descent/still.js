// Still pictures, one a loss, each at its own settings, at the end of the run.

import { readFileSync } from "node:fs";
import { moved, text } from "../shared/axes.js";
import { seriesGroup } from "../shared/series.js";
import { stillPicture } from "../shared/still.js";
import { createPictures, smallSize } from "./pictures.js";
import { createRuns } from "./runs.js";
import { normalize, totalSteps } from "./state.js";
import { caption, counters, formula, sum, title } from "./words.js";
import data from "../../descent.json" with { type: "json" };

const OWN = 360;
const SIDE = 380;
const GAP = 20;
const HEAD = 38;
const css = readFileSync(new URL("./drawn.css", import.meta.url), "utf8");

export function stills() {
  return Object.fromEntries(Object.keys(data.losses).map((loss) => [loss, still(loss)]));
}

function still(loss) {
  const state = normalize({ loss }, null);
  const shown = createRuns()(state);
  const { field, runs } = shown;
  const step = totalSteps(state);
  const drawn = createPictures({ still: true })(shown, { own: OWN, side: SIDE });
  const [width, height] = smallSize({ side: SIDE });
  const place = (i) => [OWN + GAP + (i % 2) * (SIDE - width), Math.floor(i / 2) * (HEAD + height + 12)];
  const lines = formula(field).split(/(?<=\.) /);
  const tall = HEAD + Math.max(drawn.own.height, 2 * height + HEAD + 12) + 10 + 17 * lines.length;
  return stillPicture(
    {
      width: OWN + GAP + SIDE, height: tall, css,
      label: runs.map((run) => `${title(run, field)}: ${caption(run, field, step).join(", ")}`).join("; "),
    },
    group(0, 0, runs[0], field, step, drawn.own.at(step)),
    runs.slice(1).map((run, i) =>
      group(...place(i), run, field, step, drawn.beside[i].at(run.stepAt(step)))),
    drawn.samples && samples(place(2), drawn.samples, step),
    drawn.samples && counting(place(3), width, state, step),
    lines.map((line, i) => text(0, tall - 6 - 17 * (lines.length - 1 - i), line, "stp-axis-name")),
  );
}

function group(x, y, run, field, step, scene) {
  return moved(
    x,
    y,
    seriesGroup({ index: run.index, rule: run.name }, text(0, 13, title(run, field), "stp-name")),
    text(0, 30, caption(run, field, step).join(", "), "stp-axis-name"),
    moved(0, HEAD, scene),
  );
}

function samples([x, y], picture, step) {
  return moved(
    x,
    y,
    text(0, 13, "The line so far", "stp-strong"),
    text(0, 30, picture.caption(step)[0], "stp-axis-name"),
    moved(0, HEAD, picture.at(step)),
  );
}

function counting([x, y], width, state, step) {
  return moved(
    x,
    y,
    text(0, 13, "Epochs and steps", "stp-strong"),
    text(0, 30, sum(state), "stp-axis-name"),
    counters(state, step).map(([name, value], i) => [
      text(0, HEAD + 18 + 22 * i, name, "stp-axis-name"),
      text(width, HEAD + 18 + 22 * i, value, "stp-strong", "end"),
    ]),
  );
}
