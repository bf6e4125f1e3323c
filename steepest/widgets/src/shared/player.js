// Play, pause, step, and a slider through the steps.

import { html, prefersStill, setText } from "./dom.js";
import { select } from "./controls.js";

const SPEEDS = { "⅛×": 0.125, "¼×": 0.25, "½×": 0.5, "1×": 1, "2×": 2, "4×": 4 };

const ICONS = {
  play: "M6 4.5v11l9-5.5z",
  pause: "M5.5 4.5h3v11h-3zM11.5 4.5h3v11h-3z",
  back: "M13.5 4.5v11l-7-5.5zM4.8 4.5h1.7v11h-1.7z",
  next: "M6.5 4.5v11l7-5.5zM13.5 4.5h1.7v11h-1.7z",
};

const PACE = 40;

// A figure's player through the values of a trait, which are called `name` (`tools` are those of
// figure.js). `last(state)` is where it ends, by default the trait's bound; `pace(state)` how many a
// second; `shows(state)` whether it is on the page, and `replays(patch)` whether a change from the text
// starts it.
export function traitPlayer(tools, trait, {
  name = "step", last: lastOf, pace, shows = () => true, replays = (patch) => patch[trait] === undefined,
} = {}) {
  const { low: first, high } = tools.traits[trait];
  let step = first;
  let last = first;
  let speed = 1;
  let perSecond = PACE;
  let frame = null;

  const play = button("Play", "play", () => (frame === null ? start() : pause()));
  play.classList.add("stp-play");
  const title = name[0].toUpperCase() + name.slice(1);
  const back = button("Step back", "back", () => settle(step - 1));
  const next = button("Step forward", "next", () => settle(step + 1));
  const slider = html("input", {
    type: "range", min: first, step: 1, "aria-label": title, class: "stp-scrub",
    oninput: () => settle(Number(slider.value)),
  });
  const readout = html("span", { class: "stp-step" });
  const speeds = select({ label: "Speed", options: Object.keys(SPEEDS) }, (chosen) => (speed = SPEEDS[chosen]));
  speeds.root.firstChild.className = "stp-spoken";
  speeds.update("1×");

  function start() {
    if (prefersStill()) return settle(last);
    let at = step >= last ? first : step;
    let before = null;
    const tick = (now) => {
      if (!root.isConnected) return pause();
      if (before !== null) at += ((now - before) / 1000) * perSecond * speed;
      before = now;
      move(Math.min(Math.floor(at), last));
      if (step >= last) pause();
      else frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    update();
  }

  function pause() {
    if (frame === null) return;
    cancelAnimationFrame(frame);
    frame = null;
    update();
    rest();
  }

  // It has come to rest.
  function rest() {
    tools.set({ [trait]: step });
    tools.rest();
  }

  function move(to) {
    step = to;
    update();
    tools.draw({ [trait]: step });
  }

  function settle(to) {
    if (frame !== null) cancelAnimationFrame(frame);
    frame = null;
    move(Math.min(Math.max(to, first), last));
    update();
    rest();
  }

  function update() {
    const playing = frame !== null;
    setIcon(play, playing ? "Pause" : "Play", playing ? "pause" : "play");
    back.disabled = step === first;
    next.disabled = step === last;
    slider.max = last;
    slider.value = step;
    slider.style.setProperty("--stp-fill", `${last > first ? (100 * (step - first)) / (last - first) : 0}%`);
    slider.setAttribute("aria-valuetext", `${name} ${step} of ${last}`);
    setText(readout, `${step} / ${last}`);
  }

  const root = html(
    "div",
    { class: "stp-player", role: "group", "aria-label": "Player" },
    play, back, next, slider, readout, speeds.root,
  );
  tools.plays({
    trait,
    shows,
    pause,
    isPlaying: () => frame !== null,
    // Shows a state, without telling anyone.
    place(state) {
      root.hidden = !shows(state);
      last = lastOf?.(state) ?? state[high] ?? high;
      perSecond = pace?.(state) ?? PACE;
      step = Math.min(state[trait], last);
      update();
    },
    // From the start, after a change from the text.
    replay(state, patch) {
      if (!shows(state) || !replays(patch) || prefersStill()) return;
      tools.set({ [trait]: first });
      start();
    },
  });
  return { root, pause };
}

function button(label, icon, onclick) {
  const target = html("button", { type: "button", class: "stp-button", onclick });
  setIcon(target, label, icon);
  return target;
}

function setIcon(target, label, icon) {
  if (target.dataset.icon === icon) return;
  target.dataset.icon = icon;
  target.setAttribute("aria-label", label);
  target.title = label;
  target.innerHTML = `<svg viewBox="0 0 20 20" aria-hidden="true"><path d="${ICONS[icon]}"/></svg>`;
}
