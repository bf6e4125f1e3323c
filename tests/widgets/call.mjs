// Calls functions of a widget's JavaScript for the tests: { widget, calls: [[module, function,
// arguments], …] } as JSON on stdin, what they give as a list on stdout.

import { text } from "node:stream/consumers";

const { widget, calls } = JSON.parse(await text(process.stdin));
const source = new URL(`../../steepest/widgets/src/${widget}/`, import.meta.url);
const given = [];
for (const [module, name, args] of calls) given.push((await import(new URL(module, source)))[name](...args));
process.stdout.write(JSON.stringify(given));
