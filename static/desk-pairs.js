// The queue of pairs: a letter presses its button once, however long it is held (the next pair isn't answered unseen), and one picture is laid over the other. Without this everything works by buttons.
document.addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=range]), textarea, select")) return;
  const button = document.querySelector(`.pairs [data-key="${CSS.escape(event.key)}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});

const overlay = document.querySelector(".pairs .overlay");
if (overlay) {
  const seam = overlay.querySelector("input");
  const over = overlay.querySelector(".over");
  const turn = overlay.querySelector("button");
  const draw = (at) => { over.style.clipPath = `inset(0 0 0 ${at}%)`; };
  seam.addEventListener("input", () => draw(seam.value));
  turn.addEventListener("click", () => {
    const isYounger = turn.getAttribute("aria-pressed") === "true";
    turn.setAttribute("aria-pressed", String(!isYounger));
    seam.value = isYounger ? 100 : 0;
    draw(seam.value);
  });
  overlay.hidden = false;
  draw(seam.value);
}
