"""The conductor for one HTML page: markup in, a frozen Story out. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from articles.reading.belonging import ANOTHER_STORY, Page, blocks_apart
from articles.reading.body import TAKEN, Block, story_blocks
from articles.reading.captions import find_captions
from articles.reading.dom import Outline, text_of
from articles.reading.editing import Edited, edit
from articles.reading.embedded import find_embedded
from articles.reading.embeds import embed_links, find_embeds, notices
from articles.reading.figures import Pictures, Words
from articles.reading.kinds import Signs, judge
from articles.reading.linked_data import linked_data
from articles.reading.links import link_address
from articles.reading.markup import parse
from articles.reading.metadata import Metadata, read_metadata
from articles.reading.named_pictures import named_pictures
from articles.reading.place import Place, find_place
from articles.reading.sighting import sightings_of
from articles.reading.standfirst import find_standfirst
from articles.reading.story import Kind, Link, Story
from articles.reading.teasers import teased_share
from gallery.photo_urls import key
from gallery.sightings import Kind as Seen
from gallery.sightings import Sighting


@dataclass(frozen=True, slots=True)
class _Text:
    """The story's words and where they stand."""

    edited: Edited
    place: Place
    standfirst: str | None


def read_page(markup: str, url: str | None) -> Story:
    """Read one HTML page; `url` is where it came from. Raises Unreadable where nothing can be read."""
    parsed = parse(markup)
    tree = parsed.tree
    linked = linked_data(tree)
    told = read_metadata(tree, linked, url)
    base = _base(tree, url, told.canonical_url)
    outline = Outline(tree)
    pictures = Pictures(tree, outline, base)
    captions = find_captions(pictures)
    embeds = find_embeds(tree)
    words = [*captions.shared, *(words for picture in pictures.all for words in picture.captions)]
    text = _read_text(tree, outline, told, words, embeds, base)
    named = named_pictures(tree, linked, base)
    embedded, embedded_cuts = find_embedded(outline.elements)
    confirmed = frozenset(key(address) for sighting in named.pictures if not sighting.dropped for address in sighting.urls)
    address = url or told.canonical_url or ""
    sightings = sightings_of(Page(outline, pictures, text.place, confirmed, address), named.pictures, captions, embedded, base)
    own_embeds = [element for element in embeds if outline.inside(element, text.place.region)]
    links = tuple(dict.fromkeys([*notices(text.place.region), *text.edited.links, *embed_links(own_embeds, base)]))
    kind, reason = _judged(text.edited.blocks, told, sightings, links, teased_share(outline, text.place))
    cuts = (*parsed.cuts, *pictures.cuts, *named.cuts, *embedded_cuts)
    return replace(_story(told, text), kind=kind, reason=reason, links=links, sightings=sightings, cuts=cuts)


def _read_text(
    tree: HtmlElement,
    outline: Outline,
    told: Metadata,
    captions: Sequence[Words],
    embeds: Sequence[HtmlElement],
    base: str | None,
) -> _Text:
    """Choose the text on a tree from which captions, embeds and the standfirst are taken, and find it again on the page."""
    caption_elements = frozenset(words.element for words in captions)
    found = find_standfirst(outline, told.headline, told.standfirst, caption_elements)
    standfirst = text_of(found) if found is not None else None
    for element in [*caption_elements, *embeds]:
        element.set(TAKEN, "")
    said_elsewhere = [told.headline, *(part for words in captions for part in (words.text, words.credit))]
    edited = edit(story_blocks(tree, base), said_elsewhere, told.headline, standfirst)
    place = find_place(outline, edited.blocks, told.headline)
    if apart := blocks_apart(outline, place):
        edited = replace(edited, blocks=tuple(block for number, block in enumerate(edited.blocks) if number not in apart))
        place = find_place(outline, edited.blocks, told.headline)
    return _Text(edited, place, standfirst)


def _story(told: Metadata, text: _Text) -> Story:
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
        body="\n".join(block.html for block in text.edited.blocks),
    )


def _judged(
    blocks: Sequence[Block], told: Metadata, sightings: Sequence[Sighting], links: Sequence[Link], teased: float
) -> tuple[Kind, str | None]:
    pictures = [sighting for sighting in sightings if sighting.kind is Seen.IMG]
    return judge(
        Signs(
            headline=told.headline,
            body="\n".join(block.text for block in blocks),
            photos=len({sighting.figure for sighting in pictures if not sighting.dropped}),
            teasers=sum(sighting.dropped == ANOTHER_STORY for sighting in pictures),
            teased=teased,
            types=told.types,
            signed=bool(told.authors),
            has_video=any(link.role == "video" for link in links),
        )
    )


def _base(tree: HtmlElement, url: str | None, canonical: str | None) -> str | None:
    """What relative addresses are relative to: the page's own word, where it came from, else where it says it stands."""
    known = url or canonical
    said = next((element.get("href") for element in tree.iter("base") if element.get("href")), "")
    return (link_address(said, known) or known) if said else known
