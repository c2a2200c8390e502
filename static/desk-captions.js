// The list of captions by keyboard. Letters are keys only where nobody writes, and can be turned off; everything is a link or a button too.
// The caption's own page has this script as well, and nothing for it to do.
if (document.getElementById("keys")) {
  const table = document.getElementById("result_list");
  const said = document.getElementById("desk-said");
  const keys = document.getElementById("keys");
  const letters = document.getElementById("letters");
  const show = document.getElementById("show-keys");
  let asked = null; // the row that was asked whether to be left

  const rows = () => [...table.tBodies[0].rows];
  const rowOf = (element) => element?.closest?.("#result_list tbody tr");
  const say = (words) => { said.textContent = words; };
  // A row that came back with a message has words that are not saved.
  const changed = (form) => form.querySelector(".errornote")
    || [...form.querySelectorAll("textarea, input:not([type=hidden])")].some((field) => field.value !== field.defaultValue);

  function enter(row) {
    const target = row?.querySelector("td.words textarea, td.words a.edit");
    target?.focus();
    row?.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = rows();
    const now = all.indexOf(rowOf(document.activeElement));
    enter(all[now < 0 ? 0 : Math.min(Math.max(now + by, 0), all.length - 1)]);
  }

  function edit(row) {
    const link = row.querySelector("td.words a.edit[data-hx-get]");
    if (link) link.click();
  }

  function staysFor(form, key) {
    if (!changed(form) || asked === form) return false;
    asked = form;
    say(`Not saved. Press ${key} again to leave it so.`);
    return true;
  }

  function leave(form) {
    if (!staysFor(form, "Escape")) form.querySelector(".leave").click();
  }

  const actions = {
    j: () => step(1),
    k: () => step(-1),
    e: () => { const row = rowOf(document.activeElement) || rows()[0]; if (row) edit(row); },
    x: () => rowOf(document.activeElement)?.querySelector(".action-select")?.click(),
    "/": () => document.getElementById("searchbar").focus(),
    "?": () => keys.showModal(),
  };

  function whileWriting(event, form) {
    if (event.key === "Escape") {
      event.preventDefault();
      leave(form);
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    const form = event.target.closest?.("td.words form");
    if (form) { whileWriting(event, form); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    if (!letters.checked || !actions[event.key] || (!table && "jkex".includes(event.key))) return;
    event.preventDefault();
    actions[event.key]();
  });

  // Whoever goes on writing is asked again.
  document.addEventListener("input", (event) => { if (event.target.closest?.("td.words form")) asked = null; });

  // Before htmx hears it: words that are not saved are asked for once.
  document.addEventListener("click", (event) => {
    const form = event.target.closest?.("td.words .leave")?.form;
    if (form && staysFor(form, "Leave")) event.stopPropagation();
  }, true);

  // A row is saved by itself; the page stays.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("td.words form")) event.preventDefault();
  });

  // After a row was swapped the focus is where it was: in the words to be written, or on the way to write them again.
  // Rows settle at once (settle:0ms), so that no key pressed between the swap and this is lost.
  document.addEventListener("htmx:load", (event) => {
    const cell = event.detail.elt;
    if (!cell.matches?.("td.words")) return;
    const field = cell.querySelector("textarea");
    if (field) field.setSelectionRange(field.value.length, field.value.length);
    (field || cell.querySelector("a.edit"))?.focus();
    asked = null;
    const fault = cell.querySelector(".errornote");
    say(fault ? "Not saved." : cell.dataset.saved || "");
  });

  // A login elsewhere renews the token against forged requests: what counts is the browser's own.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.cookie.split("; ").find((each) => each.startsWith("csrftoken="));
    if (token && event.detail.verb === "post") event.detail.parameters.set("csrfmiddlewaretoken", token.slice(10));
  });

  const lost = (words) => say(`${words} Your words are still here.`);
  document.addEventListener("htmx:sendError", () => lost("The server can’t be reached; nothing was saved."));
  document.addEventListener("htmx:responseError", (event) => lost(`The server refused (${event.detail.xhr.status}); nothing was saved.`));
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (new URL(event.detail.xhr.responseURL).pathname.endsWith("/login/")) {
      event.detail.shouldSwap = false;
      lost("You are logged out. Log in in another window, then save again.");
    }
  });

  window.addEventListener("beforeunload", (event) => {
    if ([...document.querySelectorAll("td.words form")].some(changed)) event.preventDefault();
  });

  letters.checked = localStorage.getItem("desk-letters") !== "off";
  letters.addEventListener("change", () => localStorage.setItem("desk-letters", letters.checked ? "on" : "off"));
  show.hidden = false;
  show.addEventListener("click", () => keys.showModal());
}
