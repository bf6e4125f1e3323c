// The shell of every page: colours, the contents on a narrow screen, where the reader is.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  const remember = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* no storage: the choice lasts this page */ }
  };

  // --- light and dark -----------------------------------------------------------------
  const toggle = document.querySelector(".theme-toggle");
  const show = () => {
    const dark = root.dataset.mode === "auto" ? system.matches : root.dataset.mode === "dark";
    root.dataset.theme = dark ? "dark" : "light";
    toggle.setAttribute("aria-pressed", String(dark));
  };
  toggle.addEventListener("click", () => {
    const next = root.dataset.theme === "dark" ? "light" : "dark";
    // Back at the system's own colours, follow the system again.
    root.dataset.mode = (next === "dark") === system.matches ? "auto" : next;
    remember("mode", root.dataset.mode);
    show();
  });
  system.addEventListener("change", show);
  show();
  // Paper is light.
  addEventListener("beforeprint", () => { root.dataset.theme = "light"; });
  addEventListener("afterprint", show);

  // --- the contents, a drawer where the screen is narrow -------------------------------
  const nav = document.querySelector(".site-nav");
  const opener = document.querySelector(".nav-toggle");
  const scrim = document.querySelector(".site-scrim");
  const open = (yes) => {
    root.classList.toggle("nav-open", yes);
    opener.setAttribute("aria-expanded", String(yes));
    scrim.hidden = !yes;
    for (const part of document.querySelectorAll(".site-main, .page-toc, .site-footer")) {
      part.inert = yes;
    }
    if (yes) (nav.querySelector("a.current") ?? nav.querySelector("a"))?.focus();
  };
  opener.addEventListener("click", () => open(!root.classList.contains("nav-open")));
  scrim.addEventListener("click", () => open(false));
  matchMedia("(min-width: 60rem)").addEventListener("change", () => open(false));
  // A list that scrolls by itself shows an entry, and the page stays where it is.
  const reveal = (list, entry) => {
    const { top, bottom } = entry.getBoundingClientRect();
    const { top: begin, bottom: end } = list.getBoundingClientRect();
    if (top < begin + 40 || bottom > end - 40) list.scrollTop += top - begin - 0.4 * (end - begin);
  };
  const here = nav.querySelector("a.current");
  here?.setAttribute("aria-current", "page");
  if (here) reveal(nav, here);

  // --- keys ---------------------------------------------------------------------------
  const search = document.querySelector(".search-box input");
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.classList.contains("nav-open")) {
      open(false);
      opener.focus();
    } else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey
               && !typing(event.target)) {
      const field = document.querySelector(".search-page input") ?? search;
      if (!field.offsetParent) return;
      event.preventDefault();
      field.focus();
    }
  });

  // --- wide boxes can be scrolled by keyboard ---------------------------------------------
  // A box is measured when the browser lays it out, which is when it comes near the window, and
  // again when its content is drawn. Tab can jump to a box far away, so the first Tab measures all.
  const boxes = document.querySelectorAll(
    ".prose pre, .math-display, .pst-scrollable-table-container, .cell_output > div",
  );
  const measure = (box) => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  };
  const seen = new Set();
  const measurer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      seen.add(target);
      measure(target);
    }
  });
  for (const box of boxes) measurer.observe(box);
  const measureSeen = () => seen.forEach(measure);
  document.addEventListener("math-drawn", measureSeen);
  document.fonts.addEventListener("loadingdone", measureSeen);
  document.addEventListener("keydown", function all(event) {
    if (event.key !== "Tab") return;
    document.removeEventListener("keydown", all);
    boxes.forEach(measure);
  });

  // --- how long is a part that is not laid out yet? -----------------------------------------
  // Measured while the browser is idle, a box before its section and the inner section before
  // the outer, so that the page is as long as it is and what follows a part is where it will be.
  const idle = window.requestIdleCallback ?? setTimeout; // Safari has none
  const distant = [
    ...document.querySelectorAll(
      ".prose > section section, .prose section section :is(.cell, .admonition)",
    ),
  ].reverse().filter((part) => part.firstElementChild);
  // Chromium keeps what is read in place while parts above it change. What is measured in a part
  // that is not laid out juts out of it unseen, and must not be taken for what is read.
  const inSight = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      target.style.overflowAnchor = isIntersecting ? "" : "none";
    }
  });
  for (const part of distant) inSight.observe(part);
  const measureNext = () => {
    const part = distant.shift();
    if (!part) return document.dispatchEvent(new Event("measured"));
    const last = part.lastElementChild;
    const end = last.getBoundingClientRect().bottom + parseFloat(getComputedStyle(last).marginBottom);
    const padding = part.clientTop + parseFloat(getComputedStyle(part).paddingTop);
    const height = end - part.getBoundingClientRect().top - padding;
    part.style.containIntrinsicSize = `auto ${Math.ceil(height)}px`;
    idle(measureNext);
  };
  const [where, when] = document.querySelector(".math") ? [document, "math-drawn"] : [window, "load"];
  where.addEventListener(when, () => idle(measureNext), { once: true });

  let moved = false; // who has moved meanwhile is left where they are
  for (const act of ["wheel", "touchstart", "keydown", "pointerdown"]) {
    addEventListener(act, () => { moved = true; }, { passive: true, once: true });
  }

  // --- who comes back finds the line that was read ----------------------------------------
  // The browser knows only how far down it was, in a page whose parts were of another height then.
  const lines = document.querySelectorAll(".prose :is(p, h2, h3, li, pre, figure)");
  const KEY = `steepest read ${location.pathname}`;
  const isBack = ["back_forward", "reload"].includes(performance.getEntriesByType("navigation")[0]?.type);
  const left = isBack && JSON.parse(sessionStorage.getItem(KEY));
  const topOf = (line) => line.getBoundingClientRect().top;
  const toLine = () => {
    const line = lines[left.line];
    line?.scrollIntoView({ behavior: "instant" }); // lays it out
    if (line) scrollBy({ top: topOf(line) - left.top, behavior: "instant" });
  };
  if (left) addEventListener("load", () => { if (!moved) toLine(); }, { once: true });
  addEventListener("pagehide", () => {
    const shown = { contentVisibilityAuto: true };
    const line = [...lines].findIndex((one) => one.checkVisibility(shown) && topOf(one) > 80);
    if (line >= 0) sessionStorage.setItem(KEY, JSON.stringify({ line, top: topOf(lines[line]) }));
  });

  // --- a link into a page leads to its place ----------------------------------------------
  // Formulas that are drawn later and sections that turn out longer push it away.
  const toPlace = () => {
    if (moved) return;
    const name = decodeURIComponent(location.hash.slice(1));
    if (left) toLine();
    else if (name) document.getElementById(name)?.scrollIntoView();
  };
  for (const event of ["math-drawn", "measured"]) {
    document.addEventListener(event, toPlace, { once: true });
  }

  // --- which section is being read --------------------------------------------------------
  const links = [...document.querySelectorAll(".page-toc a[href^='#']")];
  const sections = links
    .map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link])
    .filter(([section]) => section);
  if (sections.length) {
    let waiting = false;
    let marked = null;
    const line = 120;
    const begun = (section) => section.getBoundingClientRect().top <= line;
    // A section within one that is not at the line need not be laid out to know.
    const isAt = (outer) => {
      const { top, bottom } = outer.getBoundingClientRect();
      return top <= line && bottom > line;
    };
    const contents = document.querySelector(".page-toc");
    const mark = () => {
      waiting = false;
      let here = null;
      for (const [section, link] of sections) {
        const outer = section.parentElement.closest("section");
        if ((!outer || isAt(outer)) && begun(section)) here = link;
      }
      for (const link of links) {
        if (link === here) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      if (here && here !== marked) reveal(contents, here);
      marked = here;
    };
    addEventListener("scroll", () => {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    }, { passive: true });
    mark();
  }
})();
