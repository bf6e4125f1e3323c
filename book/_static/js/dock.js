// A button in the text sets a figure that may be screens away. The figure then comes to the reader:
// beside the text, or over its foot where the screen is narrow. There it stays while its section is
// read, and the text does not move. "Back to the text", Escape and the browser's back return to the
// button that was pressed, at the height where it was.
(() => {
  const root = document.documentElement;
  const main = document.querySelector("main");
  const SECTION = ".prose > section > section";
  const BLOCK = "p, li, h1, h2, h3, h4, pre, table, dl, .math-block, .cell, .admonition";
  const wide = matchMedia("(min-width: 900px)");

  let docked = null; // { figure, place, held }: the figure, what keeps its place, what holds both
  let line = null; // { button, top, hash, figure }: where the reader was

  // --- the bar that goes with a docked figure -----------------------------------------------
  const bar = document.createElement("div");
  bar.className = "dock-bar";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Docked figure");
  const opener = button("dock-open", () => (docked ? undock(line.button) : dock(line.figure, line.button)));
  const back = button("dock-back", () => (history.state?.dock ? history.back() : comeBack()));
  back.textContent = "Back to the text";
  bar.append(opener, back);

  function button(name, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name;
    made.addEventListener("click", act);
    return made;
  }

  function showBar() {
    if (!bar.isConnected) main.append(bar);
    opener.textContent = docked ? "Hide the figure" : "Show the figure";
    opener.setAttribute("aria-expanded", String(Boolean(docked)));
    bar.classList.toggle("dock-shut", !docked);
    root.classList.toggle("has-dock", Boolean(docked));
  }

  // --- what is read stays where it is --------------------------------------------------------
  // Parts that come near are laid out anew, which takes some frames.
  let settling = 0;
  function settle(element, top, frames = 12, mine = ++settling) {
    if (mine !== settling) return;
    const off = element.getBoundingClientRect().top - top;
    if (Math.abs(off) >= 1) scrollBy({ top: off, behavior: "instant" });
    if (frames) requestAnimationFrame(() => settle(element, top, frames - 1, mine));
  }
  for (const act of ["wheel", "touchmove"]) addEventListener(act, () => settling++, { passive: true });

  function hold(element, change) {
    const { top } = element.getBoundingClientRect();
    change();
    settle(element, top);
  }

  // What stands at the reader's eyes.
  function read() {
    const { left, width } = document.querySelector(".prose").getBoundingClientRect();
    for (const part of [0.3, 0.45, 0.2, 0.6]) {
      const found = document.elementFromPoint(left + width / 3, part * innerHeight)?.closest(BLOCK);
      if (found && main.contains(found)) return found;
    }
    return main;
  }

  // --- docked, and back in its place ---------------------------------------------------------
  function dock(figure, keep) {
    if (docked?.figure === figure) return;
    hold(keep, () => {
      if (docked) putBack();
      const place = document.createElement("div");
      place.className = "dock-place";
      place.style.height = `${figure.offsetHeight}px`;
      figure.before(place);
      // A part that may be left out is a frame for what is fixed in it: these are not left out.
      const held = [];
      for (let at = figure.parentElement; at !== main; at = at.parentElement) held.push(at);
      for (const part of held) part.classList.add("holds-dock");
      figure.classList.add("docked");
      figure.scrollTop = 0;
      docked = { figure, place, held };
      showBar();
    });
  }

  function putBack() {
    const { figure, place, held } = docked;
    docked = null;
    figure.classList.remove("docked");
    for (const part of held) part.classList.remove("holds-dock");
    place.remove();
  }

  function undock(keep) {
    if (docked) hold(keep, () => { putBack(); showBar(); });
    if (wide.matches) bar.remove();
  }

  function leave(keep) {
    undock(keep);
    bar.remove();
  }

  function comeBack() {
    if (docked) putBack();
    showBar();
    if (wide.matches) bar.remove();
    line.button.focus({ preventScroll: true });
    settle(line.button, line.top);
  }

  addEventListener("popstate", ({ state }) => {
    // Following a link within the page says so too: its address is another.
    if (line && !state?.dock && location.hash === line.hash) comeBack();
  });
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && docked && !root.classList.contains("nav-open")) back.click();
  });
  addEventListener("beforeprint", () => docked && leave(read()));
  wide.addEventListener("change", () => docked && showBar());

  // --- while its section is read -------------------------------------------------------------
  let waiting = false;
  let last = scrollY;
  addEventListener("scroll", () => {
    if (!bar.isConnected || waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (bar.isConnected && line) look(scrollY < last);
      last = scrollY;
    });
  }, { passive: true });

  const sectionOf = (element) => element.closest(SECTION);
  function look(isGoingUp) {
    const begin = (sectionOf(line.figure) ?? docked?.place ?? line.figure).getBoundingClientRect().top;
    const own = sectionOf(line.button);
    const end = own
      ? own.getBoundingClientRect().bottom
      : (document.querySelector(SECTION)?.getBoundingClientRect().top ?? Infinity);
    if (begin > innerHeight || end < 80) return leave(read());
    const place = (docked?.place ?? line.figure).getBoundingClientRect().top;
    if (isGoingUp && place > 60 && place < 0.5 * innerHeight) leave(docked?.place.parentElement ?? read());
  }

  // --- what a button has changed flashes -----------------------------------------------------
  const CONTROL = ".stp-slider, .stp-select, .stp-switch, .stp-tab, label";
  const values = (figure) =>
    new Map([...figure.querySelectorAll("input:not(.stp-scrub), select, .stp-tab")].map((control) => [
      control,
      control.getAttribute("aria-selected")
        ?? (["checkbox", "radio"].includes(control.type) ? String(control.checked) : control.value),
    ]));

  function flashChanges(figure, before) {
    const moved = [...values(figure)].filter(([control, value]) =>
      before.get(control) !== value && !(value === "false" && control.type !== "checkbox"));
    const isSeen = ([control]) => control.checkVisibility();
    // Where a narrow figure shows one part at a time, that of the control.
    if (!moved.some(isSeen)) for (const [control] of moved) control.dispatchEvent(new Event("steepest-show", { bubbles: true }));
    const changed = moved.filter(isSeen);
    const parts = changed.map(([control]) => control.closest(CONTROL) ?? control);
    for (const part of new Set(parts.length ? parts : [figure])) {
      part.classList.remove("stp-flash");
      void part.offsetWidth; // begun anew
      part.classList.add("stp-flash");
      setTimeout(() => part.classList.remove("stp-flash"), 2200);
    }
  }

  const isSeen = (figure) => {
    const pictures = [...figure.querySelectorAll("canvas, svg:not(button svg)")];
    const picture = pictures.find((one) => one.checkVisibility()) ?? figure;
    const { top, bottom } = picture.getBoundingClientRect();
    return top >= 50 && bottom <= innerHeight;
  };

  document.addEventListener("steepest-try", (event) => {
    const figure = event.target;
    const pressed = event.detail;
    event.preventDefault();
    const before = values(figure);
    requestAnimationFrame(() => flashChanges(figure, before));
    const isDocked = docked?.figure === figure;
    if (!isDocked && isSeen(figure)) return;
    const top = pressed.getBoundingClientRect().top;
    line = { button: pressed, top, hash: location.hash, figure };
    if (!history.state?.dock) history.pushState({ dock: true }, "");
    if (isDocked) figure.scrollTo({ top: 0 });
    else dock(figure, pressed);
  });
})();
