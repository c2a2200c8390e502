"""The names that credit lines say, as rows: a photographer's or an agency's page, and the captions that name them.

Written in one place, by an ingest and by an editor's correction alike, from the credit line that is shown.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Self

from django.db import models

from gallery.paths import path_of
from gallery.wording.credited import LONGEST_NAME, Named, Part, named_in, nicer

type Key = tuple[str, str]
"""Part and slug."""


class NameQuerySet(models.QuerySet):
    """The questions asked of names."""

    def of(self, keys: Iterable[Key]) -> Self:
        """Those with these parts and slugs."""
        slugs: dict[str, set[str]] = defaultdict(set)
        for part, slug in keys:
            slugs[part].add(slug)
        wanted = models.Q(pk__in=[])
        for part, some in slugs.items():
            wanted |= models.Q(part=part, slug__in=some)
        return self.filter(wanted)


class Name(models.Model):
    """A photographer or an agency that captions' credit lines name, known by its slug however the name is written."""

    part = models.CharField(max_length=12, choices=[(part.value, part.value) for part in Part])
    slug = models.CharField(max_length=LONGEST_NAME)
    name = models.CharField(max_length=LONGEST_NAME)
    """The nicest writing met so far."""
    captions = models.ManyToManyField("gallery.Caption", related_name="names", editable=False)

    objects = NameQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "slug"], name="name_once"),
            models.CheckConstraint(condition=models.Q(part__in=[part.value for part in Part]), name="name_part"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address of the page with this name's photos."""
        return path_of(self.part, self.slug)

    @property
    def key(self) -> Key:
        """What the name is known by."""
        return self.part, self.slug


def write_names(captions: Iterable[Any]) -> None:
    """Bring the names of captions to what their shown credit lines say; writes only what differs."""
    said = {caption.pk: {(str(each.part), each.slug): each for each in named_in(caption.credit)} for caption in captions}
    through = Name.captions.through
    kept = {(link.caption_id, link.name.key): link.pk for link in through.objects.filter(caption__in=said).select_related("name")}
    wanted = {(pk, key) for pk, named in said.items() for key in named}
    gone = [pk for link, pk in kept.items() if link not in wanted]
    if gone:
        through.objects.filter(pk__in=gone).delete()
    rows = _rows([each for named in said.values() for each in named.values()])
    fresh = [through(caption_id=pk, name_id=rows[key].pk) for pk, key in sorted(wanted - set(kept))]
    through.objects.bulk_create(fresh, ignore_conflicts=True)


def _rows(named: Iterable[Named]) -> dict[Key, Name]:
    """Find or make the rows of names, each under its nicest writing."""
    written: dict[Key, str] = {}
    for each in named:
        key = (str(each.part), each.slug)
        written[key] = nicer(written.get(key, each.name), each.name)
    rows = {row.key: row for row in Name.objects.of(written)}
    missing = [Name(part=key[0], slug=key[1], name=name) for key, name in written.items() if key not in rows]
    if missing:
        Name.objects.bulk_create(missing, ignore_conflicts=True)  # another process may have been faster
        rows = {row.key: row for row in Name.objects.of(written)}
    for key, row in rows.items():
        better = nicer(row.name, written[key])
        if better != row.name:
            Name.objects.filter(pk=row.pk).update(name=better)
    return rows
