"""An editor's decisions: words under a photo, going back to the source's, a photo's file. No view or form decides any of this."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from gallery.file_words import tell
from gallery.files import FormerFile, place
from gallery.joining import join, names_apart, survivors, verdicts_between
from gallery.models import Caption, Comparison, Photo, Verdict
from gallery.names import write_names
from gallery.renditions import Stored
from gallery.wording.captions import clean


class EditConflict(Exception):
    """Somebody else saved this caption since the editor opened it; nothing was written."""


def edit(caption: Caption, version: int, text: str, credit: str, by: AbstractBaseUser) -> None:
    """Put an editor's words under a photo, if nobody else has since `version`; raises EditConflict otherwise.

    The comparison and the write are one statement, so that of two editors saving at once one is told.
    """
    now = timezone.now()
    _write(
        caption,
        version,
        edited_text=clean(text),
        edited_credit=clean(credit),
        basis_text=F("source_text"),
        basis_credit=F("source_credit"),
        edited_by=by,
        edited_at=now,
    )


def back_to_source(caption: Caption, version: int) -> None:
    """Take an editor's words away, so that the source's are shown again; raises EditConflict as `edit` does."""
    nothing = dict.fromkeys(["edited_text", "edited_credit", "basis_text", "basis_credit", "edited_by", "edited_at"])
    _write(caption, version, **nothing)


@transaction.atomic
def _write(caption: Caption, version: int, **values: object) -> None:
    mine = Caption.objects.filter(pk=caption.pk, version=version)
    if not mine.update(version=F("version") + 1, **values):
        raise EditConflict
    # Feeds and caches ask the article when what readers see of it last changed.
    type(caption.article).objects.filter(pk=caption.article_id).update(changed_at=timezone.now())
    caption.refresh_from_db()
    write_names([caption])


@transaction.atomic
def decide(pair: Comparison, same: bool, by: AbstractBaseUser) -> None:
    """Say for ever whether two photos are one photograph, and join them where they are.

    Raises Undecidable where they are one already, where nothing tells them apart, and where an editor wrote words under both in one
    story: which of them stay, only an editor can say.
    """
    kept, gone = sorted(survivors(pair.left, pair.right), key=lambda photo: photo.pk)
    if kept.pk == gone.pk:
        if not same:
            raise Undecidable("They were made one photo already.")
        return
    names = names_apart(kept, gone)
    if names is None:
        raise Undecidable("No address and no file tells them apart.")
    verdicts_between(kept, gone).update(same=same, by=by)
    Verdict.objects.update_or_create(left=names[0], right=names[1], defaults={"same": same, "by": by})
    Comparison.objects.filter(pk=pair.pk).update(same=same)
    if same and join(gone, kept) != kept:
        raise Undecidable("Words were written under both in one story. Take one of the two edits back first.")


class Undecidable(Exception):
    """Two photos can't be made one as things are; the message says why."""


class FileTaken(Exception):
    """The file is another photo's; the message names it."""


@transaction.atomic
def give_file(photo: Photo, file: Stored, by: AbstractBaseUser) -> None:
    """Give a photo a stored file, or put it in the place of the one it has, which is kept; the photo's own file again changes nothing.

    Captions and edits stay; a caption without words, and one that had the former file's, takes the new file's. Raises FileTaken.
    """
    now = Photo.objects.select_for_update().get(pk=photo.pk)
    if now.digest != file.digest:
        refuse_taken(now, file)
        if now.digest:
            FormerFile.of(now, by).save()
        FormerFile.objects.filter(photo=now, digest=file.digest).delete()
        Photo.objects.filter(digest=file.digest, merged_into=now).update(digest=None)
        # What the pixels said was said of the other file; an editor's words stand in verdicts.
        Comparison.objects.filter(Q(left=now) | Q(right=now)).exclude(same=True).delete()
        before = now.says
        place(now, file)
        tell(now, before)
    photo.refresh_from_db()


def refuse_taken(photo: Photo, file: Stored) -> None:
    """Raise FileTaken where the very file is another photo's: then the two are one photo."""
    other = Photo.objects.filter(digest=file.digest).exclude(pk=photo.pk).first()
    if other and other.survivor != photo:
        raise FileTaken(f"This very file is already that of {other}. If both are one photo, they should be merged.")
