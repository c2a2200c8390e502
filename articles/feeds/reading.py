"""The rows of stories for feeds: few questions, and of captions and photos only the columns that feeds say."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from articles.models import Article
from gallery.drawing import seen_at
from gallery.models import Caption, Weight
from gallery.sightings import Role

_COLUMNS = ("article", "pk", "role", "block", "source_text", "edited_text", "source_credit", "edited_credit")
_OF_PHOTO = ("photo__is_withdrawn", "photo__digest", "photo__width", "photo__height", "photo__has_avif", "photo__alt")


@dataclass(frozen=True, slots=True)
class Print:
    """A photo's file, as `Photo` has it, and the bytes of what is made from it, by the ends of names."""

    digest: str | None
    width: int | None
    height: int | None
    has_avif: bool | None
    alt: str | None
    weights: dict[str, int]


@dataclass(slots=True)
class Cutline:
    """A caption, as `Caption` has it; `seen_at` is where a story showed a photo that has neither file nor words here."""

    pk: int
    role: str
    block: int | None
    text: str
    credit: str
    photo: Print
    seen_at: str = ""


def stories(keys: Collection[int]) -> Sequence[Any]:
    """Read published stories with their corrections, and as `with_gallery` does `gallery` and `lost_its_lead`."""
    asked = Article.objects.published().order_by().select_related("section", "source").prefetch_related("corrections")
    found = list(asked.filter(pk__in=keys))
    galleries, leaderless = _galleries([story.pk for story in found])
    for story in found:
        story.gallery, story.lost_its_lead = galleries[story.pk], story.pk in leaderless
    return found


def _galleries(keys: Collection[int]) -> tuple[dict[int, list[Cutline]], set[int]]:
    """Give the captions that are shown, by story, and the stories whose lead is not."""
    rows = list(Caption.objects.in_order().filter(article__in=keys).values_list(*_COLUMNS, *_OF_PHOTO))
    weights = Weight.of(row[9] for row in rows if row[9])
    galleries: dict[int, list[Cutline]] = defaultdict(list)
    leaderless = set()
    for article, pk, role, block, source, edited, source_credit, edited_credit, is_withdrawn, digest, *photo in rows:
        if is_withdrawn:
            leaderless |= {article} if role == Role.LEAD else set()
            continue
        text = source if edited is None else edited
        credit = source_credit if edited_credit is None else edited_credit
        galleries[article].append(Cutline(pk, role, block, text, credit, Print(digest, *photo, weights.get(digest, {}))))
    _find_addresses([each for gallery in galleries.values() for each in gallery if not each.photo.digest and not each.text])
    return galleries, leaderless


def _find_addresses(bare: Sequence[Cutline]) -> None:
    if bare:
        captions = Caption.objects.with_photo().in_bulk([each.pk for each in bare])
        for each in bare:
            each.seen_at = seen_at(captions[each.pk]) if each.pk in captions else ""
