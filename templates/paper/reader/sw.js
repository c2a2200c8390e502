// Keeps the newest stories, and the saved ones, for when there is no network. Pages come from the network whenever there is one.
const [FRONT, SAVED, OFFLINE, NEWEST] = ["{{ url('front') }}", "{{ url('saved') }}", "{{ url('offline') }}", "{{ url('newest') }}"];
const [LOGIN, ADMIN, STATIC] = ["{{ url('login') }}", "{{ url('admin:index') }}", "{{ static_files|escapejs }}"];
const MEDIA = new URL("{{ media|escapejs }}", location.origin + FRONT).href;
const [PAGES, PHOTOS, PARTS] = ["pages-1", "photos-1", "parts-1"];
const INDEX = "/offline/index"; // Written here and never asked of the server: what is kept, by path.
const AT_ONCE = 3; // requests
const SAVED_KEPT = 100; // stories
const PHOTOS_EACH = 30; // of a story
const SPACE = 200e6; // bytes, of everything that is kept
const PATIENCE = 4000; // ms for the network, where a copy is at hand
const RECENTLY = 5 * 60e3; // ms in which a saved story of former days is not asked about again

const isHashed = (path) => /\.[0-9a-f]{12}\.\w+$/.test(path);
const isStory = (path) => /^\/story\/[^/]+\/$/.test(path);
const isFront = (path) => path === FRONT || path.startsWith("/section/");
const isShell = (path) => path === SAVED || path === OFFLINE;

addEventListener("install", (event) => event.waitUntil(keepShells().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", (event) => event.waitUntil(inTurn(() => refresh(event.data))));
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  const path = url.pathname;
  if (path === LOGIN || path.endsWith("/logout/")) {
    // Who may read is asked after each: a private paper leaves nothing with who is logged out.
    const answer = fetch(event.request);
    event.respondWith(answer);
    event.waitUntil(answer.then(() => inTurn(atTheDoor)).catch(() => {}));
  } else if (event.request.method !== "GET" || path.startsWith(ADMIN)) return;
  else if (path.startsWith(STATIC)) event.respondWith(part(event.request, path));
  else if (url.href.startsWith(MEDIA)) event.respondWith(photo(event.request, url.href));
  else if (event.request.mode === "navigate") event.respondWith(page(event, url));
});

async function takeOver() {
  for (const name of await caches.keys()) if (![PAGES, PHOTOS, PARTS].includes(name)) await caches.delete(name);
  await clients.claim();
}

// --- answering

