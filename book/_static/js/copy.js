// A button in the corner of each block of code that copies it, without prompts or output.
(() => {
  const copied = async (text) => {
    if (navigator.clipboard) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch { /* not allowed here: the old way below */ }
    }
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "visually-hidden";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };

  for (const block of document.querySelectorAll(".cell_input .highlight, .prose > section .highlight")) {
    if (block.closest(".cell_output") || block.querySelector(".copy-code")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-code";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      const code = block.querySelector("pre").textContent;
      button.textContent = (await copied(code.trimEnd())) ? "Copied" : "Select to copy";
      setTimeout(() => { button.textContent = "Copy"; }, 1600);
    });
    block.append(button);
  }
})();
