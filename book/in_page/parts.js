// Small parts of the page.
export function element(tag, attributes = {}, content = []) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...[content].flat());
  return made;
}

export function button(label, act) {
  const made = element("button", { type: "button" }, label);
  made.addEventListener("click", act);
  return made;
}

// What the page itself has to say, in a card's form.
export function message(headline, ...more) {
  const lines = more.filter(Boolean).map((line) => element("p", {}, line));
  return element("div", { class: "steepest-card in-page-message" }, [
    element("p", {}, element("strong", {}, headline)), ...lines,
  ]);
}
