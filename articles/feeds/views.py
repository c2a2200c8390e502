"""The feeds: each document is one answer in one piece, made once for what it says, and 304 for who has it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.feeds import channels, opml
from articles.feeds.channels import Channel, Document
from articles.feeds.documents import Head
from articles.feeds.entry import Site
from articles.feeds.formats import FORMS, RSS
from articles.feeds.hubs import hub_of
from articles.feeds.keys import key_of
from articles.feeds.pieces import pieces
from articles.models import Section
from articles.page_cache import answer_kept, asked_again
from articles.release import edition
from articles.search.addresses import Address
from gallery.models import Name
from gallery.paths import path_of
from gallery.posted import key_of as number_in

STARTED = timezone.now()
"""When a paper without any story changed last."""


@require_safe
def everything(request: HttpRequest, form: str = RSS) -> HttpResponse:
    """Give the stories of the whole paper."""
    return _stories(request, form, channels.everything())


@require_safe
def section(request: HttpRequest, slug: str, form: str = RSS) -> HttpResponse:
    """Give a section's stories."""
    return _stories(request, form, channels.of_section(get_object_or_404(Section, slug=slug)))


@require_safe
def name(request: HttpRequest, part: str, slug: str, form: str = RSS) -> HttpResponse:
    """Give the stories that show a photographer's, or an agency's, photos."""
    return _stories(request, form, channels.of_name(get_object_or_404(Name, part=part, slug=slug)))


@require_safe
def search(request: HttpRequest, form: str = RSS) -> HttpResponse:
    """Give what a search finds, for as long as somebody subscribes to it."""
    address = Address.read(request.GET)
    if not (address.typed.strip() or address.chosen):
        raise Http404("A feed of a search has something to look for.")
    here = f"after={'.'.join(map(str, address.after))}" if address.after else ""
    return _answer(request, form, channels.of_search(address), channels.found_by(address), here, channels.edge()[1])


def _stories(request: HttpRequest, form: str, channel: Channel) -> HttpResponse:
    asked, stories = request.GET.get("archive", ""), channel.stories
    newest, changed = channels.edge()
    document = channels.archive_of(stories, number_in(asked), newest) if asked else channels.newest_of(stories, newest)
    if document is None:
        raise Http404("There is no such archive.")
    return _answer(request, form, channel, document, f"archive={number_in(asked)}" if asked else "", changed)


def _answer(request: HttpRequest, form: str, channel: Channel, document: Document, here: str, changed: datetime | None) -> HttpResponse:
    """Give a document of a channel; `here` is its own query, `changed` when any story changed last."""
    site = site_of(request)
    head = _head(channel, form, document, here, site, changed)

    def make() -> HttpResponse:
        items = pieces(document.rows, form, site, FORMS[form].item)
        return HttpResponse(FORMS[form].document(head, items).encode(), FORMS[form].CONTENT_TYPE)

    answer = answer_kept(request, repr((form, head, document, edition())), make, head.address, is_secret=bool(site.key))
    if head.hub:
        answer["Link"] = f'<{head.hub}>; rel="hub", <{head.address}>; rel="self"'
    return answer


def _head(channel: Channel, form: str, document: Document, here: str, site: Site, changed: Any) -> Head:
    def at(query: str) -> str:
        return site.given(channel.path(form, query))

    updated = max((row[1] for row in document.rows), default=changed or STARTED)
    return Head(
        id=f"tag:{settings.CUTLINE_TAG_AUTHORITY}:feed/{channel.path(RSS).removeprefix(get_script_prefix())}",
        title=channel.title,
        paper=settings.SITE_NAME,
        description=channels.DESCRIPTION,
        home=site.page(channel.page),
        address=at(here),
        newest=at(""),
        updated=updated,
        language=settings.LANGUAGE_CODE,
        style=static("feed.css"),
        older=at(document.older) if document.older else "",
        newer=at(document.newer) if document.newer else "",
        is_archive=document.is_archive,
        is_page=document.is_page,
        hub="" if here else hub_of(channel),
    )


def site_of(request: HttpRequest) -> Site:
    """Say where the paper stands for whoever asks: where its operator says, else where it was asked."""
    return Site(settings.CUTLINE_ADDRESS or request.build_absolute_uri("/"), getattr(request, "feed_key", ""))


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """List the feeds for people."""
    site = site_of_reader(request)
    listed = [(channel, [(form, site.given(channel.path(form))) for form in FORMS]) for channel in channels.every()]
    return asked_again(render(request, "feeds/list.html", {"listed": listed, "opml": site.given(path_of("opml"))}))


@require_safe
def subscriptions(request: HttpRequest) -> HttpResponse:
    """Give the list of all feeds that a feed reader takes in at once."""
    site = site_of_reader(request)
    outlines = [(each.title, site.given(each.path(RSS)), site.page(each.page)) for each in channels.every()]
    answer = HttpResponse(opml.document(settings.SITE_NAME, outlines), opml.CONTENT_TYPE)
    answer["Content-Disposition"] = 'inline; filename="feeds.opml"'
    return asked_again(answer)


def site_of_reader(request: HttpRequest) -> Site:
    """Give a private paper's reader addresses with a key of their own."""
    site = site_of(request)
    return Site(site.root, site.key or key_of(request.user)) if settings.CUTLINE_PRIVATE else site
