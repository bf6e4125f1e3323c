// What is kept on this device: a reader's answers, by exercise and cell, and what was right.
//
// An answer lies beside the start that its cell gave when it was written, so that one written for
// another release is known, shown and never mixed up with the new start. The number in the keys is
// the form in which answers are kept.
const ANSWER = (exercise, cell) => `steepest.answer.1.${exercise}.${cell}`;
const RIGHT = (exercise) => `steepest.right.1.${exercise}`;

function read(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

// Whether it could be kept: not in a private window whose storage is shut, or is full.
function write(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export const answerOf = (exercise, cell) => {
  const kept = read(ANSWER(exercise, cell));
  return typeof kept?.text === "string" ? kept : null;
};

export const keepAnswer = (exercise, cell, text, given) =>
  write(ANSWER(exercise, cell), text === given ? null : { text, given });

// A function's name → whether it was right when it was last checked; null where it is not written.
export const saidOf = (exercise) => {
  const said = read(RIGHT(exercise));
  return said && typeof said === "object" && !Array.isArray(said) ? said : {};
};

export const keepSaid = (exercise, said) => write(RIGHT(exercise), said);

export const countRight = (exercise, names) => {
  const said = saidOf(exercise);
  return names.filter((name) => said[name] === true).length;
};

// Another tab has changed an answer of this exercise.
export function onAnswer(exercise, act) {
  const start = ANSWER(exercise, "");
  addEventListener("storage", ({ key }) => key?.startsWith(start) && act(key.slice(start.length)));
}
