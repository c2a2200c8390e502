"""What a decision about photos would change, before anybody makes it: it is made, looked at, and taken back in one transaction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from gallery import stories
from gallery.desk.families import Picture, picture_of, pictures_of
from gallery.kin import together
from gallery.models import Caption, Photo, Rendition
from gallery.races import redone


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo with what is said under it, at its place (1: the first) of a story."""

    place: int
    photo: int
    text: str
    credit: str
    alt: str
    picture: Picture | None

    @property
    def looks(self) -> tuple[object, ...]:
        """What a reader sees of it, wherever it stands."""
        return self.photo, self.text, self.credit, self.alt, self.picture


@dataclass(frozen=True, slots=True)
class Turn:
    """One place of a story: what stood there and what would; `instead` stands for a photo that would leave."""

    before: Shown | None
    after: Shown | None
    instead: Shown | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A story that would show other photos, pictures or words."""

    story: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A file that would be another photo's: its address, the picture that came with it, and whose it is and would be (None: a new one)."""

    url: str
    picture: Picture | None
    owner: int
    heir: int | None


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that a decision would change for readers, and the files that would change hands."""

    stories: tuple[Difference, ...]
    files: tuple[Moved, ...]


class _Enough(Exception):
    """Everything was seen; nothing of it stays."""


@redone
def rehearse(decide: Callable[[], object], photos: Iterable[int]) -> Preview:
    """Say what a decision about these photos would change; what `decide` raises goes through.

    Stories that come to show a photo only by it are those that name it already.
    """
    photos = list(photos)
    concerned = {story.pk: str(story) for story in stories.with_photos(photos)}
    family = together(*photos)
    files = Rendition.objects.filter(Q(photo__in=photos) | Q(born__in=family)).order_by("born", "pk")
    owners, pictures = {each.pk: each for each in files}, pictures_of(family)
    before = _shown_in(concerned)
    after: dict[int, list[Shown]] = {}
    heirs: dict[int, int] = {}
    heads: dict[int, int] = {}
    try:
        with transaction.atomic():
            decide()
            after = _shown_in(concerned)
            heirs = dict(Rendition.objects.filter(pk__in=owners).values_list("pk", "photo"))
            heads = {each.pk: each.merged_into_id or each.pk for each in Photo.objects.filter(pk__in=[each.pk for each in family])}
            raise _Enough
    except _Enough:
        pass
    differing = (pk for pk in concerned if before[pk] != after[pk])
    there = set(Photo.objects.filter(pk__in=set(heirs.values())).values_list("pk", flat=True))
    moved = (
        Moved(each.url, pictures.get(each.born_id), each.photo_id, heirs[pk] if heirs[pk] in there else None)
        for pk, each in owners.items()
        if heirs.get(pk, each.photo_id) != each.photo_id
    )
    return Preview(tuple(Difference(concerned[pk], turns(before[pk], after[pk], heads)) for pk in differing), tuple(moved))


def _shown_in(concerned: Iterable[int]) -> dict[int, list[Shown]]:
    found: dict[int, list[Shown]] = {pk: [] for pk in concerned}
    for each in Caption.objects.filter(article__in=found).select_related("photo").in_order():
        said = each.text, each.credit, each.photo.alt or ""
        found[each.article_id].append(Shown(each.position + 1, each.photo_id, *said, picture_of(each.photo)))
    return found


def turns(before: Iterable[Shown], after: Iterable[Shown], heads: Mapping[int, int]) -> tuple[Turn, ...]:
    """Lay a story's photos beside what they would be. What stays as it is, wherever it stands, is left out, unless places alone differ.

    `heads` are the photos that would stand for others.
    """
    before, after = list(before), list(after)
    kept = {each.looks for each in before} & {each.looks for each in after}
    gone, come = ([each for each in some if each.looks not in kept] for some in (before, after))
    if not gone and not come:
        gone, come = before, after
    left = {each.photo: each for each in come}
    found = []
    for each in gone:
        same = left.pop(each.photo, None) or left.pop(_said_again(each, left), None)
        found.append(Turn(each, same, None if same else _standing(after, heads.get(each.photo))))
    found += [Turn(None, each) for each in left.values()]
    return tuple(sorted(found, key=lambda turn: (turn.after or turn.before).place))


def _said_again(gone: Shown, left: Mapping[int, Shown]) -> int | None:
    """Find the photo under which the very words come to stand; of no words, the one that comes to stand at this place."""

    def likeness(each: Shown) -> bool:
        return (each.text, each.credit) == (gone.text, gone.credit) and (bool(gone.text) or each.place == gone.place)

    return next((photo for photo, each in left.items() if likeness(each)), None)


def _standing(after: Iterable[Shown], head: int | None) -> Shown | None:
    return next((each for each in after if each.photo == head), None)
