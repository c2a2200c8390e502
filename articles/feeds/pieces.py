"""Each story as it stands in a feed, kept under the version of what it says: one that changes is written anew, and no other."""

from collections.abc import Callable, Sequence
from hashlib import sha256

from django.core.cache import cache

from articles.feeds.channels import Row
from articles.feeds.entry import Entry, Site
from articles.feeds.reading import stories
from articles.feeds.telling import addresses, entry_of
from articles.page_cache import A_DAY
from articles.release import edition


def pieces(rows: Sequence[Row], form: str, site: Site, write: Callable[[Entry], str]) -> list[str]:
    """Give the stories of these rows in a form, in their order; those that are gone meanwhile are left out."""
    told_by = form, site, edition()
    names = {row[0]: f"story:{sha256(repr((told_by, row)).encode()).hexdigest()}" for row in rows}
    kept = cache.get_many(list(names.values()))
    missing = [pk for pk, name in names.items() if name not in kept]
    if missing:
        address = addresses(site)
        made = {names[story.pk]: write(entry_of(story, site, address)) for story in stories(missing)}
        cache.set_many(made, A_DAY)
        kept |= made
    return [kept[name] for name in names.values() if name in kept]
