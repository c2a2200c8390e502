"""Where the feed of a new source is, when somebody gave the address of a page: one place after the other is asked, in the source's turn."""

from urllib.parse import urljoin

from django.utils import timezone

from articles.fetch import Fetched
from articles.isolation import LinkReader
from articles.subscriptions.arriving import at_address
from articles.subscriptions.feed import NotAFeed
from articles.subscriptions.finding import sitemaps_named, usual_places
from articles.subscriptions.rows import FormerAddress, Subscription
from articles.subscriptions.tidying import address
from gallery.races import redone

NAMED = 5
"""Feeds that a page names, and site maps that a server's robots.txt does, which are asked: the first ones."""
ROBOTS = "/robots.txt"
NOTHING = "no feed and no news site map was found there"


def note_places(source: Subscription, fetched: Fetched) -> None:
    """Keep where the feed of a source that was never read may be, from what stands at its address."""
    if source.url.endswith(ROBOTS):
        source.places = list(sitemaps_named(fetched.body.decode("utf-8", "replace"), fetched.final_url)[:NAMED])
    elif not source.page:
        named = _named(fetched)[:NAMED]
        places = [*named, *usual_places(fetched.final_url), urljoin(fetched.final_url, ROBOTS)]
        source.page, source.places = source.url, list(dict.fromkeys(filter(None, map(address, places))))
    # A row that was deleted meanwhile stays so.
    Subscription.objects.filter(pk=source.pk).update(page=source.page, places=source.places)


def _named(fetched: Fetched) -> list[str]:
    try:
        with LinkReader() as reader:
            return [candidate.url for candidate in reader.read(fetched.body, fetched.final_url, fetched.charset)]
    except NotAFeed:
        return []


@redone
def go_on(source: Subscription) -> bool:
    """Have a source that was never read asked at the next place; False where none is left: then it is where somebody said.

    A source that turns out to be another one, which is subscribed to, is that one, also where that was added in this moment.
    """
    if source.format or not source.page:
        return False
    place, *left = source.places or [source.page]
    other = at_address(place)
    if other and other.pk != source.pk:
        if source.delete()[0]:
            FormerAddress.objects.update_or_create(url=source.page, defaults={"subscription": other})
        return True
    is_left = place != source.page
    Subscription.objects.filter(pk=source.pk).update(url=place, places=left, due_at=timezone.now())
    return is_left
