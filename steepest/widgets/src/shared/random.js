// The random numbers of numpy's RandomState: the Mersenne Twister (Matsumoto and Nishimura 1998),
// seeded and read as numpy does, so that a reader can draw the same ones in a notebook.

const SIZE = 624;
const SHIFT = 397;

export function randomState(seed) {
  const words = new Uint32Array(SIZE);
  words[0] = seed;
  for (let i = 1; i < SIZE; i++) {
    const mixed = words[i - 1] ^ (words[i - 1] >>> 30);
    words[i] = Math.imul(1812433253, mixed) + i;
  }
  let at = SIZE;

  // A whole number below 2³².
  function word() {
    if (at === SIZE) refill(words);
    at %= SIZE;
    let y = words[at++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  // A number in [0, 1): `RandomState.random_sample()`.
  function uniform() {
    const [high, low] = [word() >>> 5, word() >>> 6];
    return (high * 67108864 + low) / 9007199254740992;
  }

  // A whole number from 0 to `most`, both included: draws are cut to as many bits and drawn again.
  function upTo(most) {
    if (most === 0) return 0;
    const mask = 2 ** (32 - Math.clz32(most)) - 1;
    for (;;) {
      const value = (word() & mask) >>> 0;
      if (value <= most) return value;
    }
  }

  // 0 … n − 1 in random order: `RandomState.permutation(n)`.
  function permutation(n) {
    const order = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = upTo(i);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }

  // A standard normal number: `RandomState.standard_normal()`, Marsaglia's polar method.
  let kept = null;
  function normal() {
    if (kept !== null) {
      const value = kept;
      kept = null;
      return value;
    }
    let [a, b, square] = [0, 0, 0];
    do {
      a = 2 * uniform() - 1;
      b = 2 * uniform() - 1;
      square = a * a + b * b;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * Math.log(square)) / square);
    kept = factor * a;
    return factor * b;
  }

  return { word, uniform, upTo, permutation, normal };
}

function refill(words) {
  for (let i = 0; i < SIZE; i++) {
    const y = (words[i] & 0x80000000) | (words[(i + 1) % SIZE] & 0x7fffffff);
    words[i] = words[(i + SHIFT) % SIZE] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
  }
}
