// Reads every feed of a running paper with feedsmith: of each photo RSS and Atom say the words and the credits that stand under it in the story.

import { parseFeed, parseOpml } from "feedsmith";

const FIGURE = /<figure><img src="([^"]*)"[^>]*?alt="([^"]*)">(?:<figcaption>(.*?)<\/figcaption>)?<\/figure>/gs;
const SIGNS = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&" };
const plain = (html = "") => html.replace(/<[^>]*>/g, "").replace(/&(lt|gt|quot|#x27|amp);/g, (sign) => SIGNS[sign]).trim();
const said = ({ value, type } = { value: "" }) => (type === "html" ? plain(value) : value);

// Each photo as its story shows it, by its address: the words under it, else its description, and its credit line.
function shown(html = "") {
  return new Map(
    [...html.matchAll(FIGURE)].map(([, src, alt, words = ""]) => {
      const [text, credit = ""] = words.split(/<small>|<\/small>/);
      return [plain(src), { text: plain(text) || plain(alt), credit: plain(credit).replace(/^\(|\)$/g, "") }];
    }),
  );
}

function faultsOf(item, content) {
  const photos = shown(content);
  const groups = item.media?.groups ?? [];
  const found = groups.length === photos.size ? [] : [`${photos.size} photos in the story, ${groups.length} in Media RSS`];
  for (const { contents, description, credits = [] } of groups) {
    const photo = photos.get(contents.find(({ isDefault }) => isDefault)?.url);
    if (!photo) found.push("a photo whose address the story does not have");
    else {
      if (said(description) !== photo.text) found.push(`a caption: “${said(description)}” is “${photo.text}” in the story`);
      if (!credits.every(({ value }) => photo.credit.includes(value)) || !credits.length !== !photo.credit)
        found.push(`a credit: “${credits.map(({ value }) => value).join(", ")}” is “${photo.credit}” in the story`);
    }
  }
  return { photos: photos.size, found };
}

async function asked(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.text();
}

// What differs, and how much was read.
export async function askFeedsmith(root) {
  const { body } = parseOpml(await asked(`${root}/feeds.opml`));
  const findings = [];
  const counts = { feeds: 0, stories: 0, photos: 0 };
  for (const { xmlUrl } of body.outlines)
    for (const address of [xmlUrl, `${xmlUrl}atom/`]) {
      const { format, feed } = parseFeed(await asked(address));
      const items = format === "rss" ? feed.items : feed.entries;
      counts.feeds++;
      for (const item of items ?? []) {
        const { photos, found } = faultsOf(item, format === "rss" ? item.content?.encoded : item.content?.value);
        counts.stories++;
        counts.photos += photos;
        findings.push(...found.map((words) => ({ page: { path: new URL(address).pathname }, words: `${item.guid?.value ?? item.id}: ${words}` })));
      }
    }
  if (!counts.photos) findings.push({ words: "no feed has a photo" });
  return { findings, counts };
}
