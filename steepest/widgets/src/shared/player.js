// Play, pause, step, and a slider through the steps.

import { html, prefersStill, setText } from "./dom.js";
import { select } from "./controls.js";

const STEPS_PER_SECOND = 40;
const SPEEDS = { "⅛×": 0.125, "¼×": 0.25, "½×": 0.5, "1×": 1, "2×": 2, "4×": 4 };

const ICONS = {
  play: "M6 4.5v11l9-5.5z",
  pause: "M5.5 4.5h3v11h-3zM11.5 4.5h3v11h-3z",
  back: "M13.5 4.5v11l-7-5.5zM4.8 4.5h1.7v11h-1.7z",
  next: "M6.5 4.5v11l7-5.5zM13.5 4.5h1.7v11h-1.7z",
};

// `show(step)` draws a step while playing; `rest(step)` is told where it came to rest.
export function player({ show, rest }) {
  let step = 0;
  let last = 0;
  let speed = 1;
  let frame = null;

  const play = button("Play", "play", () => (frame === null ? start() : pause()));
  play.classList.add("stp-play");
  const back = button("Step back", "back", () => settle(step - 1));
  const next = button("Step forward", "next", () => settle(step + 1));
  const slider = html("input", {
    type: "range", min: 0, step: 1, "aria-label": "Step", class: "stp-scrub",
    oninput: () => settle(Number(slider.value)),
  });
  const readout = html("span", { class: "stp-step" });
  const speeds = select("Speed", Object.keys(SPEEDS), (name) => (speed = SPEEDS[name]));
  speeds.root.firstChild.className = "stp-spoken";
  speeds.update("1×");

  function start() {
    if (prefersStill()) return settle(last);
    let at = step >= last ? 0 : step;
    let before = null;
    const tick = (now) => {
      if (!root.isConnected) return pause();
      if (before !== null) at += ((now - before) / 1000) * STEPS_PER_SECOND * speed;
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
    rest(step);
  }

  function move(to) {
    step = to;
    update();
    show(step);
  }

  function settle(to) {
    if (frame !== null) cancelAnimationFrame(frame);
    frame = null;
    move(Math.min(Math.max(to, 0), last));
    update();
    rest(step);
  }

  function update() {
    const playing = frame !== null;
    setIcon(play, playing ? "Pause" : "Play", playing ? "pause" : "play");
    back.disabled = step === 0;
    next.disabled = step === last;
    slider.max = last;
    slider.value = step;
    slider.style.setProperty("--stp-fill", `${last ? (100 * step) / last : 0}%`);
    slider.setAttribute("aria-valuetext", `step ${step} of ${last}`);
    setText(readout, `${step} / ${last}`);
  }

  const root = html(
    "div",
    { class: "stp-player", role: "group", "aria-label": "Player" },
    play, back, next, slider, readout, speeds.root,
  );
  return {
    root,
    start,
    pause,
    // Sets where the player stands without telling anyone.
    place(at, of) {
      last = of;
      step = Math.min(at, last);
      update();
    },
    get playing() {
      return frame !== null;
    },
  };
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
