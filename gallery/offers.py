"""The questions that fetching and the desk ask about photos without a file and what sources offer of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from gallery.models import Photo, Rendition
from gallery.photo_urls import UNKNOWN_WIDTH, declared_width

ENOUGH_WIDTH = 1920
"""Pixels across of the widest file that pages show; more would be fetched for nothing."""

_OF_THE_WEB = (Q(url__startswith="http://") | Q(url__startswith="https://")) & ~Q(key="")
"""At an address that can be asked for: others came with their page, or stand for a picture still to come."""
_OPEN = Q(state=Rendition.State.OFFERED) | Q(state=Rendition.State.FAILED, next_try__isnull=False)


def without_file() -> QuerySet[Photo]:
    """Give the photos that no file was found for yet; a tombstone wants none."""
    return Photo.objects.filter(digest=None, merged_into=None)


def wanting(now: datetime) -> QuerySet[Photo]:
    """Give those that a file could be fetched for now, and that no task is in charge of."""
    due = _of_this_photo().filter(_OF_THE_WEB & _OPEN & (Q(next_try=None) | Q(next_try__lte=now)))
    return without_file().filter(Exists(due), task=None)


def given_up() -> QuerySet[Photo]:
    """Give those whose files were all tried in vain: nothing more will happen unless an editor asks for it."""
    offered = _of_this_photo().filter(_OF_THE_WEB)
    return without_file().filter(Exists(offered), ~Exists(offered.filter(_OPEN)), task=None)


def lacking_comparison() -> QuerySet[Photo]:
    """Give those that were not held against the library since they have their file, or can't be for lack of a fingerprint."""
    return Photo.objects.filter(Q(fingerprint__compared=False) | Q(fingerprint=None), digest__isnull=False, merged_into=None)


def wanting_comparison() -> QuerySet[Photo]:
    """Give those of them that no task is in charge of."""
    return lacking_comparison().filter(task=None)


def lacking_avif() -> QuerySet[Photo]:
    """Give those with a file whose AVIF nobody has tried to make; a withdrawn photo wants none."""
    return Photo.objects.filter(digest__isnull=False, has_avif=None, merged_into=None, is_withdrawn=False)


def wanting_avif() -> QuerySet[Photo]:
    """Give those of them that no task is in charge of."""
    return lacking_avif().filter(task=None)


def never_offered() -> QuerySet[Photo]:
    """Give those that no source offers a file of: known from words, or from a page whose pictures were not saved beside it."""
    return without_file().filter(~Exists(_of_this_photo().filter(_OF_THE_WEB)))


def awaited() -> QuerySet[Photo]:
    """Give those that a file will be fetched for, now or later."""
    return without_file().filter(Exists(_of_this_photo().filter(_OF_THE_WEB & _OPEN)))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the photos of an article are that a source offers a file of."""

    fetched: int
    awaited: int
    failed: int

    def __str__(self) -> str:
        total = self.fetched + self.awaited + self.failed
        failed = f", {self.failed} can't be had" if self.failed else ""
        return f"{self.fetched} of {total} photo{'' if total == 1 else 's'} fetched{failed}" if total else "no photo to fetch"


def progress_of(article: int) -> Progress:
    """Count an article's photos by what became of fetching them."""
    mine = {"captions__article": article, "captions__stands": True}
    fetched = Photo.objects.filter(digest__isnull=False, **mine).count()
    return Progress(fetched, awaited().filter(**mine).count(), given_up().filter(**mine).count())


def _of_this_photo() -> QuerySet[Rendition]:
    return Rendition.objects.filter(photo=OuterRef("pk"))


def to_fetch(photo: Photo) -> list[Rendition]:
    """Give a photo's renditions that may still be fetched, today or later, the most useful first."""
    return most_useful_first(photo.renditions.filter(_OF_THE_WEB & _OPEN).order_by("pk"))


def most_useful_first(renditions: Iterable[Rendition]) -> list[Rendition]:
    """Order by declared width: the smallest that is wide enough for every page, then larger ones, then the widest of the others."""
    return sorted(renditions, key=_usefulness)


def _usefulness(rendition: Rendition) -> tuple[bool, int]:
    width = rendition.width or declared_width(rendition.url) or UNKNOWN_WIDTH
    return (width < ENOUGH_WIDTH, width if width >= ENOUGH_WIDTH else -width)


def again(photos: QuerySet[Photo]) -> int:
    """Let every file of these photos that failed or was refused be tried again at once; give the number of files."""
    vain = [Rendition.State.FAILED, Rendition.State.REFUSED]
    tried = Rendition.objects.filter(_OF_THE_WEB, photo__in=photos.filter(digest=None), state__in=vain)
    return tried.update(state=Rendition.State.OFFERED, tries=0, next_try=None)
