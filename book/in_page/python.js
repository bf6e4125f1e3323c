// The page's Python: one worker, started at the first press, ended where a run takes too long.
const LIMIT = 10_000; // ms of one run, counted from when it runs
const MOST = 20_000; // characters of text that one run shows; the worker counts too
const MOST_SHOWN = 60; // cards and pieces of output

export class Python {
  constructor(files, manifest) {
    Object.assign(this, { files, manifest, worker: null, busy: null });
  }

  async begin() {
    this.worker ??= this._started();
    return this.worker;
  }

  async _started() {
    const worker = new Worker(await this.files.script("worker.js"), { type: "module" });
    worker.onmessage = ({ data }) => this._told(worker, data);
    worker.onerror = (event) => this._told(worker, { type: "broken", text: event.message ?? "" });
    const { hashes, lock, runtime, library } = this.manifest;
    const files = this.files.base;
    worker.postMessage({ type: "start", files, hashes, lock, runtime, library });
    return worker;
  }

  end() {
    this.worker?.then((worker) => worker.terminate(), () => {});
    this.worker = null;
  }

  // Runs cells, and shows what comes; `state` is told "loading" and "running". What it resolves to
  // says how it ended: done, late, stopped or broken.
  run(request, show, state) {
    return new Promise((resolve) => {
      this.busy = { show, state, resolve, text: MOST, pieces: MOST_SHOWN };
      const mine = this.busy;
      state("loading");
      this.begin().then(
        (worker) => mine === this.busy && worker.postMessage({ type: "run", ...request }),
        (error) => { this.worker = null; this._finish({ type: "broken", text: String(error.message) }); },
      );
    });
  }

  stop(type = "stopped") {
    this.end();
    this._finish({ type });
  }

  _told(worker, data) {
    if (!this.busy) {
      if (data.type === "broken") this.end();
      return;
    }
    if (data.type === "running") {
      this.busy.state("running");
      this.busy.timer = setTimeout(() => {
        this.stop("late");
        this.begin().catch(() => { this.worker = null; }); // the next press finds it ready
      }, LIMIT);
    } else if (data.type === "done") this._finish(data);
    else if (data.type === "broken") { this.end(); this._finish(data); }
    else this._show(data);
  }

  _show({ type, text }) {
    const { busy } = this;
    if (typeof text !== "string" || busy.pieces-- <= 0) return;
    if (type === "html") return busy.show({ type, text: text.slice(0, 10 * MOST) });
    const shown = text.slice(0, Math.max(busy.text, 0));
    busy.text -= shown.length;
    if (shown) busy.show({ type, text: shown });
  }

  _finish(data) {
    const { busy } = this;
    if (!busy) return;
    this.busy = null;
    clearTimeout(busy.timer);
    busy.resolve(data);
  }
}

export const SECONDS = LIMIT / 1000;
