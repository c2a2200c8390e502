// The page of saved stories: the list, whether each is still there, and taking all that is kept to another device.
import { change, put, read, saved, say, take, when } from "./shelf.js";

const A_DAY = 24 * 3600e3;
const ASKED = 20; // stories at one time
const LIMIT = 5e6; // bytes of a file that is imported
const says = document.getElementById("shelf-says");
const item = document.getElementById("shelf-item").content;
const list = document.getElementById("shelf");

function line([path, { title, lang, dir, at, gone }], readStories) {
  const entry = item.cloneNode(true).firstElementChild;
  const link = entry.querySelector("a");
  Object.assign(link, { href: path, textContent: title, lang: lang || "", dir: dir || "" });
  entry.querySelector(".meta").prepend(when(at, "saved"));
  const state = gone ? "It was withdrawn, and is not shown any more" : readStories[path]?.read ? "Read" : "";
  entry.querySelector(".state").textContent = state;
  entry.querySelector(".state").hidden = !state;
  const button = entry.querySelector("button");
  button.setAttribute("aria-label", `Remove ${title}`);
  button.addEventListener("click", () => {
    const next = entry.nextElementSibling ?? entry.previousElementSibling;
    const at = next && [...list.children].indexOf(next) - (next === entry.nextElementSibling ? 1 : 0);
    change(path, null);
    say("Removed");
    (list.children[at]?.querySelector("button") ?? document.getElementById("main")).focus();
  });
  return entry;
}

function show() {
  const stories = Object.entries(saved());
  const readStories = read();
  list.replaceChildren(...stories.map((each) => line(each, readStories)));
  const { length } = stories;
  says.textContent = length ? `${length} ${length === 1 ? "story" : "stories"}, on this device` : "Nothing saved yet: “Save” under a story’s headline, or the key s, puts it here.";
}

// Withdrawn stories are told apart from those that can't be reached just now.
async function check() {
  const due = Object.entries(saved()).filter(([, { checked }]) => !(Date.now() - checked < A_DAY));
  for (const [path] of due.slice(0, ASKED)) {
    const { status } = await fetch(path, { method: "HEAD", cache: "no-cache" });
    if (saved()[path] && [200, 404, 410].includes(status)) change(path, { checked: Date.now(), gone: status !== 200 || undefined });
  }
}

// --- to another device and back

function given(text, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60e3);
}

const everything = () => JSON.stringify({ cutline: 1, saved: saved(), read: read(), choices: take("choices") }, null, 1);
const asList = () =>
  Object.entries(saved())
    .map(([path, { title }]) => `- [${title.replace(/[\\[\]*_`<>]/g, "\\$&")}](${location.origin}${path})\n`)
    .join("");

async function imported(file) {
  if (file.size > LIMIT) throw new Error();
  const all = JSON.parse(await file.text());
  if (all?.cutline !== 1) throw new Error();
  const before = Object.keys(saved()).length;
  // What is here stands; what is not whole is left out when it is read.
  put("saved", { ...all.saved, ...saved() });
  put("read", { ...all.read, ...read() });
  put("choices", { ...all.choices, ...take("choices") });
  put("saved", saved());
  put("read", read());
  dispatchEvent(new CustomEvent("shelf"));
  return Object.keys(saved()).length - before;
}

const exports = { json: () => given(everything(), "saved-stories.json", "application/json"), md: () => given(asList(), "saved-stories.md", "text/markdown") };
for (const each of document.querySelectorAll("[data-export]")) each.addEventListener("click", exports[each.dataset.export]);
document.getElementById("import").addEventListener("change", async ({ target }) => {
  const [file] = target.files;
  if (!file) return;
  await imported(file).then(
    (count) => say(count ? `${count} more saved` : "Everything in it was here already"),
    () => say("This is no file that was exported here: nothing was changed"),
  );
  target.value = "";
});
document.getElementById("forget").addEventListener("click", () => {
  if (!confirm("Forget the saved stories, what you read and your settings, on this device?")) return;
  for (const name of ["saved", "read", "visit", "choices", "keys"]) put(name, {});
  dispatchEvent(new CustomEvent("shelf"));
  say("Forgotten");
});

addEventListener("shelf", show);
addEventListener("storage", show);
show();
check().catch(() => {}); // No network: another time.
