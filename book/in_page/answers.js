// What a reader does with all answers of an exercise: hand them in as a notebook, bring one back.
import { answersIn, download, filled } from "./notebook.js";
import { button, element } from "./parts.js";
import { answerOf, countRight } from "./store.js";

export function fileAnswers(exercise) {
  const status = element("p", { role: "status", class: "in-page-status" });
  const picker = element("input", { type: "file", accept: ".ipynb,application/json", hidden: "" });
  picker.addEventListener("change", () => picker.files[0] && bring(exercise, picker, status));
  const buttons = [
    button("Download as notebook", () => hand(exercise, status)),
    button("Bring a notebook", () => picker.click()),
    picker,
  ];
  const count = element("p", { class: "in-page-count" });
  const tell = () => { count.textContent = words(exercise); };
  document.addEventListener("in-page-checked", tell);
  tell();
  return element("div", { class: "in-page-box" }, [
    element("p", {}, "Write each function in its cell and press Check: Python runs here, in your browser. Your answers stay on this device. To hand them in, download them as a notebook; questions that ask for words are answered there."),
    count,
    element("div", { class: "in-page-bar" }, buttons),
    status,
  ]);
}

const words = ({ name, functions }) => `${countRight(name, functions)} of ${functions.length} functions right so far.`;

async function hand(exercise, status) {
  status.textContent = "";
  try {
    const answer = await fetch(exercise.notebook);
    if (!answer.ok) throw new Error(`the notebook could not be loaded (${answer.status})`);
    const notebook = await answer.json();
    const texts = exercise.cells.map(({ id }) => [id, answerOf(exercise.name, id)?.text]);
    const kept = new Map(texts.filter(([, text]) => text !== undefined));
    for (const cell of exercise.cells) if (cell.text() !== cell.given) kept.set(cell.id, cell.text());
    download(exercise.notebook.split("/").at(-1), filled(notebook, kept));
    status.textContent = `Downloaded with ${kept.size} of ${exercise.cells.length} functions written.`;
  } catch (error) {
    status.textContent = `Not downloaded: ${error.message}.`;
  }
}

async function bring(exercise, picker, status) {
  const [file] = picker.files;
  try {
    const found = answersIn(await file.text(), new Set(exercise.cells.map(({ id }) => id)));
    const before = exercise.cells.map((cell) => [cell, cell.text()]);
    const changed = exercise.cells.filter((cell) => found.has(cell.id) && found.get(cell.id) !== cell.text());
    for (const cell of changed) cell.set(found.get(cell.id));
    const undo = button("Undo", () => {
      for (const [cell, text] of before) if (text !== cell.text()) cell.set(text);
      status.replaceChildren("As it was.");
    });
    const told = `${changed.length} ${changed.length === 1 ? "answer" : "answers"} brought from ${file.name}. `;
    status.replaceChildren(told, ...(changed.length ? [undo] : []));
  } catch (error) {
    status.textContent = `Nothing was changed: ${error.message}.`;
  }
  picker.value = "";
}
