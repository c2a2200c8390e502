// On every page: reading settings, words beside what was saved, read or is new, single keys, and the worker that keeps stories for
// when there is no network. Pages are whole without it.
import "./keys.js";
import { put, read, saved, say, take, tellWorker } from "./shelf.js";

const root = document.documentElement;
const VISIT = 30 * 60 * 1000; // ms without a page, after which another visit begins
const dialog = document.getElementById("choices");
const form = dialog.querySelector("form");

// A choice that is the usual one has no word: the page is then as it comes.
function apply(chosen) {
  for (const name of ["size", "width", "face", "theme"]) {
    const value = chosen[name];
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
    for (const each of form.elements[name]) each.checked = each.value === (value ?? "");
  }
}

function choose(chosen) {
  apply(chosen);
  if (!put("choices", chosen)) say("This browser keeps nothing: chosen until the page is closed.");
}

form.addEventListener("change", () => choose(Object.fromEntries([...new FormData(form)].filter(([, value]) => value))));
form.querySelector("[name=usual]").addEventListener("click", () => (choose({}), say("Everything is as usual again")));
addEventListener("theme", () => {
  const next = { undefined: "light", light: "dark", dark: undefined }[root.dataset.theme];
  choose({ ...root.dataset, theme: next });
  say(next ? `Theme: ${next}` : "Theme: as the device has it");
});
addEventListener("storage", ({ key }) => (key === "cutline:choices" ? apply(take("choices")) : mark()));
for (const each of document.querySelectorAll("[data-opens]")) {
  each.addEventListener("click", () => {
    const panel = document.getElementById(each.dataset.opens);
    panel.showModal();
    panel.querySelector("[type=radio]:checked")?.focus(); // And not the first: an arrow would choose from there.
  });
}
for (const each of document.querySelectorAll("dialog.panel")) {
  each.addEventListener("click", ({ target }) => target === each && each.close());
}
apply({ ...root.dataset });

// Each story that the lists show carries the second at which it came: by that, and not by this device's clock, it is new.
function visit() {
  const { before, newest, at } = take("visit");
  const [began, seen] = [before, newest].map((each) => (Number.isFinite(each) ? each : undefined));
  return { since: Date.now() - at < VISIT ? began : seen, newest: seen };
}

function mark() {
  const { since } = visit();
  const [keptStories, readStories] = [saved(), read()];
  const teasers = [...document.querySelectorAll(".teaser[data-came]")];
  let fresh = 0;
  for (const teaser of teasers) {
    const path = teaser.querySelector(".headline a").pathname;
    const isNew = since !== undefined && teaser.dataset.came > since && !readStories[path]?.read;
    const words = [isNew && "New", keptStories[path] && "Saved", readStories[path]?.read && "Read"].filter(Boolean);
    teaser.querySelector(".marks")?.remove();
    if (words.length) teaser.querySelector(".meta").insertAdjacentHTML("beforeend", `<span class="marks">${words.join(", ")}</span>`);
    fresh += isNew;
  }
  const line = document.getElementById("since");
  if (!line) return teasers;
  const all = fresh === teasers.length && fresh > 1 ? "All the stories here are" : `${fresh} ${fresh === 1 ? "story" : "stories"} here ${fresh === 1 ? "is" : "are"}`;
  line.textContent = fresh ? `${all} new since your last visit` : "";
  return teasers;
}

const seen = Math.max(...mark().map((teaser) => Number(teaser.dataset.came)));
if (seen > 0) {
  const { since = seen, newest = seen } = visit();
  put("visit", { before: since, newest: Math.max(newest, seen), at: Date.now() });
}
addEventListener("shelf", mark);
document.addEventListener("htmx:afterSettle", mark);

if ("serviceWorker" in navigator) {
  addEventListener("online", tellWorker);
  setTimeout(() => navigator.serviceWorker.register(form.dataset.worker).then(() => navigator.serviceWorker.ready).then(tellWorker, () => {}), 1000);
}
