"""A photo parted by an editor: some of its renditions are another photograph, for ever, or until that is taken back."""

from collections.abc import Collection, Iterable
from itertools import product

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q

from gallery.desk.journal import Note, deciding
from gallery.desk.pairs import Undecidable, keep_verdicts, watch_stories
from gallery.joining import locked
from gallery.kin import together
from gallery.models import Comparison, Decision, Photo, Rendition
from gallery.races import redone
from gallery.settling import settle
from gallery.verdicts import name_in


@redone
def split(photo: Photo, renditions: Collection[int], by: AbstractBaseUser) -> Photo:
    """Say for ever that some of a photo's renditions, by their keys, are another photograph, and give that photo.

    The files go with the renditions they came from; so do the words that stand under those pictures alone. Raises Undecidable where
    the renditions are all of them, or none.
    """
    with deciding(by, Decision.Kind.PHOTOS, f"Parted photo {photo.pk}") as note:
        photo = locked(photo)[0]
        offered = list(photo.renditions.order_by("pk"))
        other = [each for each in offered if each.pk in renditions]
        rest = [each for each in offered if each.pk not in renditions]
        members = together(photo.pk)
        if not other or not (rest or _of_words(members)):
            raise Undecidable("Choose some of its files, and leave some.")
        watch_stories(note, photo)
        fresh = _part(note, photo, members, {each.pk for each in other}, by)
        _say_all(note, _names(other), _names(rest) or [name_in(each.words, each.article_id) for each in _of_words(members)], by)
        apart = {each.pk for each in together_now(fresh)}
        _unsay_pixels(note, {member.pk for member in members} - apart, apart)
        settle([photo.pk, fresh.pk])
        fresh.refresh_from_db()
        return fresh


def _of_words(members: Iterable[Photo]) -> list[Photo]:
    return [photo for photo in members if photo.words]


def together_now(photo: Photo) -> list[Photo]:
    """Give a photo that is joined to none, and those that were joined to it, before that is settled."""
    found, wanted = [photo], [photo.pk]
    while wanted:
        fresh = list(Photo.objects.filter(joined_to__in=wanted))
        found += fresh
        wanted = [each.pk for each in fresh]
    return found


def _part(note: Note, photo: Photo, members: list[Photo], chosen: set[int], by: AbstractBaseUser) -> Photo:
    """Let the photos that offer only chosen renditions be one of their own; of others, a new photo takes the chosen ones."""
    births: dict[int, list[int]] = {}
    for pk, born in Rendition.objects.filter(photo=photo).order_by("pk").values_list("pk", "born_id"):
        births.setdefault(born, []).append(pk)
    leaving = {born for born, offered in births.items() if chosen.issuperset(offered)}
    moving = [pk for born, offered in births.items() if born not in leaving for pk in offered if pk in chosen]
    made = None if leaving and not moving else _made(photo, moving)
    note.about(*members, *([made] if made else []))
    fresh = made.pk if made else min(leaving)
    _lead(fresh, leaving)
    staying = [member for member in members if member.pk not in leaving]
    head = photo.pk if photo.pk not in leaving else min(member.pk for member in staying)
    _lead(head, {member.pk for member in staying if member.pk not in (fresh, head) and _passes(member, members, leaving)})
    Photo.objects.filter(pk=head).update(joined_to=None)
    _move(note, moving, fresh)
    return Photo.objects.get(pk=fresh)


def _made(photo: Photo, moving: list[int]) -> Photo:
    """Make the photo that takes renditions, as one of the family until they are parted."""
    origin = Rendition.objects.get(pk=moving[0]).born_id
    return Photo.objects.create(joined_to=photo, merged_into=photo, parted_from_id=origin)


def _lead(head: int, others: set[int]) -> None:
    Photo.objects.filter(pk__in=others - {head}).update(joined_to=head)
    Photo.objects.filter(pk=head).update(joined_to=None)


def _passes(member: Photo, members: list[Photo], leaving: set[int]) -> bool:
    """Tell whether a photo was joined to its family through one that leaves, or was its head's."""
    above = {each.pk: each.joined_to_id for each in members}
    pk = above[member.pk]
    while pk is not None and pk not in leaving:
        pk = above.get(pk)
    return pk is not None


def _move(note: Note, renditions: list[int], fresh: int) -> None:
    """Give renditions to another photo, and the file where it came from one of them alone."""
    note.watch_rows(Rendition, renditions)
    moving = Rendition.objects.filter(pk__in=renditions)
    owners = set(moving.values_list("born_id", flat=True))
    for owner in Photo.objects.filter(pk__in=owners, own_digest__isnull=False):
        taken = Rendition.objects.filter(born=owner, state=Rendition.State.TAKEN)
        if taken.exists() and not taken.exclude(pk__in=renditions).exists() and not owner.file_chosen:
            Photo.objects.filter(pk=owner.pk).update(own_digest=None)
            Photo.objects.filter(pk=fresh, own_digest=None).update(own_digest=owner.own_digest)
            break
    moving.update(born=fresh)


def _names(renditions: Iterable[Rendition]) -> list[str]:
    """Give the names of renditions in verdicts: normalised addresses first, then the very ones."""
    renditions = list(renditions)
    return list(dict.fromkeys([*(each.key for each in renditions if each.key), *(each.url for each in renditions)]))


def _say_all(note: Note, left: Iterable[str], right: Iterable[str], by: AbstractBaseUser) -> None:
    """Say of every two names that they are not the same; names that both have say nothing."""
    left, right = list(left), list(right)
    shared = set(left) & set(right)
    names = product((name for name in left if name not in shared), [name for name in right if name not in shared])
    keep_verdicts(note, sorted({(min(pair), max(pair)) for pair in names}), False, by)


def _unsay_pixels(note: Note, some: set[int], others: set[int]) -> None:
    """What the pixels said of two photos is answered by an editor now."""
    pairs = Comparison.objects.filter(Q(left__in=some, right__in=others) | Q(left__in=others, right__in=some))
    note.watch(*pairs)
    pairs.update(same=False)
