"""A story's rows as the entry that every format writes."""

import re
from collections.abc import Callable, Iterable
from html import unescape
from typing import Any

from articles import pages
from articles.feeds import content
from articles.feeds.entry import Enclosure, Entry, File, Shown, Site
from articles.feeds.markup import clean, uri
from articles.feeds.reading import Print
from gallery.pictures import plain_of
from gallery.renditions import MEDIA_TYPES, beside, photos, sources
from gallery.web import web_address
from gallery.wording.credited import Part, named_in

type Address = Callable[[str], str]
"""From a derived file's name to where readers get it."""

LONGEST_SUMMARY = 200
"""Characters of a story's text that stand for a standfirst, to the last whole word."""
_PARAGRAPH = re.compile(r"^<p[ >].*", re.MULTILINE)
_TAGS = re.compile(r"<[^>]*>")


def entry_of(article: Any, site: Site, address: Address) -> Entry:
    """Say what a story is that `reading` read, and where its files are; asks the storage how long a file is that nobody weighed."""
    spread = pages.spread(article)
    plates = list(content.in_order(spread))
    shown = {plate.number: _shown(plate.caption, address) for plate in plates}
    authors = tuple(filter(str.strip, map(clean, map(str, article.authors)))) or ((article.source.name,) if article.source else ())
    issued = article.issued_at or article.dated_at
    first = next((plate for plate in plates if shown[plate.number].files), None)
    return Entry(
        guid=article.guid,
        url=site.page(article.get_absolute_url()),
        original=uri(web_address(article.url)),
        title=article.headline,
        summary=next(filter(str.strip, map(clean, _summaries(article, shown.values())))),
        published=issued,
        updated=max(article.changed_at, issued).replace(microsecond=article.pk % 1_000_000),
        authors=authors,
        section=article.section.name if article.section else "",
        language=article.language,
        content=content.of(article, spread, shown),
        photos=tuple(each for each in shown.values() if each.files),
        enclosure=_enclosure(shown[first.number].files[0], first.caption.photo) if first else None,
    )


def _summaries(article: Any, shown: Iterable[Shown]) -> Iterable[str]:
    """Give what may stand for a story, the best first."""
    yield article.standfirst
    for paragraph in _PARAGRAPH.finditer(article.body):
        words = unescape(_TAGS.sub("", paragraph[0])).strip()
        yield words if len(words) <= LONGEST_SUMMARY else f"{words[:LONGEST_SUMMARY].rpartition(' ')[0] or words[:LONGEST_SUMMARY]} …"
    yield from (each.text for each in shown)
    yield article.headline


def addresses(site: Site) -> Address:
    """Give what gives the address of a derived file by its name: all lie beside one another."""
    before, after = site.given(f"{beside()}-").rsplit("/-", 1)
    return lambda name: f"{before}/{name}{after}"


def _shown(caption: Any, address: Address) -> Shown:
    named = named_in(caption.credit)
    photo = caption.photo
    files = tuple(_files(photo, address)) if photo.digest and photo.width and photo.height else ()
    return Shown(
        files,
        caption.text,
        caption.credit,
        photo.alt or "" if files else "",
        tuple(each.printed for each in named if each.part is Part.PHOTOGRAPHER),
        tuple(each.printed for each in named if each.part is Part.AGENCY),
    )


def _files(photo: Print, address: Address) -> Iterable[File]:
    """Give the plain file, which the story shows, and the same picture in its other widths and formats."""
    files = sources(photo.digest, photo.width, photo.height)
    plain = plain_of(files)
    names = [(plain.width, plain.jpeg)]
    for width, webp, jpeg, avif in files:
        names += [(width, jpeg)] if width != plain.width else []
        names += [(width, webp), *([(width, avif)] if photo.has_avif else [])]
    for width, name in names:
        height = max(1, round(photo.height * width / photo.width))
        yield File(address(name), width, height, MEDIA_TYPES[name.rpartition(".")[2]], photo.weights.get(name.rpartition("-")[2]))


def _enclosure(file: File, photo: Print) -> Enclosure | None:
    try:
        return Enclosure(file.url, file.size or photos().size(plain_of(sources(photo.digest, photo.width, photo.height)).jpeg))
    except FileNotFoundError:
        return None
