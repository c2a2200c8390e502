"""The conductor for one HTML page: markup in, a frozen Story out. Pure."""

from dataclasses import replace

from lxml.html import HtmlElement

from articles.reading.belonging import Page, blocks_apart, shared_addresses
from articles.reading.body import TAKEN, link_address, story_blocks
from articles.reading.captions import find_captions
from articles.reading.dom import Outline, text_of
from articles.reading.editing import edit
from articles.reading.embeds import embed_links, find_embeds
from articles.reading.figures import Pictures
from articles.reading.markup import parse
from articles.reading.metadata import linked_data, read_metadata
from articles.reading.named_pictures import named_pictures
from articles.reading.place import find_place
from articles.reading.sighting import sightings_of
from articles.reading.standfirst import find_standfirst
from articles.reading.story import Kind, Story
from gallery.photo_urls import key


def read_page(markup: str, url: str | None) -> Story:
    """Read one HTML page; `url` is where it came from. Raises Unreadable where nothing can be read."""
    parsed = parse(markup)
    linked = linked_data(parsed.tree)
    told = read_metadata(parsed.tree, linked, url)
    base = _base(parsed.tree, url, told.canonical_url)
    page, named, text, standfirst = _look(parsed.tree, told, linked, base, url)
    sightings = sightings_of(page, named)
    links = (*text.links, *embed_links([one for one in find_embeds(parsed.tree) if page.outline.inside(one, page.place.region)], base))
    story = Story(
        kind=Kind.STORY,
        headline=told.headline,
        standfirst=standfirst,
        authors=told.authors,
        contributors=text.contributors,
        agency=text.agency,
        dateline=text.dateline,
        published=told.published,
        updated=told.updated,
        section=told.section,
        language=told.language,
        direction=told.direction,
        publisher=told.publisher,
        canonical_url=told.canonical_url,
        body="\n".join(block.html for block in text.blocks),
        links=tuple(dict.fromkeys(links)),
        sightings=sightings,
        cuts=parsed.cuts,
    )
    return story


def _look(tree, told, linked, base, url):
    outline = Outline(tree)
    pictures = Pictures(tree, outline, base)
    find_captions(pictures)
    captions = [words for picture in pictures.all for words in picture.captions]
    found = find_standfirst(outline, told.headline, told.standfirst, frozenset(words.element for words in captions))
    standfirst = text_of(found) if found is not None else None
    for element in [*(words.element for words in captions), *find_embeds(tree), *([found] if found is not None else [])]:
        element.set(TAKEN, "")
    said = [told.headline, standfirst, *(part for words in captions for part in (words.text, words.credit))]
    text = edit(story_blocks(tree, base), said, told.headline)
    place = find_place(outline, text.blocks, told.headline)
    if apart := blocks_apart(outline, place):
        text = replace(text, blocks=tuple(block for number, block in enumerate(text.blocks) if number not in apart))
        place = find_place(outline, text.blocks, told.headline)
    named = named_pictures(tree, linked, base)
    named_keys = frozenset(key(address) for sighting in named for address in sighting.urls)
    page = Page(outline, pictures, place, named_keys, url or told.canonical_url or "", shared_addresses(pictures.all))
    return page, named, text, standfirst


def _base(tree: HtmlElement, url: str | None, canonical: str | None) -> str | None:
    """What relative addresses are relative to: the page's own word, where it came from, else where it says it stands."""
    known = url or canonical
    said = next((element.get("href") for element in tree.iter("base") if element.get("href")), "")
    return (link_address(said, known) or known) if said else known
