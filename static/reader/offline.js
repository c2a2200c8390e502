// Lists the stories that this device keeps for when there is no network.
import { when } from "./shelf.js";

const says = document.getElementById("shelf-says");
const item = document.getElementById("shelf-item").content;

async function kept() {
  if (!("caches" in window)) return null;
  const index = await caches.match("/offline/index");
  return index ? Object.entries(await index.json()).filter(([path]) => path.startsWith("/story/")) : [];
}

function line([path, { title, lang, at }]) {
  const entry = item.cloneNode(true);
  const link = entry.querySelector("a");
  link.href = path;
  link.textContent = title;
  link.lang = lang || "";
  entry.querySelector(".meta").append(when(at, "kept"));
  return entry;
}

const stories = await kept().catch(() => null);
document.getElementById("asked").hidden = location.pathname === "/offline/";
if (stories === null) says.textContent = "This browser keeps no stories: it can’t, or may not.";
else if (!stories.length) says.textContent = "No story is kept yet. The newest are, some moments after a page was opened with a network.";
else says.textContent = `${stories.length} ${stories.length === 1 ? "story" : "stories"} can be read on this device:`;
document.getElementById("shelf").append(...(stories ?? []).map(line));
