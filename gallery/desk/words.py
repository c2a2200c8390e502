"""An editor's words under a photo, going back to the source's, and what to do where the source changed its words under an edit."""

from datetime import datetime
from hashlib import sha256

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from gallery.desk.journal import deciding
from gallery.models import Caption, Decision
from gallery.names import write_names
from gallery.races import redone
from gallery.settling import settle_captions
from gallery.wording.captions import clean


class EditConflict(Exception):
    """Somebody else saved this caption since the editor opened it; nothing was written."""


class SourceMoved(EditConflict):
    """The source's words are not those any more that the editor looked at; nothing was written."""


@redone
def edit(caption: Caption, version: int, text: str, credit: str, by: AbstractBaseUser, said: str = "") -> None:
    """Put an editor's words under a photo, if nobody else has since `version`; raises EditConflict otherwise.

    The comparison and the write are one statement, so that of two editors saving at once one is told. Where the source changed under
    an earlier edit, that stays to be answered: by `keep_over`, `take_source` or `merge_over`. `said` is what the decision is called.
    """
    with deciding(by, Decision.Kind.WORDS, said or f"Corrected a caption of “{caption.article}”") as note:
        note.watch(caption)
        _write(caption, version, **written(text, credit, by))


def written(text: str, credit: str, by: AbstractBaseUser) -> dict[str, object]:
    """Give the fields of a caption that an editor wrote, over whatever its source says."""
    return {
        "edited_text": clean(text),
        "edited_credit": clean(credit),
        "basis_text": Coalesce("basis_text", "source_text"),
        "basis_credit": Coalesce("basis_credit", "source_credit"),
        "edited_by": by,
        "edited_at": timezone.now(),
    }


NOBODY_S = dict.fromkeys(["edited_text", "edited_credit", "basis_text", "basis_credit", "edited_by", "edited_at"])
"""The fields of a caption that no editor wrote."""


@redone
def back_to_source(caption: Caption, version: int, by: AbstractBaseUser) -> None:
    """Take an editor's words away, so that the source's are shown again; raises EditConflict as `edit` does.

    Where nobody wrote any there is nothing to do.
    """
    if not Caption.objects.filter(pk=caption.pk, edited_text__isnull=False).exists():
        return
    with deciding(by, Decision.Kind.WORDS, f"Went back to the source’s wording in “{caption.article}”") as note:
        note.watch(caption)
        _write(caption, version, **NOBODY_S)


def _write(caption: Caption, version: int, **values: object) -> None:
    mine = Caption.objects.filter(pk=caption.pk, version=version)
    if not mine.update(version=F("version") + 1, **values):
        raise EditConflict
    if not set(values) <= set(Caption.UNSEEN):
        # Feeds and caches ask the article when what readers see of it last changed.
        type(caption.article).objects.filter(pk=caption.article_id).update(changed_at=timezone.now())
    caption.refresh_from_db()
    write_names([caption])
    settle_captions([caption.pk])


@redone
def keep_over(caption: Caption, version: int, seen: str, by: AbstractBaseUser) -> None:
    """Let an editor's words stand over the source's changed ones, which were looked at: `seen` is their `source_mark`.

    Raises EditConflict, and SourceMoved where the source changed again.
    """
    with deciding(by, Decision.Kind.WORDS, f"Kept the desk’s wording over the source’s new one in “{caption.article}”") as note:
        _look(caption, seen)
        note.watch(caption)
        _write(caption, version, **_BASIS)


@redone
def take_source(caption: Caption, version: int, seen: str, by: AbstractBaseUser) -> None:
    """Let the source's changed words, which were looked at, take the place of an editor's; raises as `keep_over` does."""
    _look(caption, seen)
    back_to_source(caption, version, by)


@redone
def merge_over(caption: Caption, version: int, seen: str, text: str, credit: str, by: AbstractBaseUser) -> None:
    """Put words made of an editor's and the source's changed ones in the place of both; raises as `keep_over` does."""
    with deciding(by, Decision.Kind.WORDS, f"Merged the desk’s wording and the source’s new one in “{caption.article}”") as note:
        _look(caption, seen)
        note.watch(caption)
        written = {"edited_text": clean(text), "edited_credit": clean(credit), "edited_by": by, "edited_at": timezone.now()}
        _write(caption, version, **written, **_BASIS)


def go_back_to(caption: Caption, version: int, text: str, credit: str, of: datetime, by: AbstractBaseUser) -> None:
    """Show the words of an earlier time again, as an editor's own; raises EditConflict as `edit` does."""
    edit(caption, version, text, credit, by, f"Went back to the wording of {timezone.localtime(of):%d %b %Y, %H:%M} in “{caption.article}”")


def source_mark(caption: Caption) -> str:
    """Name the source's present words: what was looked at can be told from what came since."""
    return sha256(f"{caption.source_text}\0{caption.source_credit}".encode()).hexdigest()[:16]


_BASIS = {"basis_text": F("source_text"), "basis_credit": F("source_credit")}


def _look(caption: Caption, seen: str) -> None:
    """Hold a caption as it is until the end of the transaction; raise SourceMoved where it is not an edit over what was looked at."""
    caption.refresh_from_db(from_queryset=Caption.objects.select_for_update())
    if source_mark(caption) != seen or not caption.is_edited:
        raise SourceMoved
