// Pairs in doubt and a photo's evidence: a letter presses its button once, however long it is held (the next pair isn't answered unseen), and one picture is laid over the other. Without this everything works by buttons.
const keys = document.getElementById("keys");
const letters = document.getElementById("letters");
const show = document.getElementById("show-keys");

document.addEventListener("keydown", (event) => {
  if (event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || keys?.open) return;
  if (letters && !letters.checked) return;
  if (event.target.closest("input:not([type=range], [type=checkbox]), textarea, select")) return;
  if (event.key === "?" && keys) {
    event.preventDefault();
    keys.showModal();
    return;
  }
  const target = document.querySelector(`#content-main [data-key="${CSS.escape(event.key)}"]`);
  if (!target || target.closest("[hidden]")) return;
  event.preventDefault();
  if (target.matches("input")) target.focus();
  else target.click();
});

if (letters) {
  letters.checked = localStorage.getItem("desk-letters") !== "off";
  letters.addEventListener("change", () => localStorage.setItem("desk-letters", letters.checked ? "on" : "off"));
}
if (show && keys) {
  show.hidden = false;
  show.addEventListener("click", () => keys.showModal());
}

const overlay = document.querySelector(".pairs .overlay");
if (overlay) {
  const seam = overlay.querySelector("input");
  const over = overlay.querySelector(".over");
  const turn = overlay.querySelector(".blink");
  const differing = overlay.querySelector(".differing");
  const help = overlay.querySelector("#differs-help");
  const draw = (at) => { over.style.clipPath = `inset(0 0 0 ${at}%)`; };
  seam.addEventListener("input", () => draw(seam.value));
  turn.addEventListener("click", () => {
    const isYounger = turn.getAttribute("aria-pressed") === "true";
    turn.setAttribute("aria-pressed", String(!isYounger));
    seam.value = isYounger ? 100 : 0;
    draw(seam.value);
  });
  differing.addEventListener("click", () => {
    const isShown = differing.getAttribute("aria-pressed") === "true";
    differing.setAttribute("aria-pressed", String(!isShown));
    overlay.classList.toggle("differs", !isShown);
    help.hidden = isShown;
    seam.value = isShown ? 50 : 0;
    draw(seam.value);
  });
  overlay.hidden = false;
  draw(seam.value);
}
