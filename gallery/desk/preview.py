"""What a decision about photos would change, before anybody makes it: it is made, looked at, and taken back in one transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction

from gallery import stories
from gallery.models import Caption
from gallery.races import redone


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo with what is said under it, at its place (1: the first) of a story."""

    place: int
    photo: int
    text: str
    credit: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A story that would show other photos or words, as it is and as it would be."""

    story: str
    before: tuple[Shown, ...]
    after: tuple[Shown, ...]


class _Enough(Exception):
    """Everything was seen; nothing of it stays."""


@redone
def rehearse(decide: Callable[[], object], photos: Iterable[int]) -> list[Difference]:
    """Give the stories that a decision about these photos would change; what `decide` raises goes through.

    Stories that come to show a photo only by it are those that name it already.
    """
    concerned = {story.pk: str(story) for story in stories.with_photos(photos)}
    before = _shown_in(concerned)
    after: dict[int, list[Shown]] = {}
    try:
        with transaction.atomic():
            decide()
            after = _shown_in(concerned)
            raise _Enough
    except _Enough:
        pass
    differing = (pk for pk in concerned if before[pk] != after[pk])
    return [Difference(concerned[pk], *_without_equal(before[pk], after[pk])) for pk in differing]


def _shown_in(concerned: Iterable[int]) -> dict[int, list[Shown]]:
    found: dict[int, list[Shown]] = {pk: [] for pk in concerned}
    for caption in Caption.objects.filter(article__in=found).in_order():
        found[caption.article_id].append(Shown(caption.position + 1, caption.photo_id, caption.text, caption.credit))
    return found


def _without_equal(before: list[Shown], after: list[Shown]) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
    """Leave out what stays as it is, wherever it comes to stand; where nothing but the places differ, give all of it."""
    kept = {(each.photo, each.text, each.credit) for each in before} & {(each.photo, each.text, each.credit) for each in after}
    gone, come = (tuple(each for each in some if (each.photo, each.text, each.credit) not in kept) for some in (before, after))
    return (gone, come) if gone or come else (tuple(before), tuple(after))
