"""Photos that may be the same photograph as one at hand, for an editor to choose from: found by pixels, words, stories and names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from gallery.caption_search import find
from gallery.models import Caption, Comparison, Name, Photo
from gallery.posted import key_of
from gallery.recognition import near
from gallery.wording.credited import Part

EACH = 6
"""Photos offered for one reason."""
STORIES = 4
"""Of the photo, the newest, whose other photos are offered."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A photo that is offered, why, and what its newest story says under it."""

    photo: Photo
    why: str
    caption: Caption | None


def candidates_for(photo: Photo, asked: str = "") -> list[Candidate]:
    """Give photos that may be the one at hand, the likeliest first, each once; those that words or a number ask for alone, if any do.

    Left out is what an editor was asked about already: the open pairs and the answered ones.
    """
    reasons = _asked(asked) if asked.strip() else _likely(photo)
    head = [Coalesce(f"{side}__merged_into", side) for side in ("left", "right")]
    compared = Comparison.objects.of(photo).exclude(same=True).values_list(*head)
    passed = {photo.pk} | (set() if asked.strip() else {pk for pair in compared for pk in pair})
    why: dict[int, str] = {}
    for reason, found in reasons:
        heads = dict(Photo.objects.filter(pk__in=found).values_list("pk", "merged_into"))
        fresh = [head for pk in found if pk in heads and (head := heads[pk] or pk) not in passed and head not in why]
        why |= dict.fromkeys(fresh[:EACH], reason)
    rows = Photo.objects.in_bulk(why)
    said = _newest(why)
    return [Candidate(rows[pk], reason, said.get(pk)) for pk, reason in why.items()]


def _asked(asked: str) -> Iterator[tuple[str, list[int]]]:
    if number := number_in(asked):
        yield "Its number", [number]
    yield "Its words", _photos_of(find(Caption.objects.all(), asked))


def number_in(said: str) -> int:
    """Read a photo's number, as “12” or “Photo 12”; 0 where it is none."""
    return key_of(said.strip().lower().removeprefix("photo").strip())


def _likely(photo: Photo) -> Iterator[tuple[str, list[int]]]:
    mine = Caption.objects.filter(photo=photo).order_by("-article__dated_at", "pk")
    said = [each.text for each in mine[:EACH] if each.text]
    others = Caption.objects.exclude(photo=photo)
    yield "Near in pixels", near(photo)
    yield "The same words", _photos_of(others.saying(said))
    yield "In the same story", _photos_of(others.filter(article__in=list(mine.values_list("article", flat=True)[:STORIES])))
    names = list(Name.objects.filter(captions__photo=photo, part=Part.PHOTOGRAPHER).values_list("pk", flat=True)[:EACH])
    yield "The same photographer", _photos_of(others.filter(names__in=names)) if names else []


def _photos_of(captions: QuerySet[Caption]) -> list[int]:
    """Give the photos of the newest captions."""
    return list(dict.fromkeys(captions.order_by("-pk").values_list("photo", flat=True)[: 4 * EACH]))


def _newest(photos: Iterable[int]) -> dict[int, Caption]:
    captions = Caption.objects.filter(photo__in=list(photos)).select_related("article").order_by("article__dated_at", "-pk")
    return {each.photo_id: each for each in captions}
