// A scene is a picture as plain data: `element("circle", { r: 3 })`. The same scene becomes text
// for a still picture (`serialize`, no DOM needed) or living SVG (`Stage.draw`), which changes
// only what differs from the scene drawn before. A subtree that is the same object as last time
// is skipped, so keep what does not change (contours, axes) and pass it again.

const SVG = "http://www.w3.org/2000/svg";

export function element(tag, attributes = {}, ...children) {
  return { tag, attributes, children: children.flat(Infinity).filter((child) => child != null && child !== false) };
}

export function serialize(node) {
  if (typeof node === "string") return escape(node);
  const attributes = Object.entries(node.attributes)
    .filter(([, value]) => value != null)
    .map(([name, value]) => ` ${name}="${escape(String(value))}"`)
    .join("");
  const inside = node.children.map(serialize).join("");
  return inside ? `<${node.tag}${attributes}>${inside}</${node.tag}>` : `<${node.tag}${attributes}/>`;
}

function escape(text) {
  return text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

// Draws scenes into one living SVG element.
export class Stage {
  constructor(parent) {
    this.parent = parent;
    this.children = [];
  }

  draw(children) {
    patchChildren(this.parent, this.children, children);
    this.children = children;
  }
}

function patchChildren(parent, before, after) {
  for (let i = 0; i < after.length; i++) {
    const old = before[i];
    const now = after[i];
    if (old === now) continue;
    if (old === undefined) parent.append(living(now));
    else if (typeof old === "string" && typeof now === "string") parent.childNodes[i].data = now;
    else if (typeof old === "string" || typeof now === "string" || old.tag !== now.tag) {
      parent.childNodes[i].replaceWith(living(now));
    } else {
      const target = parent.childNodes[i];
      patchAttributes(target, old.attributes, now.attributes);
      patchChildren(target, old.children, now.children);
    }
  }
  for (let i = before.length; i > after.length; i--) parent.lastChild.remove();
}

function patchAttributes(target, before, after) {
  for (const name in after) {
    if (after[name] === before[name]) continue;
    if (after[name] == null) target.removeAttribute(name);
    else target.setAttribute(name, after[name]);
  }
  for (const name in before) if (!(name in after)) target.removeAttribute(name);
}

// A scene as elements of the page.
export function living(node) {
  if (typeof node === "string") return document.createTextNode(node);
  const target = document.createElementNS(SVG, node.tag);
  patchAttributes(target, {}, node.attributes);
  target.append(...node.children.map(living));
  return target;
}
