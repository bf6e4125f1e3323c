// Plain HTML elements in one call: `html("button", { class: "…", onclick }, "Play")`.

export function html(tag, attributes = {}, ...children) {
  const target = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) target.addEventListener(name.slice(2), value);
    else target.setAttribute(name, value === true ? "" : value);
  }
  target.append(...children.flat(Infinity).filter((child) => child != null));
  return target;
}

function inSvg(tag, attributes) {
  const target = document.createElementNS("http://www.w3.org/2000/svg", tag);
  put(target, attributes);
  return target;
}

function put(target, attributes) {
  for (const [name, value] of Object.entries(attributes)) if (value != null) target.setAttribute(name, value);
}

export function svg(attributes = {}) {
  return inSvg("svg", attributes);
}

export function svgGroup(attributes = {}) {
  return inSvg("g", attributes);
}

// Gives an SVG element a picture's size in pixels.
export function sizeSvg(target, { width, height }) {
  const viewBox = `0 0 ${width} ${height}`;
  if (target.getAttribute("viewBox") === viewBox) return;
  put(target, { width, height, viewBox });
}

// Each kind of widget is a script of its own; what they count together stands where all see it.
const COUNT = Symbol.for("stp-ids");

// An id that no other widget of the page has.
export function uniqueId(stem) {
  return `stp-${stem}-${(globalThis[COUNT] = (globalThis[COUNT] ?? 0) + 1)}`;
}

export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

export function prefersStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
