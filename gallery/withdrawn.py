"""What follows from a photo being withdrawn: all that is one with it is, and its derived files are taken out of what is served.

The originals stay, served to nobody: from them the derived files are made again when the withdrawal is taken back. That files are to
be deleted or made stands in the photo's row until it is done: what a kill or a storage that fails cuts off, a task does again.
"""

import logging
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet

from gallery.pixels.checking import BadPicture
from gallery.renditions import photos, sources, store_again

log = logging.getLogger(__name__)


def follow(families: Iterable[Sequence]) -> None:
    """Withdraw every photo that is one with a withdrawn one, and nobody else; their files follow when the transaction is through.

    A family is the photos, rows of `gallery.Photo`, that are one.
    """
    for family in families:
        away = any(photo.withdrawn_because for photo in family)
        mine = _photos().filter(pk__in=[photo.pk for photo in family])
        if away:
            mine.update(is_withdrawn=True)
        elif not mine.filter(is_withdrawn=True).update(is_withdrawn=False, has_avif=None):
            continue
        files_are_due([photo.pk for photo in family])


def files_are_due(pks: Sequence[int]) -> None:
    """Have the derived files of photos deleted or made again as soon as the transaction is through; what fails then is tried again."""
    _photos().filter(pk__in=pks).update(files_due=True)
    transaction.on_commit(partial(_see_to_files, pks), robust=True)


def wanting_files() -> QuerySet:
    """Give the photos whose derived files are still to be deleted or made again, and that no task is in charge of."""
    return _photos().filter(files_due=True, task=None)


def doubt_files() -> None:
    """Have the files of all withdrawn photos deleted once more: whoever stored such a file before its photo had it may have come late."""
    _photos().filter(is_withdrawn=True, digest__isnull=False).update(files_due=True)


def _see_to_files(pks: Iterable[int]) -> None:
    for pk in pks:
        see_to_files(pk)


def see_to_files(pk: int) -> None:
    """Delete the derived files of a withdrawn photo, and of the files it had before; make those of one that is shown again.

    Where it was withdrawn or shown again meanwhile that is still due.
    """
    photo = _photos().filter(pk=pk, files_due=True).first()
    if photo is None:
        return
    if not photo.is_withdrawn:
        _make(photo)
    with transaction.atomic():
        now = _photos().select_for_update().filter(pk=pk, is_withdrawn=photo.is_withdrawn).first()
        if now is None:
            return
        if now.is_withdrawn:
            _delete(now)
        _photos().filter(pk=pk).update(files_due=False)


def _delete(photo: Any) -> None:
    for digest, width, _ in _files_of(photo):
        for source in sources(digest, width, width):
            for name in (source.webp, source.jpeg, source.avif):
                photos().delete(name)


def _make(photo: Any) -> None:
    """Make the derived files again; AVIF comes later, as for any photo that has none."""
    for digest, _, original in _files_of(photo):
        try:
            store_again(digest, original)
        except (BadPicture, FileNotFoundError) as error:
            log.warning("The files of photo %s can't be made again: %s", photo.pk, error)


def _files_of(photo: Any) -> list[tuple[str, int, str]]:
    """Give digest, width and original of every file that is a photo's own, or was until another took its place."""
    others = _photos().filter(digest__isnull=False).exclude(pk=photo.pk).values("digest")
    former = apps.get_model("gallery", "FormerFile").objects.filter(photo=photo).exclude(digest__in=others)
    own = [(photo.digest, photo.width, photo.original.name)] if photo.digest else []
    return [*own, *former.values_list("digest", "width", "original")]


def _photos() -> QuerySet:
    return apps.get_model("gallery", "Photo").objects.all()
