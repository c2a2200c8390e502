"""What gallery asks of stories, which it knows by name alone: rows of `articles.Article` that it locks, and says of that they changed."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone


def with_photos(photos: Iterable[int]) -> QuerySet:
    """Give the stories that what is decided of these photos may change: those that name any of them, under a caption, shown or kept, in
    the receipt, by an address or by words, and those that name another photo at an address that differs in its sizes alone: a verdict
    names both by it."""
    pks = list(photos)
    named = _with_alike_addresses(pks)
    captions = apps.get_model("gallery", "Caption").everything.filter(Q(photo__in=named) | Q(born__in=named))
    sightings = apps.get_model("gallery", "Sighting").objects.filter(photo__in=named)
    mentions = apps.get_model("gallery", "Mention").objects.filter(photo__in=named)
    worded = apps.get_model("gallery", "Photo").objects.filter(pk__in=pks, article__isnull=False)
    ways = (Q(pk__in=rows.values("article")) for rows in (captions, sightings, mentions, worded))
    return _all().filter(reduce(or_, ways)).order_by("pk")


def _with_alike_addresses(photos: Iterable[int]) -> list[int]:
    """Give these photos, and all that have a rendition with the same normalised address as one of theirs."""
    renditions = apps.get_model("gallery", "Rendition").objects.order_by("pk")
    keys = renditions.filter(Q(photo__in=photos) | Q(born__in=photos)).exclude(key="").values("key")
    alike = renditions.filter(key__in=keys).values_list("photo", "born")
    return sorted({*photos, *(pk for pair in alike for pk in pair)})


def in_order(stories: Iterable[int]) -> QuerySet:
    """Give stories by their keys, in the order of these."""
    return _all().filter(pk__in=set(stories)).order_by("pk")


def lock(stories: QuerySet) -> list:
    """Keep others from these stories until the end of the transaction, in the order of their keys, before any photo is locked."""
    return list(stories.select_for_update())


def open_pairs() -> int:
    """Count the pairs of stories of which nobody has said whether they are one."""
    return apps.get_model("articles", "Pairing").objects.open().count()


def touch(stories: Iterable[int]) -> None:
    """Say that what readers see of these stories changed: feeds and caches ask."""
    _all().filter(pk__in=list(stories)).update(changed_at=timezone.now())


def redraw(stories: Iterable[int]) -> None:
    """Say that something beside these stories changed on their pages: kept pages are no longer right, what feeds tell is."""
    _all().filter(pk__in=list(stories)).update(redrawn_at=timezone.now())


def _all() -> QuerySet:
    return apps.get_model("articles", "Article").objects.all()
