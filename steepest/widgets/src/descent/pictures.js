// The pictures of a state's runs, each made again only when its run or its room has changed.

import { curvePicture } from "./curve_picture.js";
import { dataPicture } from "./data_picture.js";
import { mapPicture } from "./map_picture.js";
import { kept, keptEach } from "../shared/kept.js";
import { format } from "../shared/scale.js";

const GAP = 14;

export function createPictures(options = {}) {
  const pictureOf = keptEach((place, field, run, width, height) => {
    const make = field.hessian ? mapPicture : curvePicture;
    return make(field, run, width, height, { ...options, big: place === "own" });
  });
  const samplesOf = kept(samples);

  return function pictures({ field, runs, order }, room) {
    const [width, height] = smallSize(room);
    return {
      own: pictureOf("own", field, runs[0], room.own, Math.round(0.76 * room.own)),
      beside: runs.slice(1).map((run, i) => pictureOf(i, field, run, width, height)),
      samples: order && samplesOf(field, runs[0], order, width, height),
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
