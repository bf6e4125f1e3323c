// What every figure on a page does: it keeps a state and draws it in the room that the page gives; it
// has controls for its traits, a Reset button and players; it tells a screen reader how it stands.

import { button } from "./controls.js";
import { announcer } from "./readout.js";
import { createStore, same } from "./store.js";
import { adoptStyles } from "./styles.js";

// Makes a widget's view. `data` is its JSON, `normalize` its function of shared/traits.js, `name` and
// `css` its own style sheet. `make(tools)` makes the parts:
//   children   what is put on the page
//   style      classes of the figure
//   update(state, changed)   shows a new state in what is not drawn: words, what is hidden
//   measure()                the room that the page gives, as plain data; asked only when it changes,
//                            because measuring makes the page wait
//   layout(state, room, changed)   makes the pictures for a state in a room
//   draw(state, room)        draws them; while a player plays, only this is called
//   sentence(state)          what a screen reader is told once things have come to rest
//   watch      elements besides the figure whose size changes the room
//   page(state)   where a figure has several pages: which one is shown
export function figure(about) {
  return (root, initial) => new Figure(about, root, initial).handle();
}

class Figure {
  #controls = []; // [trait, control] pairs
  #players = [];
  #room; // what `measure` found last
  #page; // the page that it was found for
  #normalize;
  #store;
  #shown; // the state that is shown: while a player plays, it is ahead of the store's
  #announce = announcer();
  #parts;
  #leave;
  #resized;

  constructor({ name, css, data, normalize, make }, root, initial) {
    this.#normalize = normalize;
    this.#store = createStore(normalize, initial);
    this.#shown = this.#store.get();
    this.#parts = make(this.#tools(data));
    adoptStyles(root, css, name);
    root.replaceChildren(...this.#parts.children, this.#announce.root);
    root.classList.add("stp-live", ...(this.#parts.style ?? []));
    this.#update();
    this.#leave = this.#store.subscribe((state, changed) => this.#change(state, changed));
    this.#resized = new ResizeObserver(() => this.#resize());
    for (const watched of [root, ...(this.#parts.watch ?? [])]) this.#resized.observe(watched);
  }

  // What mount.js and anywidget.js hold.
  handle() {
    return { store: this.#store, act: (patch) => this.#act(patch), stop: () => this.#stop() };
  }

  #change(state, changed) {
    this.#say();
    // A player that has come to rest has drawn this already.
    const drawn = ({ trait }) => changed.length === 1 && changed[0] === trait && state[trait] === this.#shown[trait];
    if (!this.#players.some(drawn)) this.#update(changed);
  }

  #update(changed) {
    for (const player of this.#players) if (!player.shows(this.#store.get())) player.pause();
    const state = (this.#shown = this.#whilePlaying(this.#store.get()));
    for (const [trait, control] of this.#controls) control.update(state[trait]);
    for (const player of this.#players) player.place(state);
    this.#parts.update?.(state, changed);
    const page = this.#parts.page?.(state);
    if (this.#room === undefined || page !== this.#page) this.#measure();
    this.#page = page;
    this.#layout(changed);
  }

  // What plays goes on from where it is, whatever else changes.
  #whilePlaying(state) {
    const player = this.#players.find((one) => one.isPlaying());
    return player ? this.#normalize({ [player.trait]: this.#shown[player.trait] }, state) : state;
  }

  #measure() {
    this.#room = this.#parts.measure?.() ?? null;
  }

  #resize() {
    const before = this.#room;
    this.#measure();
    if (!same(this.#room, before)) this.#layout();
  }

  #layout(changed) {
    this.#parts.layout?.(this.#shown, this.#room, changed);
    this.#parts.draw?.(this.#shown, this.#room);
  }

  // Tells a screen reader how things stand, once they have come to rest.
  #say() {
    this.#announce.later(() => this.#parts.sentence(this.#shown));
  }

  // A change from the text: set, then played from the start.
  #act(patch) {
    this.#pause();
    this.#store.set(patch);
    for (const player of this.#players) player.replay(this.#store.get(), patch);
  }

  #pause() {
    for (const player of this.#players) player.pause();
  }

  #stop() {
    this.#leave();
    this.#pause();
    this.#resized.disconnect();
  }

  // What the parts of a figure are made with.
  #tools(data) {
    const store = this.#store;
    const { traits } = data;
    const authored = store.get();
    return {
      set: store.set,
      traits,
      // The state that is shown.
      state: () => this.#shown,
      // Something has been moved and let go.
      rest: () => this.#say(),
      reset: button("Reset", () => store.set(authored)),
      // An input for a trait, which shows its value from then on. `make` is one of controls.js or
      // dial.js; bounds and names are the table's, `about` has its label, and what is to be otherwise.
      control: (trait, make, about) => {
        const control = make({ ...inTable(data, trait), ...about }, (value) => store.set({ [trait]: value }));
        this.#controls.push([trait, control]);
        return control;
      },
      // A button that draws the random numbers anew: the next seed, and after the last the first.
      again(label, style) {
        const { low, high } = traits.seed;
        return button(label, () => store.set({ seed: low + ((store.get().seed - low + 1) % (high - low + 1)) }), style);
      },
      // For player.js: takes a player in, and draws a step of it.
      plays: (player) => this.#players.push(player),
      draw: (patch) => this.#parts.draw((this.#shown = { ...store.get(), ...patch }), this.#room),
    };
  }
}

// What the table says of a trait, as controls take it.
function inTable(data, trait) {
  const { kind, of, low, high, among } = data.traits[trait];
  const options = of && Object.entries(data[of]).map(([name, entry]) => [name, entry.title ?? entry]);
  return { kind: kind === "int" ? "whole" : "linear", low, high, values: among, options };
}
