// The search: an index over every section of the site (`search_passages.js`), made in the browser
// when this page is opened. A result leads to its section.
{
  const MOST = 40; // results that are shown
  const AROUND = 90; // letters of a text before and after a word that was found

  // British and American spellings of a word, its plural and its singular, are one word.
  const ENDINGS = [
    [/([a-z]{2})is(e|ed|er|ers|es|ing|ation|ations)$/, "$1iz$2"],
    [/yse(d|r|rs|s)?$/, "yze$1"],
    [/(\w{2})our(s|ed|ing|al|able)?$/, "$1or$2"],
    [/(cent|met|lit|theat)re(s)?$/, "$1er$2"],
    [/ll(ed|ing|er|ers)$/, "l$1"],
    [/ogue(s)?$/, "og$1"],
    [/([^s])s$/, "$1"],
  ];
  const word = (found) => {
    const plain = found.normalize("NFKC").toLowerCase();
    return ENDINGS.reduce((so, [ending, other]) => so.replace(ending, other), plain);
  };
  const HANGUL = /\p{Script=Hangul}/u;
  const isPart = (term) => term.length > 2 || HANGUL.test(term);

  const normal = (text) => (text.match(/[\p{L}\p{N}_]+/gu) ?? []).map(word).join(" ");

  const found = document.querySelector("#search-results");
  const summary = document.querySelector(".search-summary");
  const field = document.querySelector(".search-page input");
  const index = new MiniSearch({
    fields: ["title", "text", "page"],
    storeFields: ["title", "text", "page", "url", "isTerm"],
    tokenize: (text) => text.match(/[\p{L}\p{N}_]+/gu) ?? [],
    processTerm: word,
    searchOptions: {
      boost: { title: 4, page: 1.5 },
      prefix: isPart,
      combineWith: "AND",
      // A term's own entry answers before the sections that use it.
      boostDocument: (id, term, { isTerm }) => (isTerm ? 2 : 1),
    },
  });

  // Called by `search_passages.js`.
  window.steepestSearch = (pages) => {
    let id = 0;
    for (const [address, page, passages] of pages) {
      const isGlossary = address.endsWith("glossary.html");
      for (const [anchor, title, text] of passages) {
        const url = anchor ? `${address}#${anchor}` : address;
        index.add({ id: id++, title, text, page, url, isTerm: isGlossary && anchor.startsWith("term-") });
      }
    }
    field.addEventListener("input", () => {
      clearTimeout(show.later);
      show.later = setTimeout(() => show(field.value), 120);
    });
    document.querySelector("form.search-page").addEventListener("submit", (event) => {
      event.preventDefault();
      show(field.value);
    });
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    if (field.value) show(field.value);
    else field.focus();
  };

  function show(asked) {
    const words = asked.trim();
    remember(words);
    found.replaceChildren();
    if (!words) return (summary.textContent = "");
    let results = index.search(words);
    // Nothing has all of the words: what has some of them, or words that are almost the same.
    if (!results.length) results = index.search(words, { combineWith: "OR", fuzzy: (term) => (isPart(term) ? 0.25 : 0) });
    // What has the very name that was asked for comes first.
    const asks = normal(words);
    const isNamed = ({ title }) => title.split(" · ").some((name) => normal(name) === asks);
    results = [...results.filter(isNamed), ...results.filter((result) => !isNamed(result))];
    const count = results.length;
    summary.textContent = !count
      ? `Nothing found for “${words}”. Fewer or other words may help; Korean terms are found too.`
      : count > MOST ? `The first ${MOST} of ${count} places` : count === 1 ? "One place" : `${count} places`;
    found.append(...results.slice(0, MOST).map(item));
  }

  // In the address, so that the browser's back finds the results again.
  function remember(words) {
    const address = new URL(location);
    address.search = words ? `?q=${encodeURIComponent(words)}` : "";
    try {
      history.replaceState(history.state, "", address);
    } catch { /* a page that was opened as a file: some browsers allow it no other address */ }
  }

  const make = (name, about = {}, ...children) => {
    const made = Object.assign(document.createElement(name), about);
    made.append(...children);
    return made;
  };

  function item({ title, text, page, url, terms }) {
    const link = make("a", { href: url }, ...marked(title, terms));
    const where = title === page ? [] : [make("small", {}, page)];
    return make("li", {}, link, ...where, make("p", {}, ...marked(part(text, terms), terms)));
  }

  // The part of a text where a word is found first, from the beginning of a word to the end of one.
  function part(text, terms) {
    const at = [...text.matchAll(/[\p{L}\p{N}_]+/gu)].find(([one]) => terms.includes(word(one)))?.index ?? 0;
    let [from, to] = [Math.max(0, at - AROUND), Math.min(text.length, at + 2 * AROUND)];
    if (from) from = text.indexOf(" ", from) + 1;
    if (to < text.length) to = text.lastIndexOf(" ", to);
    return `${from ? "… " : ""}${text.slice(from, Math.max(to, at))}${to < text.length ? " …" : ""}`;
  }

  const marked = (text, terms) =>
    text.split(/([\p{L}\p{N}_]+)/u).map((one, i) => {
      const shown = i % 2 && terms.includes(word(one)) ? make("mark", {}, one) : one;
      return HANGUL.test(one) ? make("span", { lang: "ko" }, shown) : shown;
    });
}
