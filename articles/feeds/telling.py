"""A story's rows as the entry that every format writes."""

from collections.abc import Iterable, Mapping
from typing import Any

from articles import pages
from articles.feeds import content
from articles.feeds.entry import Enclosure, Entry, File, Shown, Site
from articles.feeds.markup import clean, uri
from articles.templatetags.stories import summary
from gallery.pictures import Picture, media_type, picture_of
from gallery.renditions import photos, sources
from gallery.templatetags.pictures import web_address
from gallery.wording.credited import Part, named_in

type Weights = Mapping[str, Mapping[str, int]]
"""The bytes of photos' files, as `Weight` gives them."""


def entry_of(article: Any, site: Site, weights: Weights) -> Entry:
    """Say what a story is that was read `with_gallery` and its corrections; asks the storage how long a file is that nobody weighed."""
    spread = pages.spread(article)
    plates = list(content.in_order(spread))
    shown = {plate.number: _shown(plate.caption, site, weights) for plate in plates}
    authors = tuple(filter(str.strip, map(clean, map(str, article.authors)))) or ((article.source.name,) if article.source else ())
    first = next((plate for plate in plates if shown[plate.number].files), None)
    return Entry(
        guid=article.guid,
        url=site.page(article.get_absolute_url()),
        original=uri(web_address(article.url)),
        title=article.headline,
        summary=next(filter(str.strip, map(clean, (summary(article), *(each.text for each in shown.values())))), article.headline),
        published=article.dated_at,
        updated=max(article.changed_at, article.dated_at).replace(microsecond=article.pk % 1_000_000),
        authors=authors,
        section=article.section.name if article.section else "",
        language=article.language,
        content=content.of(article, spread, shown),
        photos=tuple(each for each in shown.values() if each.files),
        enclosure=_enclosure(shown[first.number].files[0], first.caption.photo) if first else None,
    )


def _shown(caption: Any, site: Site, weights: Weights) -> Shown:
    picture = picture_of(caption.photo)
    named = named_in(caption.credit)
    return Shown(
        tuple(_files(caption.photo, picture, site, weights.get(caption.photo.digest, {}))) if picture else (),
        caption.text,
        caption.credit,
        picture.alt if picture else "",
        tuple(each.printed for each in named if each.part is Part.PHOTOGRAPHER),
        tuple(each.printed for each in named if each.part is Part.AGENCY),
    )


def _files(photo: Any, picture: Picture, site: Site, sizes: Mapping[str, int]) -> Iterable[File]:
    """Give the plain file, which the story shows, and the same picture in its other widths and formats."""

    def size(name: str) -> int | None:
        return sizes.get(name.rpartition("-")[2])

    yield File(site.given(picture.src), picture.width, picture.height, size=size(picture.name))
    base = picture.src.removesuffix(picture.name)
    for width, webp, jpeg, avif in sources(photo.digest, photo.width, photo.height):
        height = max(1, round(photo.height * width / photo.width))
        for name in (jpeg, webp, *([avif] if photo.has_avif else [])):
            if name != picture.name:
                yield File(site.given(base + name), width, height, media_type(name), size(name))


def _enclosure(file: File, photo: Any) -> Enclosure | None:
    try:
        return Enclosure(file.url, file.size or photos().size(picture_of(photo).name))
    except FileNotFoundError:
        return None
