"""Which files are served to nobody any more: those of photos that were withdrawn."""

from django.apps import apps


def is_barred(digest: str) -> bool:
    """Tell whether a file, by its SHA-256, is that of a withdrawn photo, or was one's before another took its place."""
    withdrawn = apps.get_model("gallery", "Photo").objects.filter(digest=digest).values_list("is_withdrawn", flat=True).first()
    if withdrawn is not None:
        return withdrawn
    return apps.get_model("gallery", "FormerFile").objects.filter(digest=digest, photo__is_withdrawn=True).exists()
