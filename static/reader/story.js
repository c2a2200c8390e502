// On a story's page: saving, copying and sharing it, that it was read, and where its reader stopped.
import { change, noteRead, read, saved, say, toggleSaved } from "./shelf.js";

const READ_AFTER = 30; // seconds in sight
const WORTH = 3; // blocks, before it is worth going back to one
const root = document.documentElement;
const here = document.querySelector(".story-tools").dataset.story; // Also where an editor looks at it from the desk.
const blocks = [...document.querySelectorAll(".story > figure, .body > *, .photographs figure")];
const last = document.querySelector(".body > :last-child");
const save = document.getElementById("save");
const story = { title: document.querySelector(".opening h1").textContent, lang: root.lang, dir: root.dir };

function show() {
  const isSaved = here in saved();
  save.className = isSaved ? "plain done" : "plain scripted-only";
  save.innerHTML = isSaved ? 'Saved<span class="unseen">: save it no longer</span>' : "Save";
}

save.addEventListener("click", () => (toggleSaved(here, story), show()));
addEventListener("shelf", show);
addEventListener("storage", show);
// Its headline may have changed since, or it may be back.
if (saved()[here]) change(here, { ...story, gone: undefined });
show();

// --- copying and sharing

async function copied(link) {
  const text = fetch(link.href).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)));
  // Given at once and filled later: a browser lets nothing be copied long after a click.
  const item = new ClipboardItem({ "text/plain": text.then((words) => new Blob([words], { type: "text/plain" })) });
  await navigator.clipboard.write([item]);
}

for (const link of document.querySelectorAll("[data-copy]")) {
  link.addEventListener("click", (event) => {
    if (!navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return; // The text is at its own address.
    event.preventDefault();
    copied(link).then(
      () => say(`Copied as ${link.dataset.copy}`),
      () => say(navigator.onLine ? "The browser did not let it be copied" : "Not copied: there is no network"),
    );
  });
}

document.getElementById("share").addEventListener("click", () => {
  const url = location.origin + here;
  if (navigator.share) return navigator.share({ title: story.title, url }).catch(() => {}); // Whoever thinks better of it.
  const done = navigator.clipboard?.writeText(url) ?? Promise.reject();
  done.then(() => say("Address copied"), () => say(url));
});

// --- read, and how far

let place = -1;
let seconds = 0;
let isRead = false;

function finished() {
  isRead = true;
  place = -1;
  noteRead(here, { read: Date.now(), place: 0 });
}

function look() {
  const reached = blocks.findIndex((each) => each.getBoundingClientRect().bottom > 60);
  if (reached < WORTH) return;
  if (last && last.getBoundingClientRect().bottom < innerHeight) return isRead || finished();
  place = reached;
}

let looking;
addEventListener("scroll", () => (looking ??= setTimeout(() => ((looking = null), look()), 250)), { passive: true });
document.addEventListener("visibilitychange", () => place >= 0 && noteRead(here, { place }));
addEventListener("pagehide", () => place >= 0 && noteRead(here, { place }));
const clock = setInterval(() => {
  if (document.hidden || ++seconds < READ_AFTER) return;
  clearInterval(clock);
  noteRead(here, { read: Date.now() });
}, 1000);

// Offered, and not done: somebody may have come for something else.
const goal = blocks[read()[here]?.place];
if (goal && blocks.indexOf(goal) >= WORTH && !location.hash && scrollY < innerHeight / 2) {
  const offer = document.createElement("p");
  offer.className = "offer";
  offer.lang = "en";
  offer.innerHTML = '<button class="plain" type="button">Go on where you were</button> <button class="plain quiet" type="button">No</button>';
  const [onward, no] = offer.children;
  onward.addEventListener("click", () => {
    offer.remove();
    goal.tabIndex = -1;
    goal.focus({ preventScroll: true });
    goal.scrollIntoView({ block: "start" });
  });
  no.addEventListener("click", () => (noteRead(here, { place: 0 }), offer.remove()));
  document.querySelector(".story-tools").after(offer);
}
