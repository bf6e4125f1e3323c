// Plays a figure through the values of a trait.

import { prefersStill } from "./dom.js";
import { playerBar } from "./player_bar.js";
import { playhead } from "./playhead.js";

const PACE = 40;

// A figure's player through the values of a trait, which are called `name` (`tools` are those of
// figure.js). `last(state)` is where it ends, by default the trait's bound; `pace(state)` how many a
// second; `shows(state)` whether it is on the page, and `replays(patch)` whether a change from the text
// starts it.
export function traitPlayer(tools, trait, {
  name = "step", last: lastOf, pace, shows = () => true, replays = (patch) => patch[trait] === undefined,
} = {}) {
  const { low: first, high } = tools.traits[trait];
  const bar = playerBar(name, first, () => (head.isPlaying() ? head.pause() : head.play()), (step) => head.settle(step));
  const { root } = bar;
  const head = playhead(first, bar, (step) => tools.draw({ [trait]: step }), (step) => {
    tools.set({ [trait]: step });
    tools.rest();
  });
  const player = {
    ...head,
    root,
    trait,
    shows,
    // Shows a state, without telling anyone.
    place(state) {
      root.hidden = !shows(state);
      head.place(state[trait], lastOf?.(state) ?? state[high] ?? high, pace?.(state) ?? PACE);
    },
    // From the start, after a change from the text.
    replay(state, patch) {
      if (!shows(state) || !replays(patch) || prefersStill()) return;
      tools.set({ [trait]: first });
      head.play();
    },
  };
  tools.plays(player);
  return player;
}
