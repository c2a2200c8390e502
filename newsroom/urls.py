"""Every address of the site."""

from collections.abc import Callable

from django.contrib import admin
from django.http import HttpResponse
from django.urls import URLPattern, path

from articles import archive_views as archive
from articles import reader, sitemaps
from articles import views as articles
from articles.feeds import views as feeds
from articles.feeds.formats import FORMS, RSS
from articles.feeds.keys import for_readers
from articles.search.views import search
from gallery import views as gallery
from newsroom import views as newsroom


def feed(page: str, view: Callable[..., HttpResponse], name: str, **said: str) -> list[URLPattern]:
    """Give the addresses of a page's feed: RSS, and every other form by its name."""
    readable = for_readers(view)
    forms = (path(f"{page}feed/{form}/", readable, said | {"form": form}, name=f"{name}_{form}") for form in FORMS if form != RSS)
    return [path(f"{page}feed/", readable, said, name=name), *forms]


urlpatterns = [
    path("", articles.front, name="front"),
    path("section/<str:slug>/", articles.section, name="section"),
    path("story/<str:slug>/", articles.story, name="story"),
    path("story/<str:slug>/photo/<int:photo>/", articles.story_photo, name="story_photo"),
    path("story/<str:slug>/text.<str:kind>", reader.story_text, name="story_text"),
    path("archive/", archive.archive_front, name="archive"),
    path("archive/<int:year>/", archive.archive_year, name="archive_year"),
    path("archive/<int:year>/<int:month>/", archive.archive_month, name="archive_month"),
    path("archive/<int:year>/<int:month>/<int:day>/", archive.archive_day, name="archive_day"),
    path("photo/<int:pk>/", gallery.photo, name="photo"),
    path("photographer/<str:slug>/", gallery.name, {"part": "photographer"}, name="photographer"),
    path("agency/<str:slug>/", gallery.name, {"part": "agency"}, name="agency"),
    path("media/<path:name>", for_readers(gallery.media), name="media"),
    path("search/", search, name="search"),
    *feed("", feeds.everything, "feed"),
    *feed("section/<str:slug>/", feeds.section, "section_feed"),
    *feed("photographer/<str:slug>/", feeds.name, "photographer_feed", part="photographer"),
    *feed("agency/<str:slug>/", feeds.name, "agency_feed", part="agency"),
    *feed("search/", feeds.search, "search_feed"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds.opml", for_readers(feeds.subscriptions), name="opml"),
    path("saved/", reader.saved, name="saved"),
    path("offline/", reader.offline, name="offline"),
    path("offline/newest.json", reader.newest, name="newest"),
    path("sw.js", reader.service_worker, name="service_worker"),
    path("manifest.webmanifest", reader.manifest, name="manifest"),
    path("login/", newsroom.Login.as_view(), name="login"),
    path("robots.txt", newsroom.robots),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<int:page>.xml", sitemaps.stories, name="sitemap_stories"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap_news"),
    path("favicon.ico", newsroom.favicon, name="favicon"),
    path("admin/", admin.site.urls),
]
handler400 = "newsroom.views.bad_request"
handler404 = "newsroom.views.not_found"
handler500 = "newsroom.views.server_error"
