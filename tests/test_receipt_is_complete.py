"""The receipt of real pages, checked against a count that shares no code with the reader: nothing a page shows is missing in it."""

import gzip
import json
import os
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from articles.answers import answer
from articles.reading.reader import read
from gallery.collapse import collapse
from tests.conftest import ROOT

BENCH = Path(os.environ.get("CUTLINE_BENCH", ROOT.parent / "shared" / "bench"))
DEMO = sorted((ROOT / "demo").glob("*.html"))
ADDRESSES = ("src", "srcset", "data-src", "data-srcset", "data-original", "data-lazy-src")
IMAGE_NAMES = {"image", "logo", "photo", "thumbnail", "thumbnailUrl", "primaryImageOfPage"}
METAS = {"og:image", "twitter:image", "twitter:image:src"}


def bench_pages():
    manifest = BENCH / "pages.jsonl"
    return [json.loads(line) for line in manifest.read_text().splitlines()] if manifest.exists() else []


def straight(markup: str):
    return html.document_fromstring(markup.encode(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True))


def folded(text: str | None) -> str:
    return "".join(character for character in text or "" if character.isalnum())


def linked_images(value: object, name: str = ""):
    """Walk a page's JSON-LD for the addresses of images: plain ones, and one for each image object."""
    if isinstance(value, list):
        for one in value:
            yield from linked_images(one, name)
    elif isinstance(value, dict):
        is_image = "ImageObject" in str(value.get("@type"))
        address = value.get("url") or value.get("contentUrl") if is_image else None
        if isinstance(address, str):
            yield address
        for key, one in value.items():
            if not (is_image and key in IMAGE_NAMES):
                yield from linked_images(one, key)
    elif isinstance(value, str) and name in IMAGE_NAMES:
        yield value


def jsons(tree):
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                yield json.loads(script.text or "", strict=False)
            except ValueError:
                continue


def count_straight(markup: str) -> Counter:
    tree = straight(markup)
    images = [image for image in tree.iter("img") if any(image.get(name) for name in ADDRESSES)]
    linked = [address for value in jsons(tree) for address in linked_images(value) if address.startswith(("http", "//", "/"))]
    metas = [meta for meta in tree.iter("meta") if (meta.get("property") or meta.get("name") or "").lower() in METAS]
    return Counter(
        {
            "img": len(images),
            "alt": sum(bool((image.get("alt") or "").strip()) for image in tree.iter("img")),
            "figcaption": sum(bool(caption.text_content().strip()) for caption in tree.iter("figcaption")),
            "json-ld": len(linked),
            "og": sum(bool((meta.get("content") or "").strip()) for meta in metas),
        }
    )


def assert_complete(source: bytes, url: str | None) -> None:
    markup = source.decode("utf-8", "replace")
    story = read(source, url)
    gallery = collapse(story.sightings)
    said = answer("page", url, story, gallery, with_sightings=True)
    listed = Counter(one["kind"] for one in said["sightings"])
    missing = count_straight(markup) - listed
    assert not missing, f"not in the receipt: {dict(missing)}"
    assert len(said["sightings"]) == sum(said["receipt"].values())
    assert sum(photo["sightings"] for photo in said["photos"]) == said["receipt"]["shown"] + said["receipt"]["collapsed"]
    assert all(one["rule"] for one in said["sightings"])
    assert_every_word_and_file(markup, story)


def is_lazy(image) -> bool:
    """What a lazy loader shows first is no address of the picture."""
    return any("src" in name and name != "src" for name in image.attrib)


def assert_every_word_and_file(markup: str, story) -> None:
    """Counts could be right by accident: every absolute `src` and every `alt` is asked for by itself, as often as it stands there."""
    tree = straight(markup)
    sources = Counter("".join((image.get("src") or "").split()) for image in tree.iter("img") if not is_lazy(image))
    files = Counter("".join(url.split()) for seen in story.sightings for url in dict.fromkeys(seen.urls) if seen.kind == "img")
    alts = Counter(said for image in tree.iter("img") if (said := folded(image.get("alt"))))
    texts = Counter(folded(seen.text) for seen in story.sightings if seen.kind == "alt")
    assert not {source: times for source, times in (sources - files).items() if source.startswith("http")}
    assert not alts - texts


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_nothing_that_a_demo_page_shows_is_missing_in_its_receipt(path):
    assert_complete(path.read_bytes(), None)


@pytest.mark.skipif(not bench_pages(), reason=f"NO BENCH PAGES in {BENCH}: the receipts of real pages were not checked")
@pytest.mark.parametrize("page", bench_pages(), ids=lambda page: page["id"])
def test_nothing_that_a_real_page_shows_is_missing_in_its_receipt(page):
    assert_complete(gzip.decompress((BENCH / page["path"]).read_bytes()), page["url"])
