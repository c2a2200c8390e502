// Asks axe, the Nu checker and Lighthouse about every kind of page of a running paper, and feedsmith about its feeds; prints one table.
//   node audit/audit.mjs http://127.0.0.1:8000 [path that is linked from nowhere ...]
// Ends with 1 where anything is found that is so on every machine: how quick a page was is told, and depends on what else runs.

import axe from "axe-core";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";
import vnu from "vnu-jar";
import { askFeedsmith } from "./feeds.mjs";

const [root, ...unlinked] = process.argv.slice(2);
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
const OF_A_KIND = 6; // pages that axe and the Nu checker look at; Lighthouse looks at the first
const LOOKS = [
  { name: "light", width: 1280, height: 900 },
  { name: "dark", width: 390, height: 844, isMobile: true, hasTouch: true },
];
const GOALS = { performance: 98, accessibility: 100, "best-practices": 100, seo: 100 };
const TRIES = Number(process.env.AUDIT_TRIES ?? 3); // the best counts: what else the machine does only ever slows a page down
const NOT_PAGES = /^\/(admin|media|static|feed)\/|^\/login\/|\.(xml|txt|js|ico|webmanifest)$/;
// Pages that search engines are told to leave alone, since what is on them stands on a story's page.
const NOT_SEARCHED = /^\/(story\/\*\/photo|photo|photographer|agency|search|saved|offline|feeds)\//;

const kindOf = (path) => {
  const [plain, query] = path.split("?");
  const parts = plain.split("/").map((part, place) => (place > 1 && part && part !== "photo" ? "*" : part));
  // However search is narrowed down, it is one kind of page.
  return parts.join("/") + (query && plain !== "/search/" ? `?${[...new URLSearchParams(query).keys()].sort().join("&")}` : "");
};

async function read(path) {
  const answer = await fetch(root + path, { redirect: "manual", headers: { accept: "text/html" } });
  return { path, status: answer.status, isPage: answer.headers.get("content-type")?.startsWith("text/html") ?? false, text: await answer.text() };
}

// Every page that links lead to, a few of each kind, in the order in which they are met.
async function crawl() {
  const [found, waiting, met, counts] = [[], ["/", ...unlinked], new Set(["/", ...unlinked]), {}];
  while (waiting.length) {
    const page = await read(waiting.shift());
    const kind = page.status === 200 ? kindOf(page.path) : `${page.status}`;
    if (!page.isPage || (counts[kind] ?? 0) >= OF_A_KIND) continue;
    counts[kind] = (counts[kind] ?? 0) + 1;
    found.push({ ...page, kind });
    for (const [, href] of page.text.matchAll(/<a [^>]*?href="([^"#]+)/g)) {
      const url = new URL(href.replaceAll("&amp;", "&"), root + page.path);
      const path = url.pathname + url.search;
      if (url.origin === root && !met.has(path) && !NOT_PAGES.test(path)) waiting.push(path);
      met.add(path);
    }
  }
  return found;
}

async function askNu(pages) {
  const folder = await mkdtemp(join(tmpdir(), "audit-"));
  const files = pages.map((_, place) => join(folder, `${place}.html`));
  await Promise.all(pages.map((page, place) => writeFile(files[place], page.text)));
  const said = await promisify(execFile)("java", ["-jar", vnu, "--format", "json", "--exit-zero-always", ...files], { maxBuffer: 1 << 26 });
  await rm(folder, { recursive: true });
  return JSON.parse(said.stderr).messages.map((each) => ({
    page: pages[files.findIndex((file) => each.url?.endsWith(file))],
    words: `${each.subType ?? each.type}: ${each.message} (line ${each.lastLine}: ${each.extract?.trim()})`,
  }));
}

async function askAxe(browser, pages) {
  const found = [];
  for (const look of LOOKS) {
    const tab = await browser.newPage();
    await tab.setViewport(look);
    await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: look.name }]);
    for (const page of pages) {
      await tab.goto(root + page.path, { waitUntil: "load" });
      await tab.evaluate(axe.source);
      const { violations } = await tab.evaluate(() => globalThis.axe.run());
      for (const fault of violations) for (const node of fault.nodes) found.push({ page, words: `${look.name}: ${fault.id}: ${node.html}` });
    }
    await tab.close();
  }
  return found;
}

