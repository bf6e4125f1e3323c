// The state of one widget. `normalize(patch, before)` makes a whole, valid state from a change.

export function createStore(normalize, initial = {}) {
  let state = normalize(initial, null);
  const listeners = new Set();
  return {
    get: () => state,
    set(patch) {
      const before = state;
      const after = normalize(patch, before);
      const changed = Object.keys(after).filter((key) => !same(after[key], before[key]));
      if (changed.length === 0) return;
      // What did not change stays the same object, so that comparing by identity is enough.
      state = { ...before, ...Object.fromEntries(changed.map((key) => [key, after[key]])) };
      for (const listener of [...listeners]) listener(state, changed);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function same(a, b) {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
