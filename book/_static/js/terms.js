// What a term means is shown beside its link: on hover, and when the link has the focus. It stays
// while the pointer is on it, and Escape hides it. Without scripts a browser shows the link's title.
(() => {
  const links = [...document.querySelectorAll(".prose a[title][href*='#term-']")];
  const bubble = document.createElement("div");
  bubble.className = "term-meaning";
  bubble.id = "term-meaning";
  bubble.setAttribute("role", "tooltip");
  bubble.hidden = true;
  document.querySelector("main").append(bubble);
  let shown = null;
  let later;

  const HANGUL = /([\uac00-\ud7a3](?:[ \uac00-\ud7a3]*[\uac00-\ud7a3])?)/u;
  function say(text) {
    bubble.replaceChildren(...text.split(HANGUL).map((part, i) => {
      if (i % 2 === 0) return part;
      const korean = document.createElement("span");
      korean.lang = "ko";
      korean.textContent = part;
      return korean;
    }));
  }

  function show(link) {
    clearTimeout(later);
    hide();
    shown = link;
    say(link.dataset.meaning);
    link.setAttribute("aria-describedby", bubble.id);
    bubble.hidden = false;
    place();
  }

  // Below the link, or above it, within the window; a link that has left it takes it along.
  function place() {
    const line = shown.getClientRects()[0];
    if (!line || line.bottom < 0 || line.top > innerHeight) return hide();
    const { width, height } = bubble.getBoundingClientRect();
    const left = Math.max(12, Math.min(line.left, document.documentElement.clientWidth - width - 12));
    const below = line.bottom + 6 + height < innerHeight;
    bubble.style.left = `${left}px`;
    bubble.style.top = `${below ? line.bottom + 6 : line.top - height - 6}px`;
  }

  function hide() {
    clearTimeout(later);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    bubble.hidden = true;
  }
  const soon = (act, time) => { clearTimeout(later); later = setTimeout(act, time); };

  for (const link of links) {
    link.dataset.meaning = link.title;
    link.removeAttribute("title");
    link.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && soon(() => show(link), 150));
    link.addEventListener("pointerleave", () => soon(hide, 200));
    link.addEventListener("focus", () => link.matches(":focus-visible") && show(link));
    link.addEventListener("blur", hide);
  }
  bubble.addEventListener("pointerenter", () => clearTimeout(later));
  bubble.addEventListener("pointerleave", () => soon(hide, 200));
  addEventListener("scroll", () => shown && place(), { passive: true });
  addEventListener("keydown", ({ key }) => key === "Escape" && hide());
})();