async function askLighthouse(browser, page) {
  const skipAudits = NOT_SEARCHED.test(page.kind) ? ["is-crawlable"] : [];
  const best = { marks: {}, measures: {}, words: [], slow: [] };
  for (let left = TRIES; left && !(best.marks.performance >= GOALS.performance); left--) {
    const visitor = await browser.createBrowserContext(); // who was never here, as Lighthouse itself asks
    const tab = await visitor.newPage();
    const { lhr } = await lighthouse(root + page.path, { logLevel: "silent", onlyCategories: Object.keys(GOALS), skipAudits }, undefined, tab);
    await visitor.close();
    if (lhr.runtimeError) {
      if (best.marks.performance === undefined) best.slow = [`not seen: ${lhr.runtimeError.message}`];
      continue;
    }
    const marks = Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round(100 * score)]));
    if (marks.performance <= best.marks.performance) continue;
    const value = (name) => lhr.audits[name].numericValue;
    best.marks = marks;
    best.measures = { LCP: value("largest-contentful-paint"), CLS: value("cumulative-layout-shift"), TBT: value("total-blocking-time") };
    const short = Object.keys(GOALS).filter((name) => marks[name] < GOALS[name]);
    best.words = short.filter((name) => name !== "performance").flatMap((name) => lost(lhr, name));
    best.slow = short.includes("performance") ? lost(lhr, "performance") : [];
  }
  return best;
}

const lost = (lhr, name) =>
  lhr.categories[name].auditRefs
    .filter(({ id, weight }) => weight && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
    .map(({ id }) => `${name}: ${lhr.audits[id].title} ${lhr.audits[id].displayValue ?? ""}`);

function row(cells) {
  return cells.map((cell, place) => (place ? String(cell).padStart(9) : String(cell).padEnd(34))).join("");
}

const feeds = await askFeedsmith(root);
console.log(`feedsmith read ${feeds.counts.photos} photos of ${feeds.counts.stories} stories in ${feeds.counts.feeds} feeds`);
const pages = await crawl();
const kinds = [...new Set(pages.map(({ kind }) => kind))].sort();
const browser = await puppeteer.launch({ executablePath: process.env.CHROME_PATH, args: FLAGS });
const findings = { feedsmith: feeds.findings, axe: [], nu: [], lighthouse: [] };
const slow = [];
try {
  findings.nu = await askNu(pages);
  findings.axe = await askAxe(browser, pages);
  console.log(row(["", "pages", "axe", "Nu", "perf.", "access.", "practice", "SEO", "LCP s", "CLS", "TBT ms"]));
  for (const kind of kinds) {
    const mine = pages.filter((page) => page.kind === kind);
    const count = (found) => found.filter(({ page }) => page?.kind === kind).length;
    let cells = [];
    if (mine[0].status === 200) {
      const { marks, measures, words, slow: seen } = await askLighthouse(browser, mine[0]);
      cells = [...Object.keys(GOALS).map((name) => marks[name]), (measures.LCP / 1000).toFixed(2), measures.CLS?.toFixed(3), Math.round(measures.TBT)];
      findings.lighthouse.push(...words.map((said) => ({ page: mine[0], words: said })));
      slow.push(...seen.map((said) => ({ page: mine[0], words: said })));
    }
    console.log(row([kind, mine.length, count(findings.axe), count(findings.nu), ...cells]));
  }
} finally {
  await browser.close();
}
for (const { page, words } of slow) console.log(`in this run: ${page.path}: ${words}`);
for (const [asked, found] of Object.entries(findings)) for (const { page, words } of found) console.log(`${asked}: ${page?.path ?? "?"}: ${words}`);
const sum = Object.values(findings).flat().length;
console.log(sum ? `${sum} findings.` : "Nothing was found.");
process.exitCode = sum ? 1 : 0;
