// Bundles every widget: `node steepest/widgets/src/build.js [folder]` writes, for each folder here
// with a widget.js, NAME.js (one ES module, for anywidget) and NAME.site.js (a classic script, for
// the site: modules are blocked on file://), and the still pictures that its still.js makes.
// A second folder takes the stills; by default both go beside this folder, into static/ and stills/.

import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";

const source = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? dirname(source);
const bundles = join(target, "static");
const stills = join(target, "stills");
for (const folder of [bundles, stills]) mkdirSync(folder, { recursive: true });

// Style sheets come into the scripts as text, small.
const styles = {
  name: "styles",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: await minified(path),
      loader: "text",
    }));
  },
};

async function minified(path) {
  const options = { entryPoints: [path], bundle: true, minify: true, write: false, logLevel: "error" };
  return (await esbuild.build(options)).outputFiles[0].text.trim();
}

const common = {
  bundle: true, minify: true, target: "es2022", charset: "utf8", legalComments: "none",
  plugins: [styles], logLevel: "error",
};

async function make(name) {
  await esbuild.build({
    ...common, format: "esm",
    entryPoints: [join(source, name, "widget.js")], outfile: join(bundles, `${name}.js`),
  });
  await esbuild.build({
    ...common, format: "iife",
    entryPoints: [join(source, name, "site.js")], outfile: join(bundles, `${name}.site.js`),
  });
  const { stills: pictures } = await import(pathToFileURL(join(source, name, "still.js")));
  for (const [still, picture] of Object.entries(pictures())) {
    writeFileSync(join(stills, `${name}.${still}.svg`), picture);
  }
}

// One that can't be built stops no other.
for (const name of readdirSync(source)) {
  if (!existsSync(join(source, name, "widget.js"))) continue;
  await make(name).catch((error) => {
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
  });
}
// The colours and shapes that the stills use, for pages where no script runs.
writeFileSync(join(stills, "still.css"), `${await minified(join(source, "shared", "still.css"))}\n`);
