"""The forms that feeds come in, by what their addresses call them. Pure."""

from types import ModuleType

from articles.feeds import atom, json_feed, rss

RSS = "rss"
FORMS: dict[str, ModuleType] = {RSS: rss, "atom": atom, "json": json_feed}
"""Each writes an `item` of an entry and a `document` of items, and says its MEDIA_TYPE and what it is sent as."""