async function page(event, { pathname, search }) {
  const pages = await caches.open(PAGES);
  const copy = search ? undefined : await pages.match(pathname);
  try {
    const answer = await inTime(fetch(event.request), copy && PATIENCE);
    if (answer.status >= 500 && copy) return copy;
    const kept = answer.clone();
    event.waitUntil(inTurn(() => meanwhile(pathname, search, kept)));
    return answer;
  } catch {
    const story = pathname.match(/^(\/story\/[^/]+\/)photo\//)?.[1];
    if (story && (await pages.match(story))) return Response.redirect(story);
    return copy ?? (await pages.match(OFFLINE)) ?? Response.error();
  }
}

function inTime(answer, patience) {
  if (!patience) return answer;
  const late = new Promise((_, reject) => setTimeout(reject, patience));
  return Promise.race([answer, late]);
}

// What was read just now is the newest copy of what is kept anyway.
async function meanwhile(path, search, answer) {
  if (search) return;
  const index = await readIndex();
  if (answer.status === 404 || answer.status === 410) await drop(index, path);
  else if (mayKeep(answer) && (index[path] || isFront(path) || isShell(path))) await keepPage(index, path, answer, {});
  else return;
  await writeIndex(index);
}

async function part(request, path) {
  const copy = await caches.match(request.url, { cacheName: PARTS });
  if (copy && isHashed(path)) return copy;
  return fetch(request).catch((error) => copy ?? Promise.reject(error));
}

// One size of each photo is kept: without a network it stands in for all the others.
async function photo(request, href) {
  const photos = await caches.open(PHOTOS);
  const copy = await photos.match(href);
  if (copy) return copy;
  return fetch(request).catch(async (error) => {
    const same = href.slice(0, href.lastIndexOf("-") + 1);
    const other = (await photos.keys()).find((each) => each.url.startsWith(same));
    return other ? photos.match(other) : Promise.reject(error);
  });
}

// --- keeping

let turn = Promise.resolve();
function inTurn(work) {
  turn = turn.then(work).catch(() => {}); // No network, or no space: what is kept stays as it was.
  return turn;
}

async function readIndex() {
  const kept = await caches.match(INDEX, { cacheName: PAGES });
  return kept ? kept.json().catch(() => ({})) : {};
}

async function writeIndex(index) {
  await (await caches.open(PAGES)).put(INDEX, new Response(JSON.stringify(index), { headers: { "Content-Type": "application/json" } }));
}

// Answers that their browser may keep, though it must ask each time; drafts and the desk are none of them.
function mayKeep(answer) {
  const said = answer.headers.get("Cache-Control") ?? "";
  return answer.status === 200 && !answer.redirected && said.includes("no-cache") && !said.includes("no-store");
}

async function keepShells() {
  const index = await readIndex();
  for (const path of [OFFLINE, SAVED]) await ask(index, path, {});
  await writeIndex(index);
}

async function ask(index, path, told) {
  const copy = await caches.match(path, { cacheName: PAGES });
  const etag = copy?.headers.get("ETag");
  const answer = await fetch(path, { cache: "no-store", headers: etag ? { "If-None-Match": etag } : {} });
  if (answer.status === 404 || answer.status === 410) await drop(index, path);
  else if (answer.status === 304 && copy) await keepPage(index, path, index[path]?.parts ? null : copy, told);
  else if (mayKeep(answer)) await keepPage(index, path, answer, told);
}

async function keepPage(index, path, answer, told) {
  index[path] = { ...index[path], ...told, at: Date.now() };
  if (!answer) return;
  const html = await answer.clone().text();
  await (await caches.open(PAGES)).put(path, answer);
  index[path].parts = [...new Set([...html.matchAll(/(?:href|src)="([^"]+)"/g)].map((each) => each[1]).filter((each) => each.startsWith(STATIC)))];
  const pictures = isStory(path) ? [...html.matchAll(/<picture>.*?<\/picture>/gs)].slice(0, PHOTOS_EACH) : [];
  index[path].photos = pictures.map((each) => chosen(each[0], index[OFFLINE]?.width ?? 1280)).filter(Boolean);
  for (const each of index[path].parts) await keepPart(new URL(each, location.origin));
}

// A file of the pages' dress, with those that it names itself.
async function keepPart(url) {
  const parts = await caches.open(PARTS);
  if (!url.pathname.startsWith(STATIC) || (isHashed(url.pathname) && (await parts.match(url.href)))) return;
  const answer = await fetch(url.href);
  if (answer.status !== 200) return;
  const text = /\.(css|js)$/.test(url.pathname) ? await answer.clone().text() : "";
  await parts.put(url.href, answer);
  for (const [, name] of text.matchAll(/(?:url\(|from\s*|import\s*)"([\w./-]+\.\w+)"/g)) await keepPart(new URL(name, url));
}

// The file of one size that suits the screen.
function chosen(picture, width) {
  const offered = /type="image\/webp" srcset="([^"]+)"/.exec(picture)?.[1] ?? "";
  const files = offered.split(", ").map((each) => each.split(" "));
  const [address] = files.find(([, size]) => parseInt(size) >= width) ?? files.at(-1);
  const href = address && new URL(address, location.origin).href;
  return href?.startsWith(MEDIA) && href.startsWith(location.origin) ? href : null;
}

async function drop(index, path) {
  delete index[path];
  await (await caches.open(PAGES)).delete(path);
}

// --- keeping up

async function refresh({ saved, width }) {
  const answer = await fetch(NEWEST, { cache: "no-cache" });
  if (answer.redirected) return forget();
  if (!answer.ok) return;
  const { stories } = await answer.json();
  const mine = saved.slice(0, SAVED_KEPT);
  const wanted = new Map([...mine, ...stories].map((each) => [each.path, each]));
  const order = [...new Set([...stories, ...mine].map((each) => each.path))];
  const index = await readIndex();
  index[OFFLINE] = { ...index[OFFLINE], width: Math.min(1280, Math.max(640, width || 0)) };
  const paths = Object.keys(index).filter((path) => isStory(path) && !wanted.has(path));
  for (const path of paths) await drop(index, path);
  const thrifty = navigator.connection?.saveData;
  const isSaved = new Set(saved.map((each) => each.path));
  const due = order.filter((path) => isDue(index[path], wanted.get(path)) && (!thrifty || isSaved.has(path)));
  await each(due.map((path) => wanted.get(path)), ({ path, title, lang, mark }) => ask(index, path, { title, lang, mark }));
  if (!thrifty) for (const path of [FRONT, SAVED, OFFLINE]) await ask(index, path, {});
  await writeIndex(Object.fromEntries([...order, ...Object.keys(index)].filter((path) => index[path]).map((path) => [path, index[path]])));
  await keepPhotos(index, thrifty ? isSaved : null);
  await tidyParts();
}

// A story on the list when its page shows something else, another one now and then.
function isDue(kept, { mark }) {
  if (!kept?.parts) return true;
  return mark ? kept.mark !== mark : Date.now() - kept.at > RECENTLY;
}

async function each(list, work) {
  const rest = [...list];
  const worker = async () => {
    while (rest.length) await work(rest.shift()).catch(() => {}); // It is due again next time.
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function keepPhotos(index, only) {
  const photos = await caches.open(PHOTOS);
  const have = new Set((await photos.keys()).map((each) => each.url));
  const named = (paths) => new Set(paths.flatMap((path) => index[path].photos ?? []));
  const all = named(Object.keys(index));
  for (const url of have) if (!all.has(url)) await photos.delete(url);
  const wanted = named(Object.keys(index).filter((path) => !only || only.has(path)));
  await each([...wanted].filter((url) => !have.has(url)), async (url) => {
    const { usage, quota } = await navigator.storage.estimate();
    if (usage > Math.min(SPACE, quota / 2)) return;
    const answer = await fetch(url);
    if (answer.status === 200) await photos.put(url, answer);
  });
}

// Of a file under several names made from its content the newest two: kept pages may still be dressed by the one before.
async function tidyParts() {
  const parts = await caches.open(PARTS);
  const counts = {};
  for (const each of (await parts.keys()).reverse()) {
    const name = each.url.replace(/\.[0-9a-f]{12}(?=\.\w+$)/, "");
    counts[name] = (counts[name] ?? 0) + 1;
    if (counts[name] > 2) await parts.delete(each);
  }
}

async function atTheDoor() {
  const answer = await fetch(NEWEST, { cache: "no-store" });
  if (answer.redirected) await forget();
}

async function forget() {
  await Promise.all([PAGES, PHOTOS].map((name) => caches.delete(name)));
  await keepShells();
}
