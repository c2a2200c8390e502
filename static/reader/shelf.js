// What is kept on this device, and nowhere else: saved stories, what was read and how far. Everything in it may be missing, broken
// or written by another tab meanwhile, so it is read anew each time.

const SAVED = 500;
const READ = 1000;
const memory = new Map(); // Where a browser lets nothing be kept, it lasts as long as the page.

export function take(name) {
  let text = memory.get(name);
  try {
    text = localStorage.getItem(`cutline:${name}`) ?? text;
    const value = JSON.parse(text ?? "{}");
    if (value && typeof value === "object" && !Array.isArray(value)) return value;
  } catch {}
  put(`${name}.broken`, String(text)); // Laid aside: somebody may still find something in it.
  put(name, {});
  return {};
}

// Gives whether it is kept for good.
export function put(name, value) {
  const text = JSON.stringify(value);
  try {
    localStorage.setItem(`cutline:${name}`, text);
    memory.delete(name);
    return true;
  } catch {
    memory.set(name, text);
    return false;
  }
}

export const isPath = (path) => /^\/story\/[^/?#\\]+\/$/.test(path);

// Stories by their path, the newest first, as far as they are whole.
export function saved() {
  return Object.fromEntries(
    Object.entries(take("saved"))
      .filter(([path, story]) => isPath(path) && typeof story?.title === "string" && Number.isFinite(story.at))
      .sort(([, a], [, b]) => b.at - a.at)
      .slice(0, SAVED),
  );
}

export function change(path, story) {
  const all = saved();
  if (story) all[path] = { ...all[path], ...story };
  else delete all[path];
  const kept = put("saved", all);
  dispatchEvent(new CustomEvent("shelf"));
  return kept;
}

export function read() {
  const all = Object.entries(take("read")).filter(([path, each]) => isPath(path) && Number.isFinite(each?.at));
  return Object.fromEntries(all.sort(([, a], [, b]) => b.at - a.at).slice(0, READ));
}

export function noteRead(path, what) {
  const all = read();
  put("read", { ...all, [path]: { ...all[path], at: Date.now(), ...what } });
}

// A word for everybody, in sight and to screen readers.
let timer;
export function say(words) {
  const line = document.getElementById("said");
  line.textContent = words;
  clearTimeout(timer);
  timer = setTimeout(() => (line.textContent = ""), 4000);
}

// A moment of this device, in words.
export function when(at, words) {
  const time = document.createElement("time");
  time.dateTime = new Date(at).toISOString();
  time.textContent = `${words} ${new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}`;
  return time;
}

export function toggleSaved(path, story) {
  const was = saved()[path];
  const kept = change(path, was ? null : { ...story, at: Date.now() });
  if (!kept) say("This browser keeps nothing here: it is full, or private. Saved until the page is closed.");
  else say(was ? "No longer saved" : "Saved on this device");
  if (!was) tellWorker();
  return !was;
}

export async function tellWorker() {
  const worker = (await navigator.serviceWorker?.getRegistration())?.active;
  worker?.postMessage({ saved: Object.entries(saved()).map(([path, { title, lang }]) => ({ path, title, lang })), width: screen.width * devicePixelRatio });
}
