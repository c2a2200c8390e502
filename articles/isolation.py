"""Reads foreign pages and feeds in a child process, so that a page can kill, hang or bloat that child and nothing else."""

from articles.reading.story import Story, Unreadable
from articles.subscriptions.feed import Feed, NotAFeed
from articles.subscriptions.finding import Candidate
from articles.subscriptions.opml import NotOpml, Outlines
from gallery.isolation import USUAL, Limits, Room, Work

__all__ = ["READ", "FeedReader", "Limits", "LinkReader", "OpmlReader", "Reader"]

READ = "articles.reading.reader:read"
READ_LINKS = "articles.subscriptions.finding:feeds_on"
READ_FEED = "articles.subscriptions.reading:read_feed"
LINK_MODULES = frozenset({"articles.subscriptions.finding"})
READ_OPML = "articles.subscriptions.opml:read_opml"
FEED_MODULES = frozenset({"articles.subscriptions.feed", "datetime"})
OPML_MODULES = frozenset({"articles.subscriptions.opml"})
STORY_MODULES = frozenset({"articles.reading.story", "gallery.sightings", "datetime"})


class Reader(Room):
    """Reads pages one after the other in a child process, which starts with the `with` and ends with it.

    `read` names the function as `module:name`; it is given the bytes, the page's address and its server's charset and returns a Story.
    """

    def __init__(self, read: str = READ, limits: Limits = USUAL) -> None:
        super().__init__(Work(read, Unreadable, STORY_MODULES, doing="reading it", doer="reader"), limits)

    def read(self, data: bytes, url: str | None, charset: str | None = None) -> Story:
        """Read one page; `charset` is the one its server named.

        Raises Unreadable where it is none, or where it took more time or memory than a page may.
        """
        story = self.ask(data, url, charset)
        if not isinstance(story, Story):
            raise self.fault(f"The answer is no story: {story!r:.200}")
        return story


class FeedReader(Room):
    """Reads feeds and site maps one after the other in a child process, which starts with the `with` and ends with it."""

    def __init__(self, limits: Limits = USUAL) -> None:
        super().__init__(Work(READ_FEED, NotAFeed, FEED_MODULES, doing="reading it", doer="reader"), limits)

    def read(self, data: bytes, url: str, charset: str | None = None) -> Feed:
        """Read one feed; raises NotAFeed where it is none, or where it took more time or memory than a feed may."""
        feed = self.ask(data, url, charset)
        if not isinstance(feed, Feed):
            raise self.fault(f"The answer is no feed: {feed!r:.200}")
        return feed


class LinkReader(Room):
    """Looks for the feeds that pages name, in a child process, which starts with the `with` and ends with it."""

    def __init__(self, limits: Limits = USUAL) -> None:
        super().__init__(Work(READ_LINKS, NotAFeed, LINK_MODULES, doing="reading it", doer="reader"), limits)

    def read(self, data: bytes, url: str, charset: str | None = None) -> tuple[Candidate, ...]:
        """Give the feeds that a page names; raises NotAFeed where it is none, or where it took more time or memory than a page may."""
        found = self.ask(data, url, charset)
        if not isinstance(found, tuple):
            raise self.fault(f"The answer is no list of feeds: {found!r:.200}")
        return found


class OpmlReader(Room):
    """Reads lists of feeds in a child process, which starts with the `with` and ends with it."""

    def __init__(self, limits: Limits = USUAL) -> None:
        super().__init__(Work(READ_OPML, NotOpml, OPML_MODULES, doing="reading it", doer="reader"), limits)

    def read(self, data: bytes) -> Outlines:
        """Read one list; raises NotOpml where it is none, or where it took more time or memory than a list may."""
        outlines = self.ask(data)
        if not isinstance(outlines, Outlines):
            raise self.fault(f"The answer is no list of feeds: {outlines!r:.200}")
        return outlines
