// The seven update rules, as PyTorch defines them. Each moves `w` in place by the gradient `g`.
// `s` holds the rule's own averages (as many vectors as `slots`, zero at the start), `c` its
// constants, and `t` counts the steps from 1. tests/widgets holds them equal to the course's
// Python functions to 1e-9.

export const RULES = {
  sgd: {
    slots: 0,
    step(w, g, s, c) {
      for (let i = 0; i < w.length; i++) w[i] -= c.lr * g[i];
    },
  },

  momentum: {
    slots: 1,
    step(w, g, [a], c) {
      for (let i = 0; i < w.length; i++) {
        a[i] = c.beta * a[i] + g[i];
        w[i] -= c.lr * a[i];
      }
    },
  },

  nesterov: {
    slots: 1,
    step(w, g, [a], c) {
      for (let i = 0; i < w.length; i++) {
        a[i] = c.beta * a[i] + g[i];
        w[i] -= c.lr * (g[i] + c.beta * a[i]);
      }
    },
  },

  adagrad: {
    slots: 1,
    step(w, g, [G], c) {
      for (let i = 0; i < w.length; i++) {
        G[i] += g[i] * g[i];
        w[i] -= (c.lr * g[i]) / (Math.sqrt(G[i]) + c.eps);
      }
    },
  },

  // No learning rate: H, the average of squared updates, sets the scale. ε is inside both roots.
  adadelta: {
    slots: 2,
    step(w, g, [G, H], c) {
      for (let i = 0; i < w.length; i++) {
        G[i] = c.gamma * G[i] + (1 - c.gamma) * g[i] * g[i];
        const update = (Math.sqrt(H[i] + c.eps) / Math.sqrt(G[i] + c.eps)) * g[i];
        H[i] = c.gamma * H[i] + (1 - c.gamma) * update * update;
        w[i] -= update;
      }
    },
  },

  rmsprop: {
    slots: 1,
    step(w, g, [G], c) {
      for (let i = 0; i < w.length; i++) {
        G[i] = c.gamma * G[i] + (1 - c.gamma) * g[i] * g[i];
        w[i] -= (c.lr * g[i]) / (Math.sqrt(G[i]) + c.eps);
      }
    },
  },

  adam: {
    slots: 2,
    step(w, g, [m, v], c, t) {
      for (let i = 0; i < w.length; i++) {
        m[i] = c.beta1 * m[i] + (1 - c.beta1) * g[i];
        v[i] = c.beta2 * v[i] + (1 - c.beta2) * g[i] * g[i];
        const mHat = m[i] / (1 - c.beta1 ** t);
        const vHat = v[i] / (1 - c.beta2 ** t);
        w[i] -= (c.lr * mHat) / (Math.sqrt(vHat) + c.eps);
      }
    },
  },
};
