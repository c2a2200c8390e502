"""The pictures a page's metadata names: every image in its JSON-LD, and `og:image` with its kin. Pure.

A place is one sighting: an image object or an image's address in JSON-LD, an `og:image` (its `url` and `secure_url` are
addresses of the same one), a `twitter:image`. What is said of something else than the story is dropped with the reason.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice

from lxml.html import HtmlElement

from articles.reading import furniture
from articles.reading.dom import folded
from articles.reading.pictures import absolute
from gallery.sightings import Kind, Sighting

MAX_NAMED = 1_000
_NO_WORD = re.compile(r"[\W\d_]+")
_STORY_TYPES = ("article", "newsarticle", "posting", "report", "gallery", "essay", "review", "webpage", "recipe", "creativework")
_NOT_STORY = ("list", "breadcrumb", "collection", "website", "organization", "person", "product")
_IMAGE_TYPES = ("imageobject", "photograph")
_IMAGE_NAMES = ("image", "primaryImageOfPage", "associatedMedia", "hasPart", "thumbnailUrl", "photo", "thumbnail", "logo", "images")
_MIXED_NAMES = frozenset({"hasPart", "associatedMedia"})
"""Properties that name images among other things."""
_ADDRESS_NAMES = ("url", "contentUrl", "@id", "thumbnailUrl")
_OF_ANOTHER = "picture of something else in the page's data"
_SITE_FOLDER = re.compile(r"/(?:assets|themes?|build|dist|_next)/(?!.*/(?:19|20)\d\d/)", re.I)
_OPEN_GRAPH = {"og:image": True, "og:image:url": False, "og:image:secure_url": False, "twitter:image": True, "twitter:image:src": True}
"""Names of metadata that give a picture's address: True where each begins a picture of its own."""


@dataclass(frozen=True, slots=True)
class Named:
    """The pictures that metadata names, in their order, and what a limit took away."""

    pictures: tuple[Sighting, ...]
    cuts: tuple[str, ...] = ()


def named_pictures(tree: HtmlElement, linked: Sequence[Mapping[str, object]], base: str | None) -> Named:
    """List a sighting per image that JSON-LD gives, then per Open Graph and Twitter image."""
    found = [*islice(_linked(linked, base), MAX_NAMED + 1), *islice(_open_graph(tree, base), MAX_NAMED)]
    logos = {url for item in linked for url in _logos(item, base)}
    cuts = (f"Of the pictures in the page's metadata the first {MAX_NAMED:,} were looked at.",) if len(found) > MAX_NAMED else ()
    return Named(tuple(_judged(picture, logos) for picture in found[:MAX_NAMED]), cuts)


def _logos(item: Mapping[str, object], base: str | None) -> Iterator[str]:
    """List the addresses of a publisher's logo, in whichever object names it."""
    for logo in _mappings(item.get("logo")):
        yield from _addresses(logo, base)
    yield from (url for address in _strings(item.get("logo")) if (url := absolute(address, base)))


def _judged(picture: Sighting, logos: Set[str]) -> Sighting:
    """A page without a photo of its own is shared with its publisher's logo or card, which is no photo of the story."""
    if picture.dropped:
        return picture
    if any(url in logos or furniture.is_logo(_NO_WORD.sub(" ", url.rpartition("/")[2].lower())) for url in picture.urls):
        return replace(picture, dropped="logo")
    return replace(picture, dropped="the site's share card") if all(map(_SITE_FOLDER.search, picture.urls)) else picture


def _linked(linked: Sequence[Mapping[str, object]], base: str | None) -> Iterator[Sighting]:
    apart = _apart(linked)
    reasons = _reasons(linked, apart)
    for item in linked:
        if _is_a(item, _IMAGE_TYPES) or id(item) in reasons:
            yield from _image(item, reasons.get(id(item), _OF_ANOTHER), base)
            continue
        for name in _IMAGE_NAMES:
            for address in _strings(item.get(name)):
                if url := absolute(address, base):
                    yield Sighting(Kind.JSON_LD, urls=(url,), dropped=_reason(item, name, apart))


def _apart(linked: Sequence[Mapping[str, object]]) -> frozenset[int]:
    """Find what stands inside lists, people and publishers: a story named there is another one."""
    apart: set[int] = set()
    for item in linked:
        if id(item) in apart or _is_a(item, _NOT_STORY):
            apart.update(id(child) for value in item.values() for child in _mappings(value))
    return frozenset(apart)


def _reasons(linked: Sequence[Mapping[str, object]], apart: frozenset[int]) -> dict[int, str]:
    """Say of every image object why it is none of the story's; "" wins where several objects name it."""
    by_id = {str(item["@id"]): item for item in linked if item.get("@id") and _is_a(item, _IMAGE_TYPES)}
    reasons: dict[int, str] = {}
    for item in linked:
        for name in _IMAGE_NAMES:
            for image in _mappings(item.get(name)):
                image = by_id.get(str(image.get("@id")), image) if len(image) <= 2 else image
                if name in _MIXED_NAMES and not _is_a(image, _IMAGE_TYPES):
                    continue
                told = reasons[id(item)] if id(item) in reasons else _reason(item, name, apart)
                reasons[id(image)] = reasons.get(id(image), told) and told
    return reasons


def _reason(item: Mapping[str, object], name: str, apart: frozenset[int]) -> str:
    if name == "logo" or _is_a(item, ("organization",)):
        return "logo"
    if _is_a(item, ("person",)):
        return "avatar"
    if _is_a(item, ("videoobject",)):
        return "video poster"
    own = _is_a(item, _STORY_TYPES) and not _is_a(item, _NOT_STORY) and id(item) not in apart
    return "" if own else _OF_ANOTHER


def _is_a(item: Mapping[str, object], types: tuple[str, ...]) -> bool:
    kinds = item.get("@type")
    told = " ".join(str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])).lower()
    return any(kind in told for kind in types)


def _image(item: Mapping[str, object], reason: str, base: str | None) -> Iterator[Sighting]:
    if urls := _addresses(item, base):
        text = next((folded(words) for name in ("caption", "description") for words in _strings(item.get(name)) if folded(words)), "")
        yield Sighting(Kind.JSON_LD, urls=urls, text=text[:2500], credit=_credit(item), dropped=reason)


def _addresses(item: Mapping[str, object], base: str | None) -> tuple[str, ...]:
    raw = [entry for name in _ADDRESS_NAMES for entry in _strings(item.get(name))]
    return tuple(dict.fromkeys(url for entry in raw if (url := absolute(entry, base)) and "#" not in url))


def _mappings(value: object) -> list[Mapping[str, object]]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, Mapping)]


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str)]


def _credit(item: Mapping[str, object]) -> str:
    for name in ("creditText", "creator", "author", "copyrightHolder", "copyrightNotice"):
        value = item.get(name)
        for one in value if isinstance(value, list) else [value]:
            said = one.get("name") if isinstance(one, Mapping) else one
            if isinstance(said, str) and folded(said):
                return folded(said)[:500]
    return ""


def _open_graph(tree: HtmlElement, base: str | None) -> Iterator[Sighting]:
    alt = ""
    found: list[list[str]] = []
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        if name in {"og:image:alt", "twitter:image:alt"}:
            alt = alt or folded(meta.get("content"))[:2500]
        if name in _OPEN_GRAPH and (url := absolute(meta.get("content") or "", base)):
            if _OPEN_GRAPH[name] or not found:
                found.append([])
            found[-1].append(url)
    for number, urls in enumerate(found):
        yield Sighting(Kind.OPEN_GRAPH, urls=tuple(dict.fromkeys(urls)), text="" if number else alt)
