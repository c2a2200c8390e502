"""The conductor for one HTML page: markup in, a frozen Story out. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from lxml.html import HtmlElement

from articles.reading.belonging import Page
from articles.reading.body import Block, Setter, clean_block
from articles.reading.captions import find_captions
from articles.reading.closing_credits import with_closing_credit
from articles.reading.data_pictures import SCHEME, pictures_named
from articles.reading.dom import Outline, text_of
from articles.reading.editing import Edited, edit
from articles.reading.embedded import find_embedded
from articles.reading.embeds import embed_links, find_embeds, notices
from articles.reading.entries import heads_part
from articles.reading.figures import Pictures, Words
from articles.reading.kinds import LITTLE_TEXT, judge
from articles.reading.linked_data import article_body, linked_data
from articles.reading.links import link_address
from articles.reading.markup import Parsed, parse
from articles.reading.metadata import Metadata, read_metadata
from articles.reading.named_pictures import named_pictures
from articles.reading.place import Place, find_headline, find_place
from articles.reading.region import find_region
from articles.reading.runs import runs_of
from articles.reading.sighting import as_gallery, sightings_of
from articles.reading.signs import signs_of
from articles.reading.standfirst import find_standfirst
from articles.reading.story import Kind, Story
from articles.reading.unveiled import unveil
from gallery.photo_urls import key


@dataclass(frozen=True, slots=True)
class _Text:
    """The story's words and where they stand."""

    edited: Edited
    place: Place
    standfirst: str | None
    announced: float
    """Share of the page's prose that announces other stories."""


def read_page(markup: str, url: str | None) -> Story:
    """Read one HTML page; `url` is where it came from. Raises Unreadable where nothing can be read."""
    return _read(parse(markup), url)


def _read(parsed: Parsed, url: str | None, unveiled: bool = False) -> Story:
    tree = parsed.tree
    outline = Outline(tree)
    linked = linked_data(tree)
    told = read_metadata(outline, linked, url)
    base = _base(tree, url, told.canonical_url)
    pictures = Pictures(outline, base)
    captions = find_captions(pictures)
    embeds = find_embeds(tree)
    left = (words for words in captions.left if not words.dropped)
    words = [*captions.shared, *left, *(words for picture in pictures.all for words in picture.captions)]
    text = _read_text(outline, told, words, base, linked)
    if not unveiled and sum(len(block.text) for block in text.edited.blocks) < LITTLE_TEXT and unveil(outline):
        return _read(Parsed(tree, (*parsed.cuts, *outline.cuts)), url, unveiled=True)
    named = named_pictures(tree, linked, base)
    embedded, embedded_cuts = find_embedded(outline)
    confirmed = frozenset(key(address) for sighting in named.pictures if not sighting.dropped for address in sighting.urls)
    address = url or told.canonical_url or ""
    sightings = sightings_of(Page(outline, pictures, text.place, confirmed, address), named.pictures, captions, embedded, base)
    blocks, sightings = with_closing_credit(text.edited.blocks, sightings)
    own_embeds = [element for element in embeds if outline.inside(element, text.place.region)]
    links = tuple(dict.fromkeys([*notices(outline, text.place.region), *text.edited.links, *embed_links(own_embeds, base)]))
    kind, reason = judge(signs_of(outline, text.place, blocks, text.announced, told, linked, sightings, links))
    sightings = tuple(as_gallery(sightings)) if kind is Kind.GALLERY else sightings
    cuts = (*parsed.cuts, *outline.cuts, *pictures.cuts, *named.cuts, *embedded_cuts)
    inside = frozenset(address for seen in sightings if not seen.dropped for address in seen.urls if address.startswith(SCHEME))
    story = replace(_story(told, text, blocks), kind=kind, reason=reason, links=links, sightings=sightings, cuts=cuts)
    return replace(story, pictures=pictures_named((picture.element for picture in pictures.all), inside))


def _read_text(outline: Outline, told: Metadata, captions: Sequence[Words], base: str | None, linked: Sequence[dict]) -> _Text:
    """Choose the text among the page's lines without the captions; the standfirst stands apart.

    A page that only a script would fill has its text nowhere but in its data.
    """
    caption_elements = frozenset(words.element for words in captions)
    found = find_standfirst(outline, told.headline, told.standfirst, caption_elements)
    standfirst = text_of(found) if found is not None else None
    head = find_headline(outline, told.headline)
    region = find_region(outline, runs_of(outline, caption_elements), head, base)
    said_elsewhere = [told.headline, *(part for words in captions for part in (words.text, words.credit))]
    blocks = Setter(outline, caption_elements, base).blocks(region.runs, region.element)
    little = sum(len(block.text) for block in blocks) < LITTLE_TEXT
    if little and len(told_body := article_body(linked)) > LITTLE_TEXT:
        blocks = [clean_block("p", escape(line)) for line in told_body.splitlines() if line.strip()]
    edited = edit(blocks, said_elsewhere, told.headline, standfirst, told.authors, lambda block: heads_part(outline, block.order))
    return _Text(edited, find_place(outline, edited.blocks, head), standfirst, region.announced)


def _story(told: Metadata, text: _Text, blocks: Sequence[Block]) -> Story:
    return Story(
        kind=Kind.STORY,
        headline=told.headline,
        standfirst=text.standfirst,
        authors=told.authors,
        contributors=text.edited.contributors,
        agency=text.edited.agency,
        dateline=text.edited.dateline,
        published=told.published,
        updated=told.updated,
        section=told.section,
        language=told.language,
        direction=told.direction,
        publisher=told.publisher,
        canonical_url=told.canonical_url,
        original_url=told.original_url,
        amp_url=told.amp_url,
        body="\n".join(block.html for block in blocks),
    )


def _base(tree: HtmlElement, url: str | None, canonical: str | None) -> str | None:
    """What relative addresses are relative to: the page's own word, where it came from, else where it says it stands."""
    known = url or canonical
    said = next((element.get("href") for element in tree.iter("base") if element.get("href")), "")
    return (link_address(said, known) or known) if said else known
