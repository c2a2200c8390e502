"""An editor's word on two photos: one photograph, or two; kept for ever."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from gallery.joining import join, names_apart, survivors, verdicts_between
from gallery.models import Comparison, Verdict


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
