"""How many bytes derived files have: noted when they are written, since feeds say it of every file, and a storage may be far away."""

from collections.abc import Iterable, Mapping

from django.db import models


class Weight(models.Model):
    """The derived files of one original, by the ends of their names, as `1280.webp`: those that were written since this is noted."""

    digest = models.CharField(max_length=64, primary_key=True)
    """SHA-256 of the original's bytes, as in the files' names."""
    files = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{len(self.files)} files of {self.digest[:12]}"

    @classmethod
    def note(cls, digest: str, files: Mapping[str, int]) -> None:
        """Note how many bytes files have that are being written."""
        row, made = cls.objects.select_for_update().get_or_create(digest=digest, defaults={"files": dict(files)})
        if not made and row.files != row.files | files:
            row.files |= files
            row.save(update_fields=["files"])

    @classmethod
    def of(cls, digests: Iterable[str]) -> dict[str, Mapping[str, int]]:
        """Give what is known of the files of some originals."""
        return dict(cls.objects.filter(pk__in=set(digests)).values_list("digest", "files"))
