// What is costly to make, made again only where it would come out otherwise.

// `make(...given)`, or what it gave last time where `key` is the same; by default the key is what
// is given. Parts of a key are compared by identity: those of a state stay the same objects while
// nothing in them changes.
export function kept(make, key = (...given) => given) {
  let [last, value] = [null, null];
  return (...given) => {
    const now = key(...given);
    if (!last || now.some((part, i) => part !== last[i])) [last, value] = [now, make(...given)];
    return value;
  };
}

// The same for several at once, each by its own word, `name(...given)`.
export function keptEach(make, name = (first) => first, key) {
  const all = {};
  return (...given) => (all[name(...given)] ??= kept(make, key))(...given);
}

// What stays the same for all states of one kind and size, such as axes: by a key in words.
export function remembered(make, most = 60) {
  const all = new Map();
  return (key, ...given) => {
    if (!all.has(key)) {
      if (all.size >= most) all.clear();
      all.set(key, make(...given));
    }
    return all.get(key);
  };
}
