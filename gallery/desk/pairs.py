"""An editor's word on photos: one photograph, or two; kept for ever, as pairs of names, and taken back like any other decision."""

from collections.abc import Collection, Iterable
from itertools import product

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q
from django.utils import timezone

from gallery import stories
from gallery.desk.journal import Note, deciding
from gallery.joining import gainsaid, have_an_edit_each, join, locked
from gallery.kin import names_apart, together, verdicts_between
from gallery.models import Caption, Comparison, Decision, Photo, Rendition, Verdict
from gallery.races import redone
from gallery.settling import settle
from gallery.verdicts import name_in


class Undecidable(Exception):
    """Photos can't be made one, or two, as things are; the message says why."""


def decide(pair: Comparison, same: bool, by: AbstractBaseUser) -> None:
    """Answer an open question: say for ever whether two photos are one photograph. Raises Undecidable."""
    (make_one if same else keep_apart)(pair.left, pair.right, by)


@redone
def decide_all(chosen: Iterable[Comparison], same: bool, by: AbstractBaseUser) -> tuple[Decision | None, dict[Comparison, str]]:
    """Answer several questions alike, as one decision; give it, and why others are left (None: all are, or nothing had to be changed)."""
    left: dict[Comparison, str] = {}
    done = 0
    with deciding(by, Decision.Kind.PHOTOS, "") as note:
        for pair in chosen:
            try:
                (_make_one if same else _keep_apart)(note, pair.left, pair.right, by)
                done += 1
            except Undecidable as error:
                left[pair] = str(error)
        pairs = "a pair" if done == 1 else f"each of {done} pairs"
        note.decision.said = f"Made one photo of {pairs}" if same else f"Kept the photos of {pairs} apart"
        note.decision.save(update_fields=["said"])
    return note.decision if note.decision.pk else None, left


@redone
def make_one(left: Photo, right: Photo, by: AbstractBaseUser) -> Photo:
    """Say for ever that two photos are one photograph, join them, and give the one that is shown.

    Raises Undecidable where nothing tells them apart, and where an editor wrote words under both in one story: which of them stay,
    only an editor can say.
    """
    with deciding(by, Decision.Kind.PHOTOS, f"Made one of photos {left.pk} and {right.pk}") as note:
        return _make_one(note, left, right, by)


def _make_one(note: Note, left: Photo, right: Photo, by: AbstractBaseUser) -> Photo:
    shown = zip(locked(left, right), (left, right), strict=True)
    (kept, named), (gone, other) = sorted(shown, key=lambda each: (each[0].article_id is not None, each[0].pk))
    if kept.pk == gone.pk:
        return kept
    if have_an_edit_each(gone, kept):
        raise Undecidable("Words were written under both in one story. Take one of the two edits back first.")
    names = _names_apart(named, other)
    gainsaid_anyway = gainsaid([kept, gone])
    _watch_stories(note, kept, gone)
    note.about(kept, gone, left, right)
    _say(note, kept, gone, names, same=True, by=by)
    _answer(note, left, right, same=True)
    shown = join(other, named)
    # A verdict on a name that both had told nothing while they were two; of one photo it would.
    if overruled := gainsaid([shown]) - gainsaid_anyway:
        note.watch_rows(Verdict, overruled)
        Verdict.objects.filter(pk__in=overruled).update(same=True, by=by)
        settle([shown.pk])
    return shown


@redone
def keep_apart(left: Photo, right: Photo, by: AbstractBaseUser) -> None:
    """Say for ever that two photos are two photographs; raises Undecidable where they were made one, or nothing tells them apart."""
    with deciding(by, Decision.Kind.PHOTOS, f"Kept photos {left.pk} and {right.pk} apart") as note:
        _keep_apart(note, left, right, by)


def _keep_apart(note: Note, left: Photo, right: Photo, by: AbstractBaseUser) -> None:
    one, other = locked(left, right)
    if one.pk == other.pk:
        raise Undecidable("They were made one photo already.")
    names = _names_apart(left, right)
    _watch_stories(note, one, other)
    note.about(one, other, left, right)
    _say(note, one, other, names, same=False, by=by)
    _answer(note, left, right, same=False)
    settle([one.pk, other.pk])


def _watch_stories(note: Note, *photos: Photo) -> None:
    """Remember all photos of the stories that show these: under the new word a page may describe another one of them."""
    family = [photo.pk for photo in together(*(photo.pk for photo in photos))]
    captions = Caption.objects.filter(article__in=stories.with_photos(family).order_by().values("pk"))
    note.watch(*together(*family, *captions.values_list("photo", flat=True)))


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
        _watch_stories(note, photo)
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


def _names_apart(one: Photo, other: Photo) -> tuple[str, str]:
    if (names := names_apart(one, other)) is None:
        raise Undecidable("No address and no file tells them apart.")
    return names


def _say(note: Note, one: Photo, other: Photo, names: tuple[str, str], same: bool, by: AbstractBaseUser) -> None:
    said = verdicts_between(one, other)
    note.watch(*said)
    said.update(same=same, by=by)
    _keep_verdicts(note, [names], same, by)


def _answer(note: Note, *two: Photo, same: bool) -> None:
    """Answer what was asked of the two photos that an editor looked at."""
    asked = Comparison.objects.filter(left__in=two, right__in=two)
    note.watch(*asked)
    asked.update(same=same)


def _say_all(note: Note, left: Iterable[str], right: Iterable[str], by: AbstractBaseUser) -> None:
    """Say of every two names that they are not the same; names that both have say nothing."""
    left, right = list(left), list(right)
    shared = set(left) & set(right)
    names = product((name for name in left if name not in shared), [name for name in right if name not in shared])
    _keep_verdicts(note, sorted({(min(pair), max(pair)) for pair in names}), False, by)


def _keep_verdicts(note: Note, names: list[tuple[str, str]], same: bool, by: AbstractBaseUser) -> None:
    lefts, rights = {left for left, _ in names}, {right for _, right in names}
    known = {(row.left, row.right): row for row in Verdict.objects.filter(left__in=lefts, right__in=rights)}
    changed = [known[pair].pk for pair in names if pair in known]
    note.watch_rows(Verdict, changed)
    Verdict.objects.filter(pk__in=changed).update(same=same, by=by)
    made = [Verdict(left=left, right=right, same=same, by=by, at=timezone.now()) for left, right in names if (left, right) not in known]
    note.made(*Verdict.objects.bulk_create(made))


def _unsay_pixels(note: Note, some: set[int], others: set[int]) -> None:
    """What the pixels said of two photos is answered by an editor now."""
    pairs = Comparison.objects.filter(Q(left__in=some, right__in=others) | Q(left__in=others, right__in=some))
    note.watch(*pairs)
    pairs.update(same=False)
