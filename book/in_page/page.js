// Exercises in the page: an answer is written where it is asked for, and checked by the course's own
// Python in the reader's browser. Nothing of that Python is loaded before the first press.
import { Exercise } from "./exercise.js";
import { fileAnswers } from "./answers.js";
import { Cell } from "./cell.js";
import { button, element, message } from "./parts.js";
import { countRight } from "./store.js";

// --- the landing page: what was right so far, on each chapter's card ----------------------------
for (const count of document.querySelectorAll(".written-count[data-exercise]")) {
  const names = count.dataset.functions.split(" ");
  const right = countRight(count.dataset.exercise, names);
  if (!right) continue;
  count.textContent = `${right} of ${names.length} right`;
  count.classList.toggle("quiz-all", right === names.length);
}

// --- an exercise, or a chapter that asks for its functions ---------------------------------------
const about = document.getElementById("in-page");
if (about) begin(JSON.parse(about.textContent));

function begin(settings) {
  const { isExercise } = settings;
  if (location.protocol === "file:") {
    if (isExercise) sayHowToServe();
    return;
  }
  const exercise = new Exercise(settings);
  if (isExercise) fillExercise(exercise);
  else for (const box of document.querySelectorAll(".your-turn")) offerTurn(exercise, box);
}

function sayHowToServe() {
  const text = element("p", {}, [
    "To run these cells here, start ", element("code", {}, "python -m http.server"),
    " in the folder of this site, and open the address that it prints. From a file, a browser runs no Python.",
  ]);
  firstSection()?.before(element("div", { class: "in-page-box" }, text));
}

function firstSection() {
  return document.querySelector(".prose > section > section");
}

function fillExercise(exercise) {
  for (const place of document.querySelectorAll(".cell[id^='answer-']")) {
    const check = checkAfter(place);
    if (!check) continue;
    const given = place.querySelector(".cell_input pre").textContent.replace(/\n$/, "");
    const cell = new Cell(exercise, place.id, given);
    place.querySelector(".cell_input").hidden = true;
    check.hidden = true;
    place.append(cell.root);
  }
  firstSection()?.before(fileAnswers(exercise));
}

// The cell that checks an answer follows it.
function checkAfter(place) {
  for (let next = place.nextElementSibling; next && !next.id.startsWith("answer-"); next = next.nextElementSibling) {
    if (/^check\(/.test(next.querySelector(".cell_input pre")?.textContent ?? "")) return next;
  }
  return null;
}

// "Your turn" opens the cells of the functions that it names.
function offerTurn(exercise, box) {
  const named = [...box.querySelectorAll("code")].map((code) => code.textContent);
  const names = [...new Set(named)].filter((name) => exercise.functions.includes(name));
  if (!names.length) return;
  const place = element("div", { class: "in-page-turn" });
  const opener = button("Write it here", () => open(opener, exercise, names, place));
  opener.setAttribute("aria-expanded", "false");
  box.append(element("p", { class: "in-page-bar" }, opener), place);
}

async function open(opener, exercise, names, place) {
  if (place.childElementCount && opener.getAttribute("aria-expanded") === "true") {
    opener.setAttribute("aria-expanded", "false");
    opener.textContent = "Write it here";
    place.hidden = true;
    return;
  }
  opener.setAttribute("aria-expanded", "true");
  opener.textContent = "Close";
  place.hidden = false;
  if (place.querySelector(".in-page-cell")) return;
  try {
    const { cells } = await exercise.manifest();
    place.replaceChildren();
    for (const name of names) {
      const [id, , given] = cells.find(([cell]) => cell === `answer-${name}`);
      const cell = new Cell(exercise, id, given);
      place.append(cell.root);
      if (name === names[0]) cell.focus();
    }
  } catch (error) {
    place.replaceChildren(message("The cell could not be loaded.", error.message));
  }
}
