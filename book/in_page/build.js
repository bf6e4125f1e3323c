// Bundles the scripts of exercises in the page: `node book/in_page/build.js [folder]`. `page.js` is a
// classic script, which says on file:// why nothing runs there; the others are modules that it loads.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const source = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(dirname(source), "_static", "in_page");
const FORMS = { page: "iife", worker: "esm", editor: "esm", clean: "esm" };

for (const [name, format] of Object.entries(FORMS)) {
  await esbuild.build({
    entryPoints: [join(source, `${name}.js`)],
    outfile: join(target, `${name}.js`),
    bundle: true, minify: true, format, target: "es2022", charset: "utf8",
    loader: { ".py": "text" }, legalComments: "eof", logLevel: "error",
  });
}

// The licences of the packages that are in the bundles.
const { metafile } = await esbuild.build({
  entryPoints: ["editor", "clean"].map((name) => join(source, `${name}.js`)),
  outdir: target, bundle: true, write: false, metafile: true, format: "esm", logLevel: "error",
});
const packages = new Set(Object.keys(metafile.inputs).map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]));
const modules = join(dirname(dirname(source)), "node_modules");
const texts = [...packages].filter(Boolean).sort().map((name) => {
  const file = readdirSync(join(modules, name)).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name}\n\n${readFileSync(join(modules, name, file), "utf8").trim()}\n`;
});
writeFileSync(join(target, "LICENCES.txt"), texts.join(`\n${"-".repeat(78)}\n\n`));
