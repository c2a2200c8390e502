"""What a story was read from, kept so that newer rules can read it again: of each article the latest page, packed.

The bytes lie in the private storage, which nobody is served from, under a name made from their content. Pictures that came beside a
saved page are kept as the photos' originals; a page names those that were its own.
"""

import gzip
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone

PACKED = 6
"""How hard gzip tries: harder saves one part in a hundred for three times the work."""


class PageLost(Exception):
    """The page of a story is not in the storage any more, or is no longer what was kept."""


@dataclass(frozen=True, slots=True)
class AsRead:
    """A page as it was handed to the reader."""

    data: bytes = field(repr=False)
    name: str
    """The file it was saved as; empty for a page that came from its address."""
    url: str = ""
    charset: str = ""
    saved: bool = False
    """It was read as a saved page: without an address of its own, with pictures in a folder beside it."""
    taken_at: datetime | None = None
    """When an archive captured it; None: it was read when it was taken in."""

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


class Page(models.Model):
    """The page that an article was last read from."""

    article = models.OneToOneField("articles.Article", models.CASCADE, related_name="page")
    digest = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=500, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    charset = models.CharField(max_length=100, blank=True)
    saved = models.BooleanField(default=False)
    pictures = models.JSONField(default=dict)
    """The storage's names of the originals that came beside it, by the address under which the page shows them."""
    size = models.PositiveIntegerField()
    """Bytes, unpacked."""
    packed = models.PositiveIntegerField()
    """Bytes in the storage."""
    rules = models.CharField(max_length=64, db_index=True)
    """By which version of the reading rules it was last read."""
    read_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    """When an archive captured it; nothing: it came from its address or a file when it was read."""

    def __str__(self) -> str:
        return self.url or self.name or self.digest

    def as_read(self) -> AsRead:
        """Give the page as it was handed to the reader; raises PageLost."""
        try:
            with default_storage.open(storage_name(self.digest)) as file, gzip.open(file) as unpacked:
                data = unpacked.read(self.size + 1)
        except (OSError, EOFError) as error:
            raise PageLost("the page that it was read from is not in the storage any more") from error
        page = AsRead(data, self.name, self.url, self.charset, self.saved, self.taken_at)
        if page.digest != self.digest:
            raise PageLost("the page that it was read from is damaged in the storage")
        return page


class PicturesKept(Mapping[str, bytes]):
    """The pictures that came beside a page, by the address under which it shows them; read only when asked for."""

    def __init__(self, originals: Mapping[str, str]) -> None:
        self._originals = {url: name for url, name in originals.items() if default_storage.exists(name)}

    def __getitem__(self, url: str) -> bytes:
        with default_storage.open(self._originals[url]) as file:
            return file.read()

    def __iter__(self) -> Iterator[str]:
        return iter(self._originals)

    def __len__(self) -> int:
        return len(self._originals)

    def __contains__(self, url: object) -> bool:
        return url in self._originals


def storage_name(digest: str) -> str:
    """Name the file of a page's bytes."""
    return f"pages/{digest}.gz"


def write(page: AsRead) -> int:
    """Put a page's bytes into the storage, unless they lie there; give their size there."""
    name = storage_name(page.digest)
    if not default_storage.exists(name):
        # Without a time in it the same page is the same file.
        given = default_storage.save(name, ContentFile(gzip.compress(page.data, PACKED, mtime=0)))
        if given != name:  # another process was as quick
            default_storage.delete(given)
    return default_storage.size(name)


def keep(article: Any, page: AsRead, packed: int, rules: str, pictures: Mapping[str, str]) -> None:
    """Make a page that lies in the storage an article's own, inside the transaction that stores the article; a repeat writes nothing.

    The one before is forgotten once that is committed. `pictures` are the originals of those that came beside it this time.
    """
    row = Page.objects.filter(article=article).first() or Page(article=article, digest="")
    before = row.digest
    kept = row.pictures if before == page.digest else {}
    said = {
        "digest": page.digest,
        "taken_at": _later(row.taken_at, page.taken_at) if before == page.digest else page.taken_at,
        "name": page.name[:500],
        "url": page.url if len(page.url) <= 2000 else "",
        "charset": page.charset[:100],
        "saved": page.saved,
        "pictures": kept | dict(pictures),
        "size": len(page.data),
        "packed": packed,
        "rules": rules,
    }
    if all(getattr(row, name) == value for name, value in said.items()):
        return
    for name, value in said.items():
        setattr(row, name, value)
    row.read_at = timezone.now()
    row.save()
    if before not in ("", page.digest):
        transaction.on_commit(partial(forget, [before]))


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    """Give the later of two times of the same page, where nothing stands for that of its reading."""
    return max(one, other) if one and other else None


def forget(digests: Iterable[str]) -> None:
    """Delete the files of pages that no article names any more."""
    for digest in set(digests):
        if not Page.objects.filter(digest=digest).exists():
            default_storage.delete(storage_name(digest))


def beside(page: Page) -> Callable[[Iterable[str], Iterable[str]], Mapping[str, bytes]] | None:
    """Give what hands out the pictures that came with a page; None for one that came alone."""
    return (lambda homes, addresses: PicturesKept(page.pictures)) if page.saved or page.pictures else None
