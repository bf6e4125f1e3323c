// Bundles every widget: `node steepest/widgets/src/build.js [folder]` writes, for each folder here
// with a view.js, NAME.js (one ES module, for anywidget) and NAME.site.js (a classic script, for
// the site: modules are blocked on file://), and the still pictures that its still.js makes.
// A second folder takes the stills; by default both go beside this folder, into static/ and stills/.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
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
      return { contents: isShared ? purge(css, script) : css, loader: "text" };
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

// What each bundle begins with.
const ENTRIES = {
  widget: (name) => `import { asAnywidget } from "./shared/anywidget.js";
    import { view } from "./${name}/view.js";
    import data from "../${name}.json" with { type: "json" };
    export default asAnywidget(Object.keys(data.traits), view);`,
  site: (name) => `import { mountAll } from "./shared/mount.js";
    import { view } from "./${name}/view.js";
    mountAll("${name}", view);`,
};

async function minified(path) {
  const options = { entryPoints: [path], bundle: true, minify: true, write: false, logLevel: "error" };
  return (await esbuild.build(options)).outputFiles[0].text.trim();
}

async function bundle(name, kind, format) {
  const entry = { contents: ENTRIES[kind](name), resolveDir: source, sourcefile: `${name}.${kind}.js` };
  const write = async (script) => {
    const made = await esbuild.build({
      stdin: entry, format, bundle: true, minify: true, target: "es2022", charset: "utf8",
      legalComments: "none", plugins: [styles(script), data], logLevel: "error", write: false,
    });
    return made.outputFiles[0].text;
  };
  return write(await write(""));
}

async function make(name) {
  writeFileSync(join(bundles, `${name}.js`), await bundle(name, "widget", "esm"));
  writeFileSync(join(bundles, `${name}.site.js`), await bundle(name, "site", "iife"));
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
