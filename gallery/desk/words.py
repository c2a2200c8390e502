"""An editor's words under a photo, and going back to the source's."""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F
from django.utils import timezone

from gallery.desk.journal import deciding
from gallery.models import Caption, Decision
from gallery.names import write_names
from gallery.settling import settle_captions
from gallery.wording.captions import clean


class EditConflict(Exception):
    """Somebody else saved this caption since the editor opened it; nothing was written."""


def edit(caption: Caption, version: int, text: str, credit: str, by: AbstractBaseUser) -> None:
    """Put an editor's words under a photo, if nobody else has since `version`; raises EditConflict otherwise.

    The comparison and the write are one statement, so that of two editors saving at once one is told.
    """
    with deciding(by, Decision.Kind.WORDS, f"Corrected a caption of “{caption.article}”") as note:
        note.watch(caption)
        _write(
            caption,
            version,
            edited_text=clean(text),
            edited_credit=clean(credit),
            basis_text=F("source_text"),
            basis_credit=F("source_credit"),
            edited_by=by,
            edited_at=timezone.now(),
        )


def back_to_source(caption: Caption, version: int, by: AbstractBaseUser) -> None:
    """Take an editor's words away, so that the source's are shown again; raises EditConflict as `edit` does.

    Where nobody wrote any there is nothing to do.
    """
    if not caption.is_edited:
        return
    with deciding(by, Decision.Kind.WORDS, f"Went back to the source’s wording in “{caption.article}”") as note:
        note.watch(caption)
        nothing = dict.fromkeys(["edited_text", "edited_credit", "basis_text", "basis_credit", "edited_by", "edited_at"])
        _write(caption, version, **nothing)
        settle_captions([caption.pk])


def _write(caption: Caption, version: int, **values: object) -> None:
    mine = Caption.objects.filter(pk=caption.pk, version=version)
    if not mine.update(version=F("version") + 1, **values):
        raise EditConflict
    # Feeds and caches ask the article when what readers see of it last changed.
    type(caption.article).objects.filter(pk=caption.article_id).update(changed_at=timezone.now())
    caption.refresh_from_db()
    write_names([caption])
