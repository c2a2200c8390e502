"""Which files are served to nobody any more: those of photos that were withdrawn."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import transaction
from django.db.models import Q


@contextmanager
def held(digest: str) -> Iterator[bool]:
    """Keep a file's photos from being withdrawn, or shown again, while the `with` lasts; give whether the file may be served."""
    with transaction.atomic():
        former = apps.get_model("gallery", "FormerFile").objects.filter(digest=digest)
        photos = apps.get_model("gallery", "Photo").objects.filter(Q(digest=digest) | Q(pk__in=former.values("photo")))
        list(photos.order_by("pk").select_for_update().values_list("pk"))
        yield not is_barred(digest)


def is_barred(digest: str) -> bool:
    """Tell whether a file, by its SHA-256, is that of a withdrawn photo, or was one's before another took its place."""
    withdrawn = apps.get_model("gallery", "Photo").objects.filter(digest=digest).values_list("is_withdrawn", flat=True).first()
    if withdrawn is not None:
        return withdrawn
    return apps.get_model("gallery", "FormerFile").objects.filter(digest=digest, photo__is_withdrawn=True).exists()
