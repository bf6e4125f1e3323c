// Asks a widget's JavaScript for the tests: { widget, calls, questions } as JSON on stdin, the answers
// in the same form on stdout. `calls` are [module, function, arguments] of its own modules. `questions`
// are lists by name; ANSWERS in WIDGET.mjs has a function for each name, which answers one of the list.

import { text } from "node:stream/consumers";

const { widget, calls = [], questions = {} } = JSON.parse(await text(process.stdin));
const source = new URL(`../../steepest/widgets/src/${widget}/`, import.meta.url);
const own = (module) => import(new URL(module, source));

// The state that a list of changes makes, one after the other; every widget is asked for it.
const { normalize } = await own("state.js");
const patches = (changes) => changes.reduce((before, patch) => normalize(patch, before), null);

const given = [];
for (const [module, name, args] of calls) given.push((await own(module))[name](...args));
const asked = Object.entries(questions);
const { ANSWERS } = asked.length ? await import(`./${widget}.mjs`) : {};
const answers = asked.map(([name, all]) => [name, all.map((one) => ({ patches, ...ANSWERS })[name](one))]);
process.stdout.write(JSON.stringify({ calls: given, questions: Object.fromEntries(answers) }));
