"""An editor's word on photos: one photograph, or two; kept for ever, as pairs of names, and taken back like any other decision."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from gallery import stories
from gallery.desk.journal import Note, deciding
from gallery.joining import gainsaid, have_an_edit_each, join, locked
from gallery.kin import names_apart, together, verdicts_between
from gallery.models import Caption, Comparison, Decision, Photo, Verdict
from gallery.races import redone
from gallery.settling import settle


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
    heads = zip(locked(left, right), (left, right), strict=True)
    (kept, named), (gone, other) = sorted(heads, key=lambda each: (each[0].article_id is not None, each[0].pk))
    if kept.pk == gone.pk:
        return kept
    if have_an_edit_each(gone, kept):
        raise Undecidable("Words were written under both in one story. Take one of the two edits back first.")
    names = _names_apart(named, other)
    gainsaid_anyway = gainsaid([kept, gone])
    watch_stories(note, kept, gone)
    note.about(kept, gone, left, right)
    _say(note, kept, gone, names, same=True, by=by)
    _overrule(note, kept, gone)
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
    watch_stories(note, one, other)
    note.about(one, other, left, right)
    _say(note, one, other, names, same=False, by=by)
    _answer(note, left, right, same=False)
    settle([one.pk, other.pk])


def watch_stories(note: Note, *photos: Photo) -> None:
    """Remember all photos of the stories that show these: under the new word a page may describe another one of them."""
    family = [photo.pk for photo in together(*(photo.pk for photo in photos))]
    captions = Caption.objects.filter(article__in=stories.with_photos(family).order_by().values("pk"))
    note.watch(*together(*family, *captions.values_list("photo", flat=True)))


def _names_apart(one: Photo, other: Photo) -> tuple[str, str]:
    if (names := names_apart(one, other)) is None:
        raise Undecidable("No address and no file tells them apart.")
    return names


def _say(note: Note, one: Photo, other: Photo, names: tuple[str, str], same: bool, by: AbstractBaseUser) -> None:
    said = verdicts_between(one, other)
    note.watch(*said)
    said.update(same=same, by=by)
    keep_verdicts(note, [names], same, by)


def _answer(note: Note, *two: Photo, same: bool) -> None:
    """Answer what was asked of the two photos that an editor looked at."""
    asked = Comparison.objects.filter(left__in=two, right__in=two)
    note.watch(*asked)
    asked.update(same=same)


def _overrule(note: Note, *photos: Photo) -> None:
    """What was said of any two of those that become one holds no longer."""
    family = together(*(photo.pk for photo in photos))
    said = Comparison.objects.filter(left__in=family, right__in=family, same=False)
    note.watch(*said)
    said.update(same=None)


def keep_verdicts(note: Note, names: list[tuple[str, str]], same: bool, by: AbstractBaseUser) -> None:
    """Keep the same word on pairs of names, each in order, noted."""
    lefts, rights = {left for left, _ in names}, {right for _, right in names}
    known = {(row.left, row.right): row for row in Verdict.objects.filter(left__in=lefts, right__in=rights)}
    changed = [known[pair].pk for pair in names if pair in known]
    note.watch_rows(Verdict, changed)
    Verdict.objects.filter(pk__in=changed).update(same=same, by=by)
    made = [Verdict(left=left, right=right, same=same, by=by, at=timezone.now()) for left, right in names if (left, right) not in known]
    note.made(*Verdict.objects.bulk_create(made))
