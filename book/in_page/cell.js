// One answer cell: a text area that becomes an editor at its first focus, a check, what came of it.
import { button, element, message } from "./parts.js";
import { SECONDS } from "./python.js";
import { answerOf, keepAnswer, onAnswer } from "./store.js";

const HOW = "Tab indents; Escape, then Tab, leaves the editor. Ctrl+Enter checks.";
let count = 0;

export class Cell {
  constructor(exercise, id, given) {
    Object.assign(this, { exercise, id, given, name: id.replace("answer-", "") });
    exercise.cells.push(this);
    const kept = answerOf(exercise.name, id);
    this._build(kept?.text ?? given);
    if (kept && kept.given !== given) this._sayItsStartChanged();
    onAnswer(exercise.name, (changed) => changed === id && this._takeFromOtherTab());
  }

  _build(text) {
    const hint = `in-page-how-${++count}`;
    this.area = element("textarea", {
      class: "in-page-area", rows: Math.min(text.split("\n").length + 1, 30), spellcheck: "false",
      autocapitalize: "off", autocomplete: "off", "aria-label": this._label(), "aria-describedby": hint,
    });
    this.area.value = text;
    this.area.addEventListener("input", () => this._changed(this.area.value));
    this.area.addEventListener("focus", () => this._edit(hint), { once: true });
    this.editor = {
      text: () => this.area.value,
      set: (other) => { this.area.value = other; this._changed(other); },
      focus: () => this.area.focus(),
    };
    this.frame = element("div", { class: "in-page-editor" }, this.area);
    this.checker = button(`Check ${this.name}`, () => this._press());
    this.checker.className = "in-page-check";
    this.resetter = button("Reset", () => this._reset());
    this.status = element("span", { role: "status", class: "in-page-status" });
    this.shown = element("div", { class: "in-page-shown" });
    this.root = element("div", { class: "in-page-cell" }, [
      this.frame,
      element("p", { class: "in-page-how visually-hidden", id: hint }, HOW),
      element("div", { class: "in-page-bar" }, [this.checker, this.resetter, this.status]),
      this.shown,
    ]);
    this._offerReset();
  }

  _label() {
    return `Your answer: ${this.name}`;
  }

  // The plain text area works as it is; the editor takes its place when it has come.
  async _edit(hint) {
    try {
      const { edit } = await this.exercise.module("editor.js");
      const hadFocus = document.activeElement === this.area;
      this.editor = edit(this.area, {
        label: this._label(), describedBy: hint, press: () => this._press(),
        changed: (text) => this._changed(text),
      });
      if (hadFocus) this.editor.focus();
      this.frame.append(element("p", { class: "in-page-keys" }, HOW));
    } catch { /* the text area stays */ }
  }

  text() {
    return this.editor.text();
  }

  focus() {
    this.editor.focus();
  }

  set(text) {
    this.editor.set(text);
  }

  lock(isLocked) {
    const isOwn = this.exercise.running === this.name;
    this.checker.disabled = isLocked && !isOwn;
    this.checker.textContent = isLocked && isOwn ? "Stop" : `Check ${this.name}`;
  }

  _changed(text) {
    const isKept = keepAnswer(this.exercise.name, this.id, text, this.given);
    if (!isKept) this.status.textContent = "This browser keeps nothing here: download the notebook before you leave.";
    else if (this.status.textContent) this.status.textContent = "";
    this._offerReset();
  }

  _offerReset() {
    this.resetter.hidden = this.text() === this.given;
  }

  _reset() {
    const before = this.text();
    this.set(this.given);
    const undo = button("Undo", () => { this.set(before); this.status.replaceChildren(); this.focus(); });
    this.status.replaceChildren("Back to the start. ", undo);
    undo.focus();
  }

  _takeFromOtherTab() {
    const text = answerOf(this.exercise.name, this.id)?.text ?? this.given;
    if (text === this.text() || this.frame.contains(document.activeElement)) return;
    this.set(text);
  }

  _sayItsStartChanged() {
    this.status.textContent = "You wrote this for an earlier release; its start is another now. Reset shows the new one.";
  }

  async _press() {
    const { exercise } = this;
    if (exercise.running === this.name) return exercise.python?.stop();
    if (exercise.running) return;
    this.shown.replaceChildren();
    let shown = Promise.resolve(); // in the order in which it came
    const show = (piece) => { shown = shown.then(() => this._show(piece)); };
    const ended = await exercise.check(this.name, show, (state) => this._say(state));
    await shown;
    this.status.textContent = "";
    this._close(ended);
  }

  _say(state) {
    this.status.textContent = state === "running" ? "Running …" : "Loading Python: 16 MB the first time …";
  }

  async _show({ type, text }) {
    if (type === "absent") return this._sayAbsent(text);
    if (type === "html") {
      const { clean } = await this.exercise.module("clean.js");
      const card = clean(text);
      for (const link of card.querySelectorAll("a")) this._toThisSite(link);
      this.shown.append(card);
      return;
    }
    let last = this.shown.lastElementChild;
    if (last?.dataset.stream !== type) {
      last = element("pre", { "data-stream": type, tabindex: "0" });
      this.shown.append(last);
    }
    last.append(text);
  }

  // A card leads to the chapter's notebook; here its section on this site is nearer.
  async _toThisSite(link) {
    const { sections } = await this.exercise.manifest();
    const section = sections[this.name];
    if (section && link.href.includes("/notebooks/")) link.href = new URL(section, this.exercise.filesAt).href;
  }

  _sayAbsent(library) {
    const link = element("a", { href: this.exercise.colab }, "Open the exercise in Colab");
    this.shown.prepend(message(`${library} does not run in this page.`, element("span", {}, [
      "Here there is Python with NumPy. ", ...(this.exercise.colab ? [link, " to work with it."] : []),
    ])));
  }

  _close({ type, text }) {
    const { name } = this;
    if (type === "late") {
      this.shown.append(message(
        `${name} did not end within ${SECONDS} seconds, and was stopped.`,
        "Look for a loop that never ends: does what its condition asks ever change?",
      ));
    } else if (type === "stopped") this.shown.append(message("Stopped."));
    else if (type === "broken") {
      this.shown.append(message("Python could not go on, and starts anew at the next press.", text));
    }
  }
}
