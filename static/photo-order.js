// The order of a story's photos by buttons, Alt with arrows, or dragging; the numbers in the form stay true, so it is saved as without this.
const form = document.getElementById("photo-order");
const list = form?.querySelector(".order");
const said = form?.querySelector("[aria-live]");
const rows = () => [...list.querySelectorAll("li[data-name]")];

function tell(row) {
  rows().forEach((each, place) => { each.querySelector("input").value = place + 1; });
  said.textContent = `${row.dataset.name} is now number ${rows().indexOf(row) + 1} of ${rows().length}.`;
}

function move(row, up, focused) {
  const other = up ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (up) other.before(row); else other.after(row);
  focused.focus();
  tell(row);
}

function button(row, up) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = up ? "Up" : "Down";
  made.setAttribute("aria-label", `${row.dataset.name}: ${up ? "up" : "down"}`);
  made.addEventListener("click", () => move(row, up, made));
  return made;
}

let dragged = null;
const after = (row) => rows().indexOf(dragged) < rows().indexOf(row);

function mark(row) {
  for (const each of rows()) each.classList.remove("above", "below");
  if (dragged && row && row !== dragged) row.classList.add(after(row) ? "below" : "above");
}

if (list?.querySelector("input")) {
  for (const row of rows()) {
    const moves = document.createElement("div");
    moves.className = "moves";
    moves.append(button(row, true), button(row, false));
    row.append(moves);
    row.draggable = true;
    row.addEventListener("dragstart", (event) => { dragged = row; row.classList.add("dragged"); event.dataTransfer.effectAllowed = "move"; event.dataTransfer.setData("text/plain", row.dataset.name); });
    row.addEventListener("dragover", (event) => { if (dragged) { event.preventDefault(); mark(row); } });
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!dragged || dragged === row) return;
      if (after(row)) row.after(dragged); else row.before(dragged);
      tell(dragged);
    });
    row.addEventListener("dragend", () => { row.classList.remove("dragged"); dragged = null; mark(null); });
    row.addEventListener("keydown", (event) => {
      if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
      event.preventDefault();
      move(row, event.key === "ArrowUp", event.target);
    });
  }
}
