// Still pictures, one a function: the function, and ten layers of it at Xavier's deviation.

import { readFileSync } from "node:fs";
import { moved } from "../shared/axes.js";
import { stillPicture } from "../shared/still.js";
import { functionPicture } from "./function_picture.js";
import { createStack, verdict } from "./stack.js";
import { stackPicture } from "./stack_picture.js";
import { normalize } from "./state.js";
import data from "../../activations.json" with { type: "json" };

const css = readFileSync(new URL("./picture.css", import.meta.url), "utf8").replace(/\s+/g, " ");
const [LEFT, GAP, RIGHT] = [270, 20, 470];

export function stills() {
  return Object.fromEntries(Object.keys(data.functions).map((name) => [name, still(name)]));
}

function still(name) {
  const state = normalize({ activation: name }, null);
  const stack = createStack()(state);
  const curve = functionPicture(state, LEFT);
  const strips = stackPicture(state, stack, RIGHT);
  return stillPicture(
    {
      width: LEFT + GAP + RIGHT, height: Math.max(curve.height, strips.height), css,
      label: `${data.functions[name].title} with its slope; beside it ${state.depth} layers, gradients ${verdict(stack).text}`,
    },
    ...curve.at(stack.inputs),
    curve.handle(),
    moved(LEFT + GAP, 0, ...strips.scene()),
  );
}
