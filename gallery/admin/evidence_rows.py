"""What a photo's evidence page shows: its files, what made it one, and where its sources showed it, story by story."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.files.storage import default_storage
from django.db.models import Q

from gallery.desk.families import Picture, pictures_of, reasons_of
from gallery.kin import together
from gallery.models import Caption, Comparison, Photo, Rendition, Sighting, Verdict
from gallery.records import file_name
from gallery.rule_words import kind_in_words, rule_in_words
from gallery.sizes import size_in

SAID_AGAIN = "says the caption again"
"""The rule of what has no words of its own."""
MOST = 200
"""Rows of each kind on one page."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as a source offers it: pixels as they are where it was taken in, else as its address declares them; size in bytes."""

    row: Rendition
    host: str
    name: str
    picture: Picture | None
    width: int | None
    height: int | None
    size: int | None
    why: tuple[str, ...]
    """The rules by which it counts as this photo, in words."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting in plain words."""

    what: str
    words: str
    credit: str
    outcome: str
    why: str


@dataclass(frozen=True, slots=True)
class Showing:
    """What one story showed of the photo."""

    story: Any
    seen: list[Seen]


@dataclass(frozen=True, slots=True)
class Birth:
    """A photo that is one with others, the picture and the files that came with it, and why it became one; empty for the one shown."""

    photo: Photo
    picture: Picture | None
    why: str
    files: list[File]


def rows_of(photo: Photo) -> dict[str, object]:
    """Read everything that speaks of a photo, at most MOST rows of each kind."""
    renditions = list(photo.renditions.order_by("born", "pk")[:MOST])
    sightings = list(
        Sighting.objects.filter(photo=photo).select_related("article").order_by("-article__dated_at", "article", "place")[:MOST]
    )
    births = _births(photo, renditions, sightings)
    names = {name for each in renditions for name in (each.key, each.url)}
    verdicts = Verdict.objects.filter(Q(left__in=names) | Q(right__in=names)).select_related("by").order_by("-at")
    mine = Comparison.objects.open().of(photo).with_photos()
    return {
        "births": births,
        "parts": sum(bool(each.files) for each in births) > 1,
        "file_count": len(renditions),
        "compared": Comparison.objects.reasons_for(photo)[:MOST],
        "doubts": [(pair, _other(pair, photo)) for pair in mine[:MOST]],
        "showings": _showings(sightings),
        "verdicts": verdicts[:MOST],
        "captions": Caption.objects.filter(photo=photo).select_related("article").order_by("-article__dated_at", "pk")[:MOST],
    }


def _other(pair: Comparison, photo: Photo) -> Photo:
    return next(each for each in (pair.left.survivor, pair.right.survivor) if each.pk != photo.pk)


def _births(photo: Photo, renditions: Iterable[Rendition], sightings: Iterable[Sighting]) -> list[Birth]:
    family = together(photo.pk)[:MOST]
    pictures, reasons = pictures_of(family), reasons_of(each for each in family if each.pk != photo.pk)
    rules: dict[str, dict[str, None]] = defaultdict(dict)
    for each in sightings:
        for url in each.urls:
            rules[url][rule_in_words(each.rule)] = None
    came: dict[int, list[Rendition]] = defaultdict(list)
    for each in renditions:
        came[each.born_id].append(each)
    # The photo that is shown stands first.
    return [
        Birth(each, pictures.get(each.pk), reasons.get(each.pk, ""), _files(came[each.pk], pictures.get(each.pk), rules))
        for each in sorted(family, key=lambda each: (each.pk != photo.pk, each.pk))
    ]


def _files(renditions: list[Rendition], picture: Picture | None, rules: Mapping[str, Iterable[str]]) -> list[File]:
    taken = [each.pk for each in renditions if each.state == Rendition.State.TAKEN]
    # Of several that were taken in for one photo it is not known which one it kept.
    kept = taken[0] if len(taken) == 1 else None
    return [_file(each, picture if each.pk == kept else None, tuple(rules.get(each.url, ()))) for each in renditions]


def _file(row: Rendition, picture: Picture | None, why: tuple[str, ...]) -> File:
    width, height = (picture.width, picture.height) if picture else size_in(row.url)
    return File(row, _host(row.url), file_name(row.url), picture, width or row.width, height, _bytes_of(picture) if picture else None, why)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2]
    except ValueError:
        return ""


def _bytes_of(picture: Picture) -> int | None:
    return default_storage.size(picture.original) if default_storage.exists(picture.original) else None


def _showings(sightings: Iterable[Sighting]) -> list[Showing]:
    found: dict[int, Showing] = {}
    for row in sightings:
        story = found.setdefault(row.article_id, Showing(row.article, []))
        words = "" if row.rule == SAID_AGAIN else row.text
        story.seen.append(Seen(kind_in_words(row.kind), words, row.credit, row.outcome, rule_in_words(row.rule)))
    return list(found.values())
