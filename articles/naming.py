"""The names that a story is filed under: its publisher, its section, its address here."""

from datetime import datetime
from hashlib import sha256
from urllib.parse import quote

from django.conf import settings
from django.utils.text import slugify

from articles.models import Article, Section, Source

LONGEST_NAME = 150
"""Characters of an address that stand in a GUID as they are; a letter of most scripts takes six or nine."""


def source_named(name: str | None) -> Source | None:
    """Give the publisher of that name, made where there is none yet; None without a name."""
    return Source.objects.get_or_create(name=name[:200])[0] if name else None


def section_named(name: str | None) -> Section | None:
    """Give the section of that name, made where there is none yet; None without a name."""
    if not name:
        return None
    name = name[:80]
    slug = slugify(name, allow_unicode=True)[:80] or "news"
    # Two publishers' "WORLD" and "World" are one section of this paper.
    return Section.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def free_slug(headline: str) -> str:
    """Make an address from the headline that no other article has; asked once, when the article is made."""
    stem = slugify(headline, allow_unicode=True)[:100].strip("-") or "story"
    taken = set(Article.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    if stem not in taken:
        return stem
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{stem}-{number}") not in taken)


def guid_for(slug: str, now: datetime) -> str:
    """Make the name that a new story has in feeds for ever (RFC 4151): letters that no such name may have are written as addresses do."""
    name = quote(slug, safe="")
    return f"tag:{settings.CUTLINE_TAG_AUTHORITY}:{now:%Y-%m-%d}/{name if len(name) <= LONGEST_NAME else sha256(name.encode()).hexdigest()}"
