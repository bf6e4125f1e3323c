// Runs a page's Python away from the page. The first message starts it, each further one is a run.
import runner from "./runner.py";

const post = (type, text) => self.postMessage({ type, text });
let ready;

// Whatever is fetched while Python starts, by Pyodide too, must have the bytes that the page says.
function verify(files, hashes) {
  const plain = self.fetch;
  self.fetch = (asked, options) => {
    const name = String(asked.url ?? asked).slice(files.length).split("?")[0];
    const integrity = hashes[name];
    if (!integrity) return Promise.reject(new Error(`${name} is not a file of this exercise`));
    return plain.call(self, asked, { ...options, integrity });
  };
  return () => { self.fetch = plain; };
}

async function bytes(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.arrayBuffer();
}

async function module(address) {
  const script = new Blob([await bytes(address)], { type: "text/javascript" });
  return import(URL.createObjectURL(script));
}

async function start({ files, hashes, lock, runtime, library }) {
  const release = verify(files, hashes);
  const at = `${files}${runtime}`;
  const [zip, { loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    bytes(`${files}${library}?v=${hashes[library].slice(7, 15).replace(/\W/g, "-")}`),
    module(`${at}pyodide.mjs`),
    module(`${at}pyodide.asm.mjs`),
  ]);
  const python = await loadPyodide({
    indexURL: at,
    packageBaseUrl: at,
    lockFileContents: lock,
    createPyodideModule,
    packages: ["numpy"],
  });
  release();
  python.unpackArchive(zip, "zip", { extractDir: "/lib/steepest" });
  const space = python.toPy({});
  python.runPython("import sys; sys.path.insert(0, '/lib/steepest')");
  python.runPython(runner, { globals: space, filename: "runner.py" });
  return { python, run: space.get("make")(post) };
}

self.onmessage = async ({ data }) => {
  try {
    if (data.type === "start") {
      ready = start(data);
      await ready;
      return;
    }
    const { python, run } = await ready;
    self.postMessage({ type: "running" });
    const begun = performance.now();
    const told = run(JSON.stringify({ cells: data.cells, said: data.said }));
    const memory = python._module.HEAP8.length;
    self.postMessage({ type: "done", ...JSON.parse(told), ms: performance.now() - begun, memory });
  } catch (error) {
    self.postMessage({ type: "broken", text: String(error) });
  }
};
