// Single keys. They stay out of the way of typing, of modifiers, of open dialogs, and of who switched them off.
import { isPath, put, say, take, toggleSaved } from "./shelf.js";

const LISTED = "main .headline a, .sheet > li > a";
const STORY = ".story > figure, .body > *, .photographs figure";
const dialog = document.getElementById("keys");
const box = dialog.querySelector("input");
let afterG = -Infinity;

const press = (selector) => document.querySelector(selector)?.click();
const inSight = (each) => each.getClientRects().length > 0;

function go(step) {
  const night = document.querySelector("div.viewer");
  if (night) return press(step > 0 ? ".turn.next" : ".turn.previous");
  const story = document.querySelector("article.story");
  const all = [...document.querySelectorAll(story ? STORY : LISTED)].filter(inSight);
  const at = all.findIndex((each) => each === document.activeElement || (story && each.contains(document.activeElement)));
  // Who is nowhere yet begins with what is in sight.
  const first = all.findIndex((each) => each.getBoundingClientRect().top >= 0);
  const next = all[at >= 0 ? at + step : step > 0 ? first : first - 1];
  if (!next) return;
  if (story) next.tabIndex = -1;
  next.focus({ preventScroll: true });
  (next.closest("article:not(.story), li") ?? next).scrollIntoView({ block: story && next.offsetHeight < innerHeight * 0.8 ? "start" : "nearest" });
}

function open() {
  const focused = document.activeElement;
  (focused?.matches("figure") ? focused.querySelector("a.frame") : focused?.matches("a") ? focused : null)?.click();
}

function up() {
  const from = document.referrer && new URL(document.referrer);
  if (document.querySelector("article.story") && from?.origin === location.origin && !from.pathname.startsWith("/story/")) history.back();
  else press("a.close, article.story .kicker a, .wordmark a");
}

// The story whose page this is, or the one of a list that was walked to.
function save() {
  const link = document.activeElement.closest("main .headline a");
  if (link && isPath(link.pathname)) toggleSaved(link.pathname, { title: link.textContent.trim(), lang: link.closest("[lang]").lang });
  else press("#save");
}

const goTo = (where) => () => dialog.dataset[where] && location.assign(dialog.dataset[where]);

function search() {
  const field = [...document.querySelectorAll("input[type=search]")].find(inSight);
  if (field) field.focus();
  else goTo("search")();
}

const keys = {
  j: () => go(1),
  k: () => go(-1),
  o: open,
  u: up,
  s: save,
  t: () => dispatchEvent(new CustomEvent("theme")),
  "/": search,
  "?": () => dialog.showModal(),
};
const afterwards = { h: goTo("home"), s: goTo("saved"), a: goTo("archive") };

addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
  if (!box.checked || event.target.closest?.("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
  if (event.key === "g") return (afterG = event.timeStamp);
  const action = event.timeStamp - afterG < 1500 ? afterwards[event.key] : keys[event.key];
  afterG = -Infinity;
  if (!action) {
    if (event.key === "Enter" && event.target.matches?.("figure")) open();
    return;
  }
  event.preventDefault();
  action();
});

box.checked = take("keys").off !== true;
box.addEventListener("change", () => {
  put("keys", { off: !box.checked });
  say(box.checked ? "Keys are on" : "Keys are off");
});
