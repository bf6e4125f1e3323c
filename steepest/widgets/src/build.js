// Bundles every widget: `node steepest/widgets/src/build.js [folder]` writes, for each folder here
// with a view.js, NAME.js (one ES module, for anywidget) and NAME.site.js (a classic script, for
// the site: modules are blocked on file://), and the still pictures that its still.js makes.
// A second folder takes the stills; by default both go beside this folder, into static/ and stills/.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { minify } from "terser";
import { purge } from "./purge.js";

const source = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? dirname(source);
const bundles = join(target, "static");
const stills = join(target, "stills");
for (const folder of [bundles, stills]) mkdirSync(folder, { recursive: true });

// Style sheets come into the scripts as text, small; of the one that all widgets share only what this
// one uses, which its script without that sheet tells.
const styles = (script) => ({
  name: "styles",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = await minified(path);
      const isShared = path === join(source, "shared", "style.css");
      return { contents: isShared ? script && purge(css, script) : css, loader: "text" };
    });
  },
});

// Of a widget's JSON, what only Python and the tests read stays out of the scripts.
const data = {
  name: "data",
  setup(build) {
    build.onLoad({ filter: /\.json$/ }, ({ path }) => {
      const { traits, sentences, drives, still, ...rest } = JSON.parse(readFileSync(path, "utf8"));
      if (!traits) return undefined;
      const short = Object.entries(traits).map(([name, { help, type, ...trait }]) => [name, trait]);
      return { contents: JSON.stringify({ traits: Object.fromEntries(short), ...rest }), loader: "json" };
    });
  },
};

// Of the kinds of traits, those that the widget's table names.
const kinds = (name) => ({
  name: "kinds",
  setup(build) {
    build.onLoad({ filter: /shared\/kinds\.js$/ }, ({ path }) => {
      const { traits } = JSON.parse(readFileSync(join(source, "..", `${name}.json`), "utf8"));
      const named = new Set(Object.values(traits).map(({ kind }) => kind));
      const only = (list) => list.split(", ").filter((kind) => named.has(kind)).join(", ");
      const contents = readFileSync(path, "utf8").replace(/(?<=KINDS = \{ ).*(?= \};)/, only);
      return { contents };
    });
  },
});

// What each bundle begins with: the sheets, side by side, where they compress best, then the script.
const ENTRIES = {
  widget: (name) => `${sheets(name)}
    import { asAnywidget } from "./shared/anywidget.js";
    import { view } from "./${name}/view.js";
    import data from "../${name}.json" with { type: "json" };
    export default asAnywidget(Object.keys(data.traits), view);`,
  site: (name) => `${sheets(name)}
    import { mountAll } from "./shared/mount.js";
    import { view } from "./${name}/view.js";
    mountAll("${name}", view);`,
};

function sheets(name) {
  const own = readdirSync(join(source, name)).filter((file) => file.endsWith(".css"));
  return ["shared/style.css", ...own.map((file) => `${name}/${file}`)].map((path) => `import "./${path}";`).join("");
}

async function minified(path) {
  const options = { entryPoints: [path], bundle: true, minify: true, write: false, logLevel: "error" };
  return (await esbuild.build(options)).outputFiles[0].text.trim();
}

async function bundle(name, kind) {
  const entry = { contents: ENTRIES[kind](name), resolveDir: source, sourcefile: `${name}.${kind}.js` };
  const write = async (script) => {
    const made = await esbuild.build({
      stdin: entry, format: "esm", bundle: true, minify: true, target: "es2022", charset: "utf8",
      legalComments: "none", plugins: [styles(script), data, kinds(name)], logLevel: "error", write: false,
    });
    return made.outputFiles[0].text;
  };
  return short(await write(await write("")), kind);
}

// terser calls a function's names as those around it, where it asks for none of them: of one script's
// many small functions most then read alike, and a twentieth less is sent. What is unsafe about arrows is
// that they have no `this` and are no constructors, which no function here is but the classes.
// The sheets stay where they are, side by side.
async function short(script, kind) {
  const names = [...script.matchAll(/([\w$]+)=(['"`])(?:(?!\2).){99,}?stp-(?:(?!\2).)*\2[,;]/g)].map(([, name]) => name);
  const compress = { passes: 3, inline: 1, unsafe_arrows: true, top_retain: names };
  const { code } = await minify(script, { module: true, ecma: 2020, compress });
  return kind === "widget" ? code : `"use strict";(()=>{${code}})();`;
}

async function make(name) {
  writeFileSync(join(bundles, `${name}.js`), await bundle(name, "widget"));
  writeFileSync(join(bundles, `${name}.site.js`), await bundle(name, "site"));
  const { stills: pictures } = await import(pathToFileURL(join(source, name, "still.js")));
  for (const [still, picture] of Object.entries(pictures())) {
    writeFileSync(join(stills, `${name}.${still}.svg`), picture);
  }
}

// One that can't be built stops no other.
for (const name of readdirSync(source)) {
  if (!existsSync(join(source, name, "view.js"))) continue;
  await make(name).catch((error) => {
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
  });
}
// The colours and shapes that the stills use, for pages where no script runs.
writeFileSync(join(stills, "still.css"), `${await minified(join(source, "shared", "still.css"))}\n`);
