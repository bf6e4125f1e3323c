// Where a player stands among its steps, at rest or on the way.

import { prefersStill } from "./dom.js";

// `bar` is that of player_bar.js. Each step is drawn by `draw(step)`; `rest(step)` is told where it has
// come to rest.
export function playhead(first, bar, draw, rest) {
  let step = first;
  let last, pace;
  let frame = null; // the next one, while it plays
  const isPlaying = () => frame !== null;
  const update = () => bar.update(step, last, isPlaying());
  const move = (to) => {
    step = Math.min(Math.max(to, first), last);
    update();
    draw(step);
  };
  const stop = () => {
    cancelAnimationFrame(frame);
    frame = null;
  };
  const settle = (to) => {
    stop();
    move(to);
    rest(step);
  };
  const pause = () => {
    if (!isPlaying()) return;
    stop();
    update();
    rest(step);
  };
  const play = () => {
    if (prefersStill()) return settle(last);
    let at = step >= last ? first : step;
    let before;
    frame = requestAnimationFrame(function tick(now) {
      if (!bar.root.isConnected) return pause();
      at += ((now - (before ?? now)) / 1000) * pace * bar.speed();
      before = now;
      move(Math.floor(at));
      if (step >= last) pause();
      else frame = requestAnimationFrame(tick);
    });
    update();
  };
  const place = (to, end, perSecond) => {
    [step, last, pace] = [Math.min(to, end), end, perSecond];
    update();
  };
  return { isPlaying, settle, play, pause, place };
}
