// One exercise: its cells, the reader's answers to them, and the Python that checks them.
import { Python } from "./python.js";
import { answerOf, keepSaid, saidOf } from "./store.js";
import { Files } from "./verified.js";

export class Exercise {
  constructor({ exercise, functions, manifest, files, notebook, colab }) {
    Object.assign(this, { name: exercise, functions, notebook, colab });
    this.manifestAt = new URL(manifest, document.baseURI).href;
    this.filesAt = new URL(files, document.baseURI).href;
    this.cells = []; // those that are shown on this page
    this.running = null;
  }

  // What the build says of this exercise: its cells, and the digest of every file of its Python.
  manifest() {
    this.asked ??= fetch(this.manifestAt, { cache: "no-cache" }).then((answer) => {
      if (!answer.ok) throw new Error(`${this.manifestAt}: ${answer.status}`);
      return answer.json();
    }).then((told) => {
      this.files = new Files(this.filesAt, told.hashes);
      this.python = new Python(this.files, told);
      return told;
    });
    this.asked.catch(() => { this.asked = null; });
    return this.asked;
  }

  async module(name) {
    await this.manifest();
    return this.files.module(name);
  }

  // What an answer cell says now: what stands in its editor, else what is kept, else its start.
  textOf(id, given) {
    const shown = this.cells.find((cell) => cell.id === id);
    return shown ? shown.text() : (answerOf(this.name, id)?.text ?? given);
  }

  // The notebook up to a function's check: what comes before is run without a word.
  async request(name) {
    const { cells } = await this.manifest();
    const own = `answer-${name}`;
    const until = cells.findIndex(([id]) => id === name);
    const before = cells.slice(0, until).filter(([, kind]) => kind !== "check");
    const run = before.map(([id, kind, source]) => {
      const text = kind === "answer" ? this.textOf(id, source) : source;
      return [id.replace("answer-", ""), text, id !== own];
    });
    return { cells: [...run, [`check ${name}`, cells[until][2], false]], said: saidOf(this.name) };
  }

  async check(name, show, state) {
    this.running = name;
    for (const cell of this.cells) cell.lock(true);
    try {
      state("loading");
      const request = await this.request(name);
      const ended = await this.python.run(request, show, state);
      if (ended.said) keepSaid(this.name, { ...saidOf(this.name), ...ended.said });
      else if (ended.type === "late") keepSaid(this.name, { ...saidOf(this.name), [name]: false });
      return ended;
    } catch (error) {
      return { type: "broken", text: error.message };
    } finally {
      this.running = null;
      for (const cell of this.cells) cell.lock(false);
      document.dispatchEvent(new Event("in-page-checked"));
    }
  }
}
