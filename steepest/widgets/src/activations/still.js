// Still pictures, one a function: the function, and ten layers of it at Xavier's deviation.

import { readFileSync } from "node:fs";
import { element, serialize } from "../shared/scene.js";
import { functionPicture } from "./function_picture.js";
import { createStack, verdict } from "./stack.js";
import { stackPicture } from "./stack_picture.js";
import { normalize } from "./state.js";
import data from "../../activations.json" with { type: "json" };

const css = readFileSync(new URL("./picture.css", import.meta.url), "utf8");
const [LEFT, GAP, RIGHT] = [270, 20, 470];

export function stills() {
  return Object.fromEntries(Object.keys(data.functions).map((name) => [name, still(name)]));
}

function still(name) {
  const state = normalize({ activation: name }, null);
  const stack = createStack()(state);
  const curve = functionPicture(state, LEFT);
  const strips = stackPicture(state, stack, RIGHT);
  const picture = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${LEFT + GAP + RIGHT} ${Math.max(curve.height, strips.height)}`,
      class: "stp-still",
      role: "img",
      "aria-label": `${data.functions[name].title} with its slope; beside it ${state.depth} layers, gradients ${verdict(stack).text}`,
    },
    element("style", {}, css.replace(/\s+/g, " ")),
    ...curve.at(stack.inputs),
    curve.handle(),
    element("g", { transform: `translate(${LEFT + GAP} 0)` }, ...strips.scene()),
  );
  return `${serialize(picture)}\n`;
}
