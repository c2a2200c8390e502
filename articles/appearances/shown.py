"""What readers get of a story that is at several places: one page, which names the others."""

from dataclasses import dataclass

from django.db.models import F, OuterRef, StringAgg, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.http import HttpResponse, HttpResponsePermanentRedirect

from articles.models import Article
from gallery.web import web_address


@dataclass(frozen=True, slots=True)
class Publisher:
    """Another publisher of a story, and where; the address is empty where it is none of the web."""

    name: str
    url: str


def leading_on(path: str) -> HttpResponse:
    """Lead on from a story's address for as long as it is joined: browsers ask each time, since it may be parted again."""
    answer = HttpResponsePermanentRedirect(path)
    answer["Cache-Control"] = "no-cache"
    return answer


def also_published(article: Article) -> tuple[Publisher, ...]:
    """Give the other publishers of a story, each once, those first that were read first."""
    copies = article.copies.exclude(source=None).exclude(source=article.source_id).order_by("pk").values_list("source__name", "url")
    found: dict[str, Publisher] = {}
    for name, url in copies:
        found.setdefault(name, Publisher(name, web_address(url)))
    return tuple(found.values())


def copies_named() -> Subquery:
    """What the copies of a story, the outer row, have its page say: differs where that does."""
    said = StringAgg(Concat("source__name", Value(" "), "url", output_field=TextField()), Value("\n"))
    copies = Article.objects.filter(joined_to=OuterRef("pk")).order_by()
    return Subquery(copies.annotate(of=F("joined_to")).values("of").annotate(said=said).values("said"))
