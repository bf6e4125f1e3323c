// What a reader plays with: play or pause, one step back or on, a slider through the steps, the speed.

import { select } from "./controls.js";
import { html, setText } from "./dom.js";

const SPEEDS = { "⅛×": 0.125, "¼×": 0.25, "½×": 0.5, "1×": 1, "2×": 2, "4×": 4 };

// A button's icon, by its name.
const ICONS = {
  Play: "M6 4.5v11l9-5.5z",
  Pause: "M5.5 4.5h3v11h-3zM11.5 4.5h3v11h-3z",
  "Step back": "M13.5 4.5v11l-7-5.5zM4.8 4.5h1.7v11h-1.7z",
  "Step forward": "M6.5 4.5v11l7-5.5zM13.5 4.5h1.7v11h-1.7z",
};

// `name` is what the steps are called. `toggle()` plays or pauses, `settle(step)` goes to a step.
export function playerBar(name, first, toggle, settle) {
  const by = (way) => () => settle(Number(slider.value) + way);
  const slider = html("input", {
    type: "range", min: first, step: 1, "aria-label": name[0].toUpperCase() + name.slice(1), class: "stp-scrub",
    oninput: by(0),
  });
  const play = button("Play", toggle, "stp-play");
  const back = button("Step back", by(-1));
  const next = button("Step forward", by(1));
  const readout = html("span", { class: "stp-step" });
  let times = 1;
  const speed = select({ label: "Speed", options: Object.keys(SPEEDS) }, (chosen) => (times = SPEEDS[chosen]));
  speed.root.firstChild.className = "stp-spoken";
  speed.update("1×");
  return {
    root: html(
      "div",
      { class: "stp-player", role: "group", "aria-label": "Player" },
      play, back, next, slider, readout, speed.root,
    ),
    // How many times as fast as its pace.
    speed: () => times,
    update(step, last, playing) {
      rename(play, playing ? "Pause" : "Play");
      back.disabled = step === first;
      next.disabled = step === last;
      slider.max = last;
      slider.value = step;
      slider.style.setProperty("--stp-fill", `${last > first ? (100 * (step - first)) / (last - first) : 0}%`);
      slider.setAttribute("aria-valuetext", `${name} ${step} of ${last}`);
      setText(readout, `${step} / ${last}`);
    },
  };
}

function button(name, onclick, style = "") {
  const target = html("button", { type: "button", class: `stp-button ${style}`, onclick });
  rename(target, name);
  return target;
}

function rename(target, name) {
  if (target.title === name) return;
  target.setAttribute("aria-label", name);
  target.title = name;
  target.innerHTML = `<svg viewBox="0 0 20 20" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;
}
