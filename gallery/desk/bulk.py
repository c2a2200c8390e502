"""One change made to many captions, or to the descriptions of their photos: seen before it is made, and made as one decision."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from itertools import batched, islice
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from gallery import stories
from gallery.desk.journal import Note, deciding
from gallery.desk.words import NOBODY_S
from gallery.joining import locked
from gallery.models import Caption, Decision, Photo
from gallery.names import write_names
from gallery.races import redone
from gallery.rows import BATCH, write
from gallery.settling import settle, settle_captions
from gallery.wording.captions import clean
from gallery.wording.rewriting import renamed, replaced, stripped

MOST = 200_000
"""Captions changed by one decision; what takes longer than an editor waits is done in slices, by `at_length`."""
MOST_PHOTOS = 500
"""A described photo brings every story that shows it up to date."""
_READ = ("edited_text", "edited_credit", "source_text", "source_credit", "version")
LONGEST_TEXT, LONGEST_CREDIT = 5000, 500


class Kind(StrEnum):
    """What is done."""

    REPLACE = "replace"
    STRIP = "strip"
    RENAME = "rename"
    SOURCE = "source"
    DESCRIBE = "describe"


class Where(StrEnum):
    """In what it is done."""

    BOTH = "both"
    TEXT = "text"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Wish:
    """One change to be made to many: `find` becomes `put`; of photos, `put` is the description; what the source says asks for neither."""

    kind: Kind
    find: str = ""
    put: str = ""
    where: Where = Where.BOTH
    whole: bool = False
    """Words of their own only."""
    over: bool = False
    """Descriptions that are there already, too."""

    @property
    def said(self) -> str:
        """What was done, in words."""
        return {
            Kind.REPLACE: f"Replaced “{self.find}” with “{self.put}”",
            Kind.STRIP: f"Took “{self.find}” out",
            Kind.RENAME: f"Corrected the name “{self.find}” to “{self.put}”",
            Kind.SOURCE: "Went back to the source’s wording",
            Kind.DESCRIBE: f"Described photos: “{self.put}”",
        }[self.kind]

    @property
    def most(self) -> int:
        """How many rows are changed in one decision."""
        return MOST_PHOTOS if self.kind == Kind.DESCRIBE else MOST

    def of(self, text: str, credit: str) -> tuple[str, str]:
        """Give what becomes of a caption's words and credit line."""
        if self.kind == Kind.RENAME:
            return text, _cut(credit, renamed(credit, self.find, self.put), LONGEST_CREDIT)
        new_text = self._changed(text) if self.where != Where.CREDIT else text
        new_credit = self._changed(credit) if self.where != Where.TEXT else credit
        return _cut(text, new_text, LONGEST_TEXT), _cut(credit, new_credit, LONGEST_CREDIT)

    def _changed(self, words: str) -> str:
        if self.kind == Kind.STRIP:
            return stripped(words, self.find)
        return replaced(words, self.find, self.put, self.whole)


