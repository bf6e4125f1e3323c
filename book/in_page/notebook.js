// The exercise's notebook, with the reader's answers in it, and back.

const idOf = (cell) => cell.metadata?.nbgrader?.grade_id ?? cell.id;
const textOf = (source) => (Array.isArray(source) ? source.join("") : String(source ?? ""));
const linesOf = (text) => text.split(/(?<=\n)/);

// The released notebook with `answers`, cell id → text; all else as it was released.
export function filled(notebook, answers) {
  const cells = notebook.cells.map((cell) => {
    const text = cell.cell_type === "code" ? answers.get(idOf(cell)) : undefined;
    return text === undefined ? cell : { ...cell, source: linesOf(text) };
  });
  return `${JSON.stringify({ ...notebook, cells }, null, 1)}\n`;
}

// The answers that a notebook has to the cells named; an error of one line where it is no notebook.
export function answersIn(text, names) {
  let notebook;
  try { notebook = JSON.parse(text); } catch { notebook = null; }
  if (!Array.isArray(notebook?.cells)) throw new Error("that file is no notebook");
  const found = new Map();
  for (const cell of notebook.cells) {
    const id = cell && idOf(cell);
    if (names.has(id) && cell.cell_type === "code" && !found.has(id)) found.set(id, textOf(cell.source));
  }
  if (!found.size) throw new Error("that notebook has no answer to this exercise");
  return found;
}

export function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/x-ipynb+json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
