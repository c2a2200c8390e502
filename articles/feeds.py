"""The newest stories as RSS, whole, with every photo once in its place."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed, Stylesheet
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import condition, require_safe

from articles import pages
from articles.models import Article
from gallery.pictures import picture_of
from gallery.renditions import photos

NEWEST = 30
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """Take away the characters that no XML document may hold (XML 1.0, production 2)."""
    return _NOT_XML.sub("", text)


class FullTextRss(Rss201rev2Feed):
    """RSS 2.0 with the whole story in `content:encoded` (the RSS content module)."""

    content_type = "text/xml; charset=utf-8"
    """What a browser needs to dress the feed with our style sheet; feed readers take it as well."""

    def rss_attributes(self) -> dict[str, str]:
        """Name the content module beside what every feed of Django's names."""
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write an item, its whole story last."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


@dataclass(frozen=True, slots=True)
class Item:
    """A story on its way into the feed, with the site's address for everything that must be absolute."""

    article: Article
    spread: pages.Spread
    root: str


def _edition(request: HttpRequest) -> tuple[int, datetime | None]:
    return Article.objects.published().count(), Article.objects.aggregate(last=Max("changed_at"))["last"]


def _etag(request: HttpRequest) -> str:
    count, last = _edition(request)
    return f'"{count}-{last.timestamp() if last else 0}"'


def _last_modified(request: HttpRequest) -> datetime | None:
    return _edition(request)[1]


class NewestStories(Feed):
    """The newest stories of the paper."""

    feed_type = FullTextRss
    title = settings.SITE_NAME
    description = "Every story whole, every photo once, with its caption under it."
    language = settings.LANGUAGE_CODE
    item_guid_is_permalink = False

    @method_decorator(require_safe)
    @method_decorator(condition(etag_func=_etag, last_modified_func=_last_modified))
    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 304 to those who have this edition, before any story is read."""
        response = super().__call__(request)
        # Django's own is the newest story's date, which an edit of an older story would not move.
        del response["Last-Modified"]
        return response

    def get_object(self, request: HttpRequest) -> str:
        """Give the site's address: what the items need of the request."""
        return request.build_absolute_uri("/")

    def link(self) -> str:
        """Give the front page's path."""
        return reverse("front")

    def stylesheets(self, root: str) -> list[Stylesheet]:
        """Name the sheet that lets a browser show the feed as a page."""
        return [Stylesheet(static("feed.css"), mimetype="text/css", media="screen")]

    def items(self, root: str) -> list[Item]:
        """Read the newest stories with their photos."""
        newest = Article.objects.published().with_gallery().prefetch_related("corrections")[:NEWEST]
        return [Item(article, pages.spread(article), root) for article in newest]

    def item_title(self, item: Item) -> str:
        """Give the headline."""
        return xml_text(item.article.headline)

    def item_description(self, item: Item) -> str:
        """Give the standfirst."""
        return xml_text(item.article.standfirst)

    def item_link(self, item: Item) -> str:
        """Give the path of the story's page."""
        return item.article.get_absolute_url()

    def item_guid(self, item: Item) -> str:
        """Give the name that was made once and kept."""
        return item.article.guid

    def item_pubdate(self, item: Item) -> datetime:
        """Give the time the paper files it under."""
        return item.article.dated_at

    def item_author_name(self, item: Item) -> str | None:
        """Give the authors, else the publisher, for `dc:creator`."""
        article = item.article
        return xml_text(", ".join(map(str, article.authors)) or str(article.source or "")) or None

    def item_categories(self, item: Item) -> list[str]:
        """Give the section."""
        return [xml_text(item.article.section.name)] if item.article.section else []

    def item_enclosures(self, item: Item) -> list[Enclosure]:
        """Give the lead photo at the very address the story shows it, so that no reader shows it twice."""
        picture = picture_of(item.spread.lead.caption.photo) if item.spread.lead else None
        if picture is None:
            return []
        try:
            size = photos().size(picture.name)
        except FileNotFoundError:
            return []
        url = item.root.rstrip("/") + picture.src if picture.src.startswith("/") else picture.src
        return [Enclosure(url, str(size), "image/jpeg")]

    def item_extra_kwargs(self, item: Item) -> dict[str, Any]:
        """Give the whole story."""
        story = {"article": item.article, "spread": item.spread, "root": item.root}
        return {"content": xml_text(render_to_string("feeds/story.html", story))}
