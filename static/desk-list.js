// Keys of the caption list; rows answer by htmx. Without this script a caption's own page does the same.
(() => {
  const rows = () => [...document.querySelectorAll("#result_list .row-words")];
  const door = (row) => row.querySelector("textarea, .row-edit");
  const typing = (target) => target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const saving = (row) => row.querySelector(".row-save");
  let last = -1;

  function go(step) {
    const every = rows();
    const here = document.activeElement.closest("#result_list tbody tr");
    const at = here ? every.findIndex((row) => here.contains(row)) : last;
    last = Math.max(0, Math.min(every.length - 1, at + step));
    every[last] && door(every[last]).focus();
  }

  function edit() {
    const here = document.activeElement.closest("#result_list tbody tr");
    const row = here ? here.querySelector(".row-words") : rows()[Math.max(0, last)];
    row && door(row).click();
  }

  const does = {
    j: () => go(1),
    k: () => go(-1),
    e: edit,
    "/": () => document.querySelector("#searchbar").focus(),
    "?": () => document.querySelector("#keys").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const form = event.target.closest && event.target.closest(".row-form");
    if (event.isComposing) return;
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      saving(form).click();
    } else if (form && event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault(); // it would send the form of the whole list
    } else if (form && event.key === "Escape") {
      event.preventDefault();
      form.querySelector(".row-leave").click();
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target) && !document.querySelector("dialog[open]") && does[event.key]) {
      event.preventDefault();
      does[event.key]();
    }
  });

  document.addEventListener("htmx:load", (event) => {
    const come = event.detail.elt;
    if (!come.matches || !come.matches(".row-form, [data-focus]")) return;
    door(come).focus();
  });
})();
