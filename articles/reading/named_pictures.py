"""The pictures a page's metadata names: JSON-LD's images and `og:image`. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from lxml.html import HtmlElement

from articles.reading import furniture
from articles.reading.dom import folded
from articles.reading.pictures import absolute
from gallery.sightings import Kind, Sighting

MAX_NAMED = 200
_NO_WORD = re.compile(r"[\W\d_]+")
_STORY_TYPES = (
    "article",
    "newsarticle",
    "posting",
    "report",
    "gallery",
    "essay",
    "review",
    "webpage",
    "recipe",
    "creativework",
    "imageobject",
)
_NOT_STORY = ("list", "breadcrumb", "collection", "website", "organization", "person", "product")
_IMAGE_NAMES = ("image", "primaryImageOfPage", "associatedMedia", "hasPart", "thumbnailUrl", "photo", "thumbnail")
_ADDRESS_NAMES = ("url", "contentUrl", "@id", "thumbnailUrl")


def named_pictures(tree: HtmlElement, linked: Sequence[Mapping[str, object]], base: str | None) -> list[Sighting]:
    """List one sighting per image that JSON-LD names for the story, then the Open Graph and Twitter images."""
    by_id = {str(item["@id"]): item for item in linked if item.get("@id") and _is_a(item, ("imageobject",))}
    named: list[Sighting] = []
    for item in linked:
        if _is_a(item, _STORY_TYPES) and not _is_a(item, _NOT_STORY) and not _is_a(item, ("imageobject",)):
            named += [picture for name in _IMAGE_NAMES for picture in _pictures(item.get(name), name, by_id, base)]
    logos = {url for item in linked for url in _logos(item, base)}
    return [_judged(picture, logos) for picture in [*_once(named), *_open_graph(tree, base)][:MAX_NAMED]]


def _logos(item: Mapping[str, object], base: str | None) -> Iterator[str]:
    """List the addresses of a publisher's logo, in whichever object names it."""
    owner = item.get("publisher")
    for holder in (item, owner if isinstance(owner, Mapping) else {}):
        logo = holder.get("logo")
        for one in _strings(logo.get("url") if isinstance(logo, Mapping) else logo):
            if url := absolute(one, base):
                yield url


def _judged(picture: Sighting, logos: Set[str]) -> Sighting:
    """A page without a photo of its own is shared with its publisher's logo, which is no photo of the story."""
    is_logo = any(url in logos or furniture.is_logo(_NO_WORD.sub(" ", url.rpartition("/")[2].lower())) for url in picture.urls)
    return replace(picture, dropped="logo") if is_logo else picture


def _is_a(item: Mapping[str, object], types: tuple[str, ...]) -> bool:
    kinds = item.get("@type")
    told = " ".join(str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])).lower()
    return any(kind in told for kind in types)


def _pictures(value: object, name: str, by_id: Mapping[str, Mapping[str, object]], base: str | None) -> Iterator[Sighting]:
    values = value[:MAX_NAMED] if isinstance(value, list) else [value]
    for one in values:
        if isinstance(one, Mapping):
            one = by_id.get(str(one.get("@id")), one) if len(one) <= 2 else one
            if name in {"hasPart", "associatedMedia"} and not _is_a(one, ("imageobject", "photograph")):
                continue
            yield from _picture(one, base)
        elif isinstance(one, str) and (url := absolute(one, base)):
            yield Sighting(Kind.JSON_LD, urls=(url,))


def _picture(item: Mapping[str, object], base: str | None) -> Iterator[Sighting]:
    raw = [entry for name in _ADDRESS_NAMES for entry in _strings(item.get(name))]
    urls = tuple(dict.fromkeys(url for entry in raw if (url := absolute(entry, base)) and "#" not in url))
    if urls:
        text = next((folded(words) for name in ("caption", "description") for words in _strings(item.get(name)) if folded(words)), "")
        yield Sighting(Kind.JSON_LD, urls=urls, text=text[:2500], credit=_credit(item))


def _strings(value: object) -> list[str]:
    values = value[:20] if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str)]


def _credit(item: Mapping[str, object]) -> str:
    for name in ("creditText", "creator", "author", "copyrightHolder", "copyrightNotice"):
        value = item.get(name)
        for one in value if isinstance(value, list) else [value]:
            said = one.get("name") if isinstance(one, Mapping) else one
            if isinstance(said, str) and folded(said):
                return folded(said)[:500]
    return ""


def _once(named: list[Sighting]) -> list[Sighting]:
    """JSON-LD repeats one image in several objects; the fullest saying of an address stays."""
    best: dict[str, Sighting] = {}
    for picture in named:
        known = best.get(picture.urls[0])
        if known is None or len(picture.text) > len(known.text):
            best[picture.urls[0]] = picture
    return list(best.values())


def _open_graph(tree: HtmlElement, base: str | None) -> Iterator[Sighting]:
    alt = ""
    found: dict[str, None] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        content = meta.get("content") or ""
        if name in {"og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"} and (
            url := absolute(content, base)
        ):
            found.setdefault(url)
        elif name in {"og:image:alt", "twitter:image:alt"}:
            alt = alt or folded(content)[:2500]
    for number, url in enumerate(found):
        yield Sighting(Kind.OPEN_GRAPH, urls=(url,), text="" if number else alt)
