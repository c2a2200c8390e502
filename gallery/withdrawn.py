"""What follows from a photo being withdrawn: all that is one with it is, and its derived files are taken out of what is served.

The originals stay, served to nobody: from them the derived files are made again when the withdrawal is taken back.
"""

from collections.abc import Iterable, Sequence
from functools import partial

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import transaction

from gallery.renditions import photos, sources, store


def follow(families: Iterable[Sequence]) -> None:
    """Withdraw every photo that is one with a withdrawn one, and nobody else; their files follow when the transaction is through.

    A family is the photos, rows of `gallery.Photo`, that are one.
    """
    for family in families:
        away = any(photo.withdrawn_because for photo in family)
        pks = [photo.pk for photo in family]
        moved = _photos().filter(pk__in=pks, is_withdrawn=not away)
        changed = moved.update(is_withdrawn=away) if away else moved.update(is_withdrawn=away, has_avif=None)
        if away:
            transaction.on_commit(partial(take_out, pks))
        elif changed:
            transaction.on_commit(partial(put_back, pks))


def take_out(pks: Iterable[int]) -> None:
    """Delete the derived files of photos, and of the files they had before, unless they are withdrawn no more."""
    for digest, width, _ in _files_of(pks, is_withdrawn=True):
        for source in sources(digest, width, width):
            for name in (source.webp, source.jpeg, source.avif):
                photos().delete(name)


def put_back(pks: Iterable[int]) -> None:
    """Make the derived files of photos again from their originals; AVIF comes later, as for any photo that has none."""
    for _, _, original in _files_of(pks, is_withdrawn=False):
        if default_storage.exists(original):
            with default_storage.open(original) as file:
                store(file.read())


def _files_of(pks: Iterable[int], is_withdrawn: bool) -> list[tuple[str, int, str]]:
    """Give digest, width and original of every file of these photos, as long as they are withdrawn, or not."""
    mine = _photos().filter(pk__in=list(pks), is_withdrawn=is_withdrawn)
    former = apps.get_model("gallery", "FormerFile").objects.filter(photo__in=mine).exclude(digest__in=_others(mine))
    fields = ("digest", "width", "original")
    return [*mine.filter(digest__isnull=False).values_list(*fields), *former.values_list(*fields)]


def _others(mine: object) -> object:
    """Give the files that other photos show: they are not this photo's to take away."""
    return _photos().filter(digest__isnull=False).exclude(pk__in=mine.values("pk")).values("digest")


def _photos() -> object:
    return apps.get_model("gallery", "Photo").objects.all()
