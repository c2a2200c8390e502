"""Each story as it stands in a feed, kept under the version of what it says: one that changes is written anew, and no other."""

from collections.abc import Callable, Sequence
from hashlib import sha256

from django.core.cache import cache

from articles.feeds.channels import Row
from articles.feeds.entry import Entry, Site
from articles.feeds.telling import entry_of
from articles.models import Article
from articles.page_cache import A_DAY
from articles.release import edition
from gallery.models import Weight


def pieces(rows: Sequence[Row], form: str, site: Site, write: Callable[[Entry], str]) -> list[str]:
    """Give the stories of these rows in a form, in their order; those that are gone meanwhile are left out."""
    told_by = form, site, edition()
    names = {row[0]: f"story:{sha256(repr((told_by, row)).encode()).hexdigest()}" for row in rows}
    kept = cache.get_many(list(names.values()))
    missing = [pk for pk, name in names.items() if name not in kept]
    if missing:
        stories = _read(missing)
        weights = Weight.of(caption.photo.digest for story in stories for caption in story.gallery if caption.photo.digest)
        made = {names[story.pk]: write(entry_of(story, site, weights)) for story in stories}
        cache.set_many(made, A_DAY)
        kept |= made
    return [kept[name] for name in names.values() if name in kept]


def _read(keys: Sequence[int]) -> Sequence[Article]:
    return Article.objects.published().order_by().with_gallery().filter(pk__in=keys).prefetch_related("corrections")
