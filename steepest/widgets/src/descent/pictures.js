// The pictures of a state's runs, each made again only when its run or its room has changed.

import { curvePicture } from "./curve_picture.js";
import { dataPicture } from "./data_picture.js";
import { mapPicture } from "./map_picture.js";
import { format } from "../shared/scale.js";

const GAP = 14;

export function createPictures(options = {}) {
  const kept = new Map();
  const keep = (place, about, make) => {
    const before = kept.get(place);
    if (before?.about.every((one, i) => one === about[i])) return before.picture;
    const picture = make(...about);
    kept.set(place, { about, picture });
    return picture;
  };

  return function pictures({ field, runs, order }, room) {
    const one = field.hessian ? mapPicture : curvePicture;
    const tall = Math.round(0.76 * room.own);
    const [width, height] = smallSize(room);
    const small = (run, i) =>
      keep(i, [field, run, width, height], (...about) => one(...about, options));
    return {
      own: keep("own", [field, runs[0], room.own, tall], (...about) =>
        one(...about, { ...options, big: true })),
      beside: runs.slice(1).map(small),
      samples: order && keep("samples", [field, runs[0], order, width, height], samples),
    };
  };
}

export function smallSize({ side }) {
  const width = Math.floor((side - GAP) / 2);
  return [width, Math.round(0.62 * width)];
}

function samples(field, run, order, width, height) {
  const picture = dataPicture(field, run, order, width, height);
  return {
    ...picture,
    caption: (step) => {
      const [slope, intercept] = run.w[Math.min(step, run.last)].map((value) => format(value));
      return [`y = ${slope}x ${intercept.startsWith("−") ? "−" : "+"} ${intercept.replace("−", "")}`];
    },
  };
}
