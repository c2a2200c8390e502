"""The index brought to what the pages show."""

import logging
from collections.abc import Sequence

from django.db import DatabaseError, transaction
from django.db.models import Prefetch
from django.utils.timezone import get_default_timezone

from articles.models import Article
from articles.search.documents import Kept, kept_of
from articles.search.engines import PHOTOS, STORIES, engine
from articles.search.rows import Due, Indexed, Like
from gallery.models import Caption

log = logging.getLogger(__name__)

AT_ONCE = 200
"""Stories in one transaction, and the most that somebody who searches waits for."""
SHARERS = 20
"""Stories that share a photo with one that changed, and are compared again."""


def catch_up() -> bool:
    """Take in what changed, before somebody searches; tell whether all of it is in.

    Where that can't be done now, the index as it is has to do.
    """
    try:
        return take_in() < AT_ONCE
    except DatabaseError:
        log.exception("The index could not be brought up to date")
        return False


def is_behind() -> bool:
    """Tell whether stories wait to be taken in, or to be compared."""
    return Due.objects.exists() or Indexed.objects.filter(is_compared=False).exists()


def take_in(most: int = AT_ONCE) -> int:
    """Take in stories that are due, the latest first, at most so many; give their number."""
    if not Due.objects.exists():
        return 0
    with transaction.atomic():
        engine().alone()
        stories = list(Due.objects.order_by("-story").values_list("story", flat=True).distinct()[:most])
        # Before they are read: what is written down later is due again.
        Due.objects.filter(story__in=stories).delete()
        _replace(stories)
    return len(stories)


def _replace(stories: Sequence[int]) -> None:
    before = list(Indexed.objects.filter(pk__in=stories))
    kept = {article.pk: _kept(article) for article in _to_read(stories)}
    engine().erase(STORIES, (row.place for row in before))
    engine().erase(PHOTOS, (place for row in before for place in row.photos))
    Indexed.objects.filter(pk__in=stories).delete()
    engine().write(STORIES, [each.story for each in kept.values()])
    engine().write(PHOTOS, [photo for each in kept.values() for photo in each.photos])
    Indexed.objects.bulk_create(_row(pk, each) for pk, each in kept.items())
    Like.objects.filter(article__in=stories).exclude(article__in=kept).delete()
    _compare_again(stories)


def _to_read(stories: Sequence[int]) -> Sequence[Article]:
    gallery = Prefetch("captions", Caption.objects.shown().order_by("position"), to_attr="gallery")
    return Article.objects.published().filter(pk__in=stories).prefetch_related(gallery, "corrections")


def _kept(article: Article) -> Kept:
    corrections = [correction.text for correction in article.corrections.all()]
    return kept_of(article, article.gallery, corrections, get_default_timezone())


def _row(story: int, kept: Kept) -> Indexed:
    values = "\n".join("=".join(value) for value in kept.values)
    return Indexed(story=story, place=kept.story.place, photos=[photo.place for photo in kept.photos], values=values)


def _compare_again(stories: Sequence[int]) -> None:
    """Let those be compared again that these were offered beside, or now share a photo with."""
    beside = Like.objects.filter(other__in=stories).values("article")
    photos = Caption.objects.filter(article__in=stories).values("photo")
    sharers = Caption.objects.published().filter(photo__in=photos).exclude(article__in=stories)
    nearest = list(sharers.values_list("article", flat=True)[: SHARERS * len(stories)])
    Indexed.objects.filter(pk__in=beside).update(is_compared=False)
    Indexed.objects.filter(pk__in=nearest).update(is_compared=False)
