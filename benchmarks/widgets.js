// What benchmarks/widgets.py runs in the page: each function returns milliseconds.

window.measure = {
  // From the moment the figure's script was loaded to the frame after the figure stands.
  first() {
    const at = (name) => performance.getEntriesByName(name)[0].startTime;
    return at("drawn") - at("loaded");
  },

  // What each of `moves` moves of a slider keeps the page busy: script, style and layout.
  redraw({ name, moves }) {
    const times = [];
    const slider = sliderCalled(name);
    for (let i = 0; i < moves; i++) {
      const start = performance.now();
      move(slider);
      document.body.getBoundingClientRect();
      times.push(performance.now() - start);
    }
    return times;
  },

  // From each move to the end of the next frame, which shows it.
  async toPicture({ name, moves }) {
    const times = [];
    const slider = sliderCalled(name);
    for (let i = 0; i < moves; i++) {
      await new Promise((done) => setTimeout(done, 30));
      const start = performance.now();
      move(slider);
      await new Promise((done) => requestAnimationFrame(() => {
        const painted = new MessageChannel();
        painted.port1.onmessage = done;
        painted.port2.postMessage(0);
      }));
      times.push(performance.now() - start);
    }
    return times;
  },

  // Frames a second.
  frames(seconds) {
    return new Promise((found) => {
      let frames = -1, start = null;
      const tick = (now) => {
        start ??= now;
        frames++;
        if (now - start >= 1000 * seconds) found(frames / ((now - start) / 1000));
        else requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    });
  },

  // From now to the next picture that `interact` shows, or null where none comes in `patience`
  // milliseconds (two moves in one picture); asked for before the key is pressed.
  nextPicture(patience) {
    const area = document.querySelector(".jp-Cell-outputArea:has(img)");
    const before = area.querySelector("img").src;
    const start = performance.now();
    this.picture = new Promise((found) => {
      const watch = new MutationObserver(async () => {
        const picture = area.querySelector("img");
        if (!picture || picture.src === before) return;
        watch.disconnect();
        await picture.decode();
        requestAnimationFrame(() => found(performance.now() - start));
      });
      watch.observe(area, { childList: true, subtree: true, attributes: true });
      setTimeout(() => found(null), patience);
    });
  },
};

if (!location.protocol.startsWith("http")) {
  addEventListener("DOMContentLoaded", () =>
    requestAnimationFrame(() => setTimeout(() => performance.mark("drawn"))));
}

function sliderCalled(name) {
  const title = (input) => input.getAttribute("aria-label") ?? input.labels?.[0]?.textContent ?? "";
  const sliders = [...document.querySelectorAll(".steepest-widget input[type=range]")];
  return sliders.find((input) => input.checkVisibility() && title(input).includes(name));
}

// One notch on, and at an end back again.
function move(slider) {
  const way = Number(slider.dataset.way ?? 1);
  const before = slider.value;
  slider.value = Number(before) + way * (Number(slider.step) || 1);
  if (slider.value === before) {
    slider.dataset.way = -way;
    return move(slider);
  }
  slider.dispatchEvent(new Event("input", { bubbles: true }));
}
