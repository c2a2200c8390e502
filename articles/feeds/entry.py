"""What every format says of one story: made once from its rows, with addresses that hold outside the site. Pure, but for `of`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urljoin

from articles import pages
from articles.feeds import content
from gallery.pictures import Picture, picture_of
from gallery.renditions import photos, sources
from gallery.wording.credited import Part


@dataclass(frozen=True, slots=True)
class Site:
    """Where the paper stands, and the key of who may read it where it is a private one."""

    root: str
    key: str = ""

    def page(self, path: str) -> str:
        """Give the address of one of the site's pages."""
        return urljoin(self.root, path)

    def given(self, path: str) -> str:
        """Give an address of the site that hands over something by itself, as a picture or a feed: who has the key needs no login."""
        whole = urljoin(self.root, path)
        if not self.key or not whole.startswith(self.root):
            return whole
        return f"{whole}{'&' if '?' in whole else '?'}{urlencode({'key': self.key})}"


@dataclass(frozen=True, slots=True)
class File:
    """One of a photo's files; width and height in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo of a story as it is shown there: its plain file first among its files, and the words under it."""

    files: tuple[File, ...]
    text: str
    credit: str
    alt: str
    photographers: tuple[str, ...]
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The story's first photo as the file that podcatchers and old readers ask for; its length in bytes is the true one."""

    url: str
    length: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One story."""

    guid: str
    url: str
    original: str
    """Where its publisher shows it; empty where that is unknown."""
    title: str
    summary: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    """Its authors, else its publisher."""
    section: str
    language: str
    content: str
    """HTML: every photo is one figure, in its place."""
    photos: tuple[Shown, ...]
    enclosure: Enclosure | None


def of(article: Any, site: Site) -> Entry:
    """Say what a story is that was read `with_gallery` and its corrections; asks the storage for the length of one file."""
    spread = pages.spread(article)
    plates = list(content.in_order(spread))
    shown = {plate.number: _shown(plate.caption, site) for plate in plates}
    authors = tuple(map(str, article.authors)) or ((article.source.name,) if article.source else ())
    first = next((picture for plate in plates if (picture := picture_of(plate.caption.photo))), None)
    return Entry(
        guid=article.guid,
        url=site.page(article.get_absolute_url()),
        original=content.web(article.url),
        title=article.headline,
        summary=article.standfirst,
        published=article.dated_at,
        updated=max(article.changed_at, article.dated_at),
        authors=authors,
        section=article.section.name if article.section else "",
        language=article.language,
        content=content.of(article, spread, shown),
        photos=tuple(each for each in shown.values() if each.files),
        enclosure=_enclosure(first, site) if first else None,
    )


def _shown(caption: Any, site: Site) -> Shown:
    picture = picture_of(caption.photo)
    named = list(caption.names.all()) if caption.credit else []
    return Shown(
        tuple(_files(caption.photo, picture, site)) if picture else (),
        caption.text,
        caption.credit,
        picture.alt if picture else "",
        tuple(name.name for name in named if name.part == Part.PHOTOGRAPHER),
        tuple(name.name for name in named if name.part == Part.AGENCY),
    )


def _files(photo: Any, picture: Picture, site: Site) -> Iterable[File]:
    """Give the plain file, which the story shows, and the same picture in its other widths."""
    yield File(site.given(picture.src), picture.width, picture.height)
    base = picture.src.removesuffix(picture.name)
    for width, _, name, _ in sources(photo.digest, photo.width, photo.height):
        if name != picture.name:
            yield File(site.given(base + name), width, max(1, round(photo.height * width / photo.width)))


def _enclosure(picture: Picture, site: Site) -> Enclosure | None:
    try:
        return Enclosure(site.given(picture.src), photos().size(picture.name))
    except FileNotFoundError:
        return None
