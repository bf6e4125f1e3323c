// A style sheet without the rules that a script has no use for, so that the sheet which all widgets
// share may grow and their bundles don't.

// `css` is minified, and nests; `script` is the text of the script with the widget's own sheet. Only the
// figures' own classes are looked for, since others are the page's. One whose name is put together
// (`stp-series-${index}`) counts as used where its beginning stands in the script. Elements, and types
// of inputs, are made by their names in quotes.
export function purge(css, script) {
  const used = new Set(script.match(/(?<!--)stp-[\w-]+/g));
  const beginnings = [...script.matchAll(/stp-[\w-]+-(?=\$\{)/g)].map(([beginning]) => beginning);
  const isUsed = (name) => !name.startsWith("stp-") || used.has(name) || beginnings.some((one) => name.startsWith(one));
  const isMade = (name) => name === "html" || RegExp(`["'\`]${name}["'\`]|<${name}\\b`).test(script);
  const matches = (selector) => classes(selector).every(isUsed) && elements(selector).every(isMade);
  return properties(block(css, matches), script);
}

// Without the colours that nothing asks for, and the rules of nothing else; esbuild leaves spaces in the
// values of properties.
function properties(css, script) {
  const asked = (name) => [css, script].some((text) => text.includes(`var(${name}`));
  return css
    .replace(/(--stp-[\w-]+):\s*([^;{}]+)(;?)/g, (whole, name, value, end) =>
      (asked(name) ? `${name}:${value.replaceAll(", ", ",")}${end}` : ""))
    .replaceAll(";}", "}")
    .replace(/[^{};]+\{\}/g, "");
}

function block(css, matches) {
  let [kept, start, depth, open] = ["", 0, 0, 0];
  for (let i = 0; i < css.length; i++) {
    if (css[i] === "{" && depth++ === 0) open = i;
    if (css[i] !== "}" || --depth > 0) continue;
    kept += rule(css.slice(start, open), css.slice(open + 1, i), matches);
    start = i + 1;
  }
  return kept + css.slice(start);
}

// `head` is a selector or an at-rule, after the declarations that stand before it.
function rule(head, body, matches) {
  const end = head.lastIndexOf(";") + 1;
  const [before, selector] = [head.slice(0, end), head.slice(end)];
  const kept = selector.startsWith("@") ? selector : alternatives(selector, matches);
  const inside = kept && block(body, matches);
  return inside ? `${before}${kept}{${inside}}` : before;
}

// What is left of a list of selectors, cut at its commas but for those within parentheses, and of each
// `:is(…)` in them.
function alternatives(selectors, matches) {
  return selectors
    .split(/,(?![^(]*\))/)
    .map((one) => one.replace(/:is\(([^()]*)\)/g, (whole, list) => `:is(${alternatives(list, matches)})`))
    .filter((one) => !one.includes(":is()") && matches(one))
    .join(",");
}

// The classes that an element must have; what is in parentheses may be one of several.
function classes(selector) {
  return [...outside(selector).matchAll(/\.([\w-]+)/g)].map(([, name]) => name);
}

// The elements that a selector is about, and the types of inputs.
function elements(selector) {
  return [...outside(selector).matchAll(/(?:^|[ >+~&])([a-z]\w*)|\[type=(\w+)\]/g)].map(([, name, type]) => name ?? type);
}

function outside(selector) {
  return selector.replace(/\([^()]*(\([^()]*\)[^()]*)*\)/g, "");
}
