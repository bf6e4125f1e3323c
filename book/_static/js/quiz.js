// A chapter's questions: an option that is opened is an answer. The first answer to each question is
// kept on this device and counted at the end of the questions; "again" asks those that were wrong.
// On the landing page each chapter's card has its count.
(() => {
  const key = (chapter) => `steepest.quiz.${chapter}`;
  const read = (chapter) => {
    try { return JSON.parse(localStorage.getItem(key(chapter))) ?? {}; } catch { return {}; }
  };
  const keep = (chapter, answers) => {
    try { localStorage.setItem(key(chapter), JSON.stringify(answers)); } catch { /* this page only */ }
  };
  const rights = (answers) => Object.values(answers).filter(({ right }) => right).length;

  // --- the landing page ------------------------------------------------------------------------
  for (const count of document.querySelectorAll(".quiz-count[data-quiz]")) {
    const answers = read(count.dataset.quiz);
    if (!Object.keys(answers).length) continue;
    const of = Number(count.dataset.questions);
    const right = Math.min(rights(answers), of);
    count.textContent = `${right} of ${of} questions right`;
    count.classList.toggle("quiz-all", right === of);
  }

  // --- a chapter ---------------------------------------------------------------------------------
  const quizzes = [...document.querySelectorAll(".quiz")].filter((quiz) => quiz.querySelector(".quiz-right"));
  if (!quizzes.length) return;
  const chapter = location.pathname.split("/").at(-1).replace(/\.html$/, "");
  const answers = read(chapter);

  // The words of an option without its letter, which is another when the order is drawn anew.
  const words = (option) => option.querySelector(".sd-summary-text").textContent.replace(/^\w\. /, "").trim();
  const name = (quiz) => quiz.querySelector(".admonition-title").textContent.trim();
  const optionsOf = (quiz) => [...quiz.querySelectorAll(":is(.quiz-right, .quiz-wrong)")];

  // An option that has been an answer says what it is: by a sign and a word, in its colour.
  function sign(option) {
    if (option.querySelector(".quiz-sign")) return;
    const said = document.createElement("span");
    said.className = "quiz-sign";
    said.textContent = option.classList.contains("quiz-right") ? "✓ Right" : "✗ Wrong";
    option.classList.add("quiz-answered");
    option.querySelector(".sd-summary-text").after(said);
  }
  function unsign(option) {
    option.querySelector(".quiz-sign")?.remove();
    option.classList.remove("quiz-answered");
  }

  const end = document.createElement("div");
  end.className = "quiz-end";
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  const again = document.createElement("button");
  again.type = "button";
  end.append(count, again);
  quizzes.at(-1).after(end);

  function tell() {
    const asked = quizzes.filter((quiz) => answers[name(quiz)]);
    const right = asked.filter((quiz) => answers[name(quiz)].right).length;
    const wrong = asked.length - right;
    const open = quizzes.length - asked.length;
    count.textContent = asked.length
      ? `${right} of ${quizzes.length} right at the first answer${open ? `, ${open} still to answer` : ""}.`
      : `${quizzes.length} questions. Your first answer to each counts; it stays on this device.`;
    again.hidden = !wrong;
    again.textContent = wrong === 1 ? "Ask the one that was wrong again" : `Ask the ${wrong} that were wrong again`;
  }

  function answer(quiz, option) {
    sign(option);
    if (answers[name(quiz)]) return;
    answers[name(quiz)] = { answer: words(option), right: option.classList.contains("quiz-right") };
    keep(chapter, answers);
    tell();
  }

  for (const quiz of quizzes) {
    const given = answers[name(quiz)];
    const before = given && optionsOf(quiz).find((option) => words(option) === given.answer);
    // A question that has other options now is asked anew.
    if (given && !before) delete answers[name(quiz)];
    if (before) sign(before);
    for (const option of optionsOf(quiz)) {
      option.addEventListener("toggle", () => option.open && answer(quiz, option));
    }
  }
  tell();

  again.addEventListener("click", () => {
    const wrong = quizzes.filter((quiz) => answers[name(quiz)] && !answers[name(quiz)].right);
    for (const quiz of wrong) {
      delete answers[name(quiz)];
      for (const option of optionsOf(quiz)) {
        option.open = false;
        unsign(option);
      }
    }
    keep(chapter, answers);
    tell();
    wrong[0].scrollIntoView({ block: "start" });
    wrong[0].querySelector("summary").focus({ preventScroll: true });
  });
})();