def _cut(old: str, new: str, longest: int) -> str:
    """Give new words as they are stored; the old ones where nothing changed, or where the new ones would not fit."""
    cleaned = clean(new) if new != old else old
    return cleaned if len(cleaned) <= longest else old


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row with its words as they are and as they would be; of a photo the text is its description."""

    row: Any
    old: tuple[str, str]
    new: tuple[str, str]
    is_source: bool = False
    """Whether the new words are the source's, and no editor's."""

    @property
    def changes(self) -> bool:
        """Whether there is anything to do: an editor's words that say what the source does are taken away as well."""
        return self.new != self.old or self.is_source

    @property
    def mark(self) -> str:
        """Name what was looked at: the row as it was."""
        version = getattr(self.row, "version", 0)
        return sha256("\0".join((*self.old, *self.new, str(version))).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a wish; `decision` None: nothing."""

    decision: Decision | None
    changed: int
    left: int
    """Seen, but changed since: these were left as they are."""


def proposed(captions: QuerySet, wish: Wish) -> Iterator[Proposal]:
    """Say what a wish would change among captions, not more rows of it than one decision changes, in the order of the captions."""
    rows = _photos(captions, wish) if wish.kind == Kind.DESCRIBE else _captions(captions, wish)
    changing = (each for each in (_proposal(row, wish) for row in rows) if each.changes)
    return islice(changing, wish.most)


def seen_again(wish: Wish, pks: Sequence[int]) -> list[Proposal]:
    """Say what a wish would change in some rows, in the order of these keys."""
    rows = (Photo if wish.kind == Kind.DESCRIBE else Caption).objects.in_bulk(pks)
    return [_proposal(rows[pk], wish) for pk in pks if pk in rows]


@redone
def apply(wish: Wish, seen: Mapping[int, str], by: AbstractBaseUser) -> Done:
    """Do to the rows seen what was proposed for them: `seen` are the marks of proposals by key. What changed since is left and counted."""
    kind = Decision.Kind.PHOTOS if wish.kind == Kind.DESCRIBE else Decision.Kind.WORDS
    seen = dict(sorted(seen.items())[: wish.most])
    with deciding(by, kind, wish.said) as note:
        changed = change(wish, seen, by, note)
    return Done(note.decision if changed else None, changed, len(seen) - changed)


def change(wish: Wish, seen: Mapping[int, str], by: AbstractBaseUser | None, note: Note) -> int:
    """Do it, as part of a decision that is being noted; give the number of rows that were still as they were seen."""
    agreed = [each for pks in batched(seen, BATCH) for each in _agreed(wish, pks, seen)]
    note.watch(*[each.row for each in agreed])
    _describe(agreed) if wish.kind == Kind.DESCRIBE else _write(agreed, by)
    return len(agreed)


def _captions(captions: QuerySet, wish: Wish) -> Iterator[Caption]:
    """Read the captions in which it may stand, in which it does their words say; those that an editor wrote."""
    if wish.kind == Kind.SOURCE:
        return captions.edited().select_related(None).defer(None).only(*_READ).iterator(chunk_size=BATCH)
    text = Q(edited_text__contains=wish.find) | Q(edited_text=None, source_text__contains=wish.find)
    credit = Q(edited_credit__contains=wish.find) | Q(edited_credit=None, source_credit__contains=wish.find)
    read = captions.filter(text | credit).select_related(None).defer(None).only(*_READ)
    return read.iterator(chunk_size=BATCH)


def _photos(captions: QuerySet, wish: Wish) -> Iterator[Photo]:
    photos = Photo.objects.filter(pk__in=captions.order_by().values("photo")).order_by("pk")
    return (photos if wish.over else photos.filter(alt=None)).iterator(chunk_size=BATCH)


def _proposal(row: Caption | Photo, wish: Wish) -> Proposal:
    if isinstance(row, Photo):
        return Proposal(row, (row.alt or "", ""), (_described(row, wish), ""))
    if wish.kind == Kind.SOURCE:
        return Proposal(row, (row.text, row.credit), (row.source_text, row.source_credit), is_source=True)
    return Proposal(row, (row.text, row.credit), wish.of(row.text, row.credit))


def _described(photo: Photo, wish: Wish) -> str:
    """Give a photo's description as it would be; one that somebody left empty says that there is nothing to describe, and stays."""
    return clean(wish.put) if photo.alt is None or (photo.alt and wish.over) else photo.alt


def _agreed(wish: Wish, pks: Sequence[int], seen: Mapping[int, str]) -> Iterator[Proposal]:
    """Hold rows until the end of the transaction and give those that are still as they were seen."""
    if wish.kind == Kind.DESCRIBE:
        rows: Iterable[Caption | Photo] = locked(*Photo.objects.filter(pk__in=pks, merged_into=None))
    else:
        rows = Caption.objects.filter(pk__in=pks).order_by("pk").select_for_update()
    for row in rows:
        proposal = _proposal(row, wish)
        if proposal.mark == seen.get(row.pk) and proposal.changes:
            yield proposal


def _write(agreed: Sequence[Proposal], by: AbstractBaseUser | None) -> None:
    now = timezone.now()
    for some in batched(agreed, BATCH):
        write(Caption, {each.row.pk: _corrected(each, by, now) for each in some})
        settle_captions(each.row.pk for each in some)
        write_names(Caption.objects.filter(pk__in=[each.row.pk for each in some]))
        stories.touch({each.row.article_id for each in some})


def _corrected(proposal: Proposal, by: AbstractBaseUser | None, now: datetime) -> dict[str, Any]:
    """Give the fields of a caption that is held, with an editor's words over whatever its source says, or with the source's again."""
    if proposal.is_source:
        return NOBODY_S | {"version": proposal.row.version + 1}
    row, said = proposal.row, {"edited_by": by and by.pk, "edited_at": now, "version": proposal.row.version + 1}
    for name, words in zip(("text", "credit"), proposal.new, strict=True):
        basis = getattr(row, f"basis_{name}")
        said |= {f"edited_{name}": words, f"basis_{name}": getattr(row, f"source_{name}") if basis is None else basis}
    return said


def _describe(agreed: Sequence[Proposal]) -> None:
    for rows in batched(agreed, BATCH):
        pks = [each.row.pk for each in rows]
        Photo.objects.filter(pk__in=pks).update(alt=rows[0].new[0], alt_is_lent=False)
        settle(pks)
