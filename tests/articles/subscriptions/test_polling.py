"""One question to a source, and what is kept of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import asking, pace
from articles.models import Article, Host
from articles.subscriptions import polling, schedule, tending
from articles.subscriptions.feed import CUT_OFF
from articles.subscriptions.polling import poll
from articles.subscriptions.rows import FormerAddress, Item, Subscription
from tests.articles.subscriptions.papers import RSS, entry, rss, subscribe

pytestmark = pytest.mark.django_db
ETAG = {"ETag": '"v1"'}


@pytest.fixture
def source(publisher):
    """A source of two items, never asked yet."""
    publisher.answers["/feed"] = (200, RSS | ETAG, rss(entry(1, "/1"), entry(2, "/2")))
    return subscribe(publisher.url("/feed"))


def ask(source, **since):
    """Ask a source again, as when it is due."""
    Subscription.objects.filter(pk=source.pk).update(due_at=timezone.now(), **since)
    Host.objects.all().delete()
    assert poll(source.pk, appointed=False) is None
    source.refresh_from_db()
    return source


def urls():
    return [item.url.rpartition("/")[2] for item in Item.objects.order_by("pk")]


def rows():
    return list(Item.objects.order_by("pk").values_list())


def test_what_a_source_brings_is_kept_in_its_order_with_what_it_says_of_itself(source):
    ask(source)
    assert urls() == ["1", "2"]
    assert set(Item.objects.values_list("state", "article")) == {("waiting", None)}
    assert (source.title, source.format, source.etag, source.failures, source.problem) == ("The Harbour Paper", "rss20", '"v1"', 0, "")
    assert source.news_at == source.asked_at


def test_since_when_a_source_fails_is_known_until_it_answers(source, publisher):
    good, publisher.answers["/feed"] = publisher.answers["/feed"], (503, {}, b"")
    first = ask(source).failing_since
    assert first is not None
    assert (ask(source).failing_since, source.failures) == (first, 2)
    publisher.answers["/feed"] = good
    assert ask(source).failing_since is None


def test_a_source_that_is_not_due_paused_or_gone_is_not_asked(source, publisher):
    for said in ({"due_at": timezone.now() + timedelta(minutes=1)}, {"is_paused": True}, {"is_gone": True}):
        Subscription.objects.filter(pk=source.pk).update(**({"due_at": timezone.now(), "is_paused": False} | said))
        assert poll(source.pk, appointed=False) is None
    assert not publisher.asked


def test_what_has_not_changed_costs_one_request_and_one_row(source, publisher):
    ask(source)
    before, interval = rows(), source.interval
    with CaptureQueriesContext(
        connection,
    ) as questions:
        ask(source)
    assert publisher.asked["/feed"] == 2
    assert publisher.headers["/feed"]["If-None-Match"] == '"v1"'
    written = {said["sql"].split('"')[1] for said in questions if said["sql"].startswith(("UPDATE", "INSERT", "DELETE"))}
    assert written <= {"articles_subscription", "articles_host"}
    assert rows() == before
    assert source.interval > interval
    assert source.news_at < source.asked_at


def test_the_same_bytes_without_a_version_are_not_read_again(source, publisher, monkeypatch):
    publisher.answers["/feed"] = (200, RSS, publisher.answers["/feed"][2])
    ask(source)
    before = rows()
    monkeypatch.setattr(polling, "read_feed", None)
    ask(source)
    assert publisher.asked["/feed"] == 2
    assert rows() == before


def test_the_same_items_in_other_bytes_write_no_item(source, publisher):
    ask(source)
    before = rows()
    publisher.answers["/feed"] = (200, RSS, rss(entry(1, "/1"), entry(2, "/2"), head="<ttl>5</ttl>"))
    ask(source)
    assert rows() == before


def test_new_items_join_those_that_are_known(source, publisher):
    ask(source)
    publisher.answers["/feed"] = (200, RSS, rss(entry(3, "/3"), entry(1, "/1")))
    ask(source)
    assert urls() == ["1", "2", "3"]


def taken():
    """Let every item be a story's."""
    now = timezone.now()
    article = Article.objects.create(identity="url:a", slug="a", guid="a", kind="story", headline="A", dated_at=now, changed_at=now)
    Item.objects.update(state=Item.State.TAKEN, said=None, article=article)
    return article


def test_an_item_that_changed_waits_again_and_stays_its_article_s(source, publisher):
    ask(source)
    article = taken()
    publisher.answers["/feed"] = (200, RSS, rss(entry(1, "/1", title="Seal keeps two ferries waiting"), entry(2, "/2")))
    ask(source)
    assert list(Item.objects.order_by("pk").values_list("state", "article")) == [("waiting", article.pk), ("taken", article.pk)]
    assert Item.objects.first().said is None
    assert Item.objects.last().said["title"] == "Seal keeps two ferries waiting"


def test_an_item_that_moved_is_the_same_one_at_another_address(source, publisher):
    ask(source)
    article = taken()
    publisher.answers["/feed"] = (200, RSS, rss(entry(1, "/moved"), entry(2, "/2")))
    ask(source)
    assert urls() == ["moved", "2"]
    assert Item.objects.get(url__endswith="/moved").article == article


def test_an_item_whose_guid_changes_is_the_same_one(source, publisher):
    ask(source)
    taken()
    for guid in ("other", "another"):
        publisher.answers["/feed"] = (200, RSS, rss(entry(1, "/1", guid=guid), entry(2, "/2")))
        ask(source)
    assert set(Item.objects.values_list("state", flat=True)) == {"taken"}
    assert Item.objects.count() == 2


def test_an_item_that_left_the_feed_and_returns_is_the_same_one(source, publisher):
    first = publisher.answers["/feed"]
    ask(source)
    taken()
    publisher.answers["/feed"] = (200, RSS, rss(entry(3, "/3")))
    ask(source)
    publisher.answers["/feed"] = first
    ask(source)
    assert list(Item.objects.order_by("pk").values_list("state", flat=True)) == ["taken", "taken", "waiting"]


def test_an_item_that_stands_in_the_feed_twice_comes_once(source, publisher):
    publisher.answers["/feed"] = (200, RSS, rss(entry(1, "/1"), entry(1, "/1"), entry(2, "/2"), entry(1, "/1")))
    ask(source)
    assert urls() == ["1", "2"]


@pytest.mark.parametrize("many", [10, 300])
def test_the_questions_are_as_many_however_many_items_there_are(source, publisher, many, django_assert_max_num_queries):
    publisher.answers["/feed"] = (200, RSS, rss(*(entry(number, f"/{number}") for number in range(many))))
    ask(source)
    changed = (entry(number, f"/{number}", title=f"Other {number}", guid=f"new{number}") for number in range(many))
    publisher.answers["/feed"] = (200, RSS, rss(*changed))
    with django_assert_max_num_queries(16):
        ask(source)
    assert Item.objects.count() == many


def test_the_version_is_never_kept_before_the_items(source, monkeypatch):
    def fail(*_):
        raise ValueError

    monkeypatch.setattr(polling.arriving, "move", fail)
    ask(source)
    assert (source.etag, source.body_digest, Item.objects.count()) == ("", "", 0)
    assert source.problem == polling.OUR_FAULT


GONE = (410, {}, b"")


def a_day_later(source):
    source.refresh_from_db()
    return source.gone_since and {"gone_since": source.gone_since - polling.GONE_AFTER}


def test_a_source_is_gone_once_its_server_says_so_twice_a_day_apart(source, publisher):
    publisher.answers["/feed"] = GONE
    ask(source)
    assert (source.is_gone, source.problem) == (False, polling.MAYBE_GONE)
    assert source.due_at - source.gone_since == timedelta(days=1)
    ask(source)  # somebody wants to know it at once
    assert (source.is_gone, source.problem) == (False, polling.MAYBE_GONE)
    ask(source, **a_day_later(source))
    assert (source.is_gone, source.problem) == (True, polling.GONE)
    ask(source)
    assert publisher.asked["/feed"] == 3


def test_who_asks_a_source_that_is_gone_again_finds_it_there_or_gone_as_before(source, publisher):
    there, publisher.answers["/feed"] = publisher.answers["/feed"], GONE
    ask(source)
    ask(source, **a_day_later(source))
    tending.ask_now(Subscription.objects.all())
    assert ask(source).is_gone
    publisher.answers["/feed"] = there
    tending.ask_now(Subscription.objects.all())
    ask(source)
    assert (source.is_gone, source.gone_since, source.problem, len(urls())) == (False, None, "", 2)


@pytest.mark.parametrize("between", [(503, {}, b""), (404, {}, b"")])
def test_a_source_is_not_gone_where_its_server_said_something_else_in_between(source, publisher, between):
    publisher.answers["/feed"] = GONE
    ask(source)
    first = a_day_later(source)
    publisher.answers["/feed"] = between
    ask(source, **first)
    publisher.answers["/feed"] = GONE
    ask(source)
    assert (source.is_gone, source.problem) == (False, polling.MAYBE_GONE)


@pytest.mark.parametrize(("status", "is_gone"), [(302, False), (307, False), (301, True), (308, True)])
def test_a_source_is_gone_where_lasting_redirects_alone_lead(source, publisher, status, is_gone):
    publisher.answers |= {"/feed": (status, {"Location": "/other"}, b""), "/other": GONE}
    ask(source)
    ask(source, **(a_day_later(source) or {}))
    assert source.is_gone is is_gone
    assert source.problem == (polling.GONE if is_gone else "the server answered 410 Gone")
    assert publisher.asked["/other"] == 2


def test_a_source_that_moved_for_good_is_asked_where_it_is(source, publisher):
    publisher.answers |= {"/new": publisher.answers["/feed"], "/feed": (301, {"Location": "/new"}, b"")}
    before = source.url
    ask(source)
    assert source.url == publisher.url("/new")
    assert FormerAddress.objects.get(url=before).subscription == source
    assert polling.arriving.at_address(before) == source
    ask(source)
    assert (publisher.asked["/feed"], publisher.asked["/new"]) == (1, 2)


def test_a_source_that_moved_back_is_where_it_was(source, publisher):
    feed, before = publisher.answers["/feed"], source.url
    publisher.answers |= {"/new": feed, "/feed": (308, {"Location": "/new"}, b"")}
    ask(source)
    publisher.answers |= {"/feed": feed, "/new": (308, {"Location": "/feed"}, b"")}
    ask(source)
    assert source.url == before
    assert list(FormerAddress.objects.values_list("url", flat=True)) == [publisher.url("/new")]


def test_a_redirect_for_now_moves_nothing(source, publisher):
    publisher.answers |= {"/new": publisher.answers["/feed"], "/feed": (302, {"Location": "/new"}, b"")}
    ask(source)
    assert (source.url, len(urls())) == (publisher.url("/feed"), 2)


def test_an_address_without_a_feed_is_not_moved_to(source, publisher):
    ask(source)
    publisher.answers |= {
        "/new": (200, {"Content-Type": "text/html"}, b"<!doctype html><html>Sign in"),
        "/feed": (301, {"Location": "/new"}, b""),
    }
    ask(source)
    assert (source.url, source.problem) == (publisher.url("/feed"), "it is a page, not a feed")


def test_of_two_sources_that_become_one_the_other_goes_on(source, publisher):
    other = subscribe(publisher.url("/new"))
    publisher.answers |= {"/new": publisher.answers["/feed"], "/feed": (301, {"Location": "/new"}, b"")}
    ask(source)
    assert (source.is_gone, source.problem) == (True, polling.arriving.ELSEWHERE)
    assert ask(other).failures == 0


def test_a_server_that_asks_to_be_left_alone_is(source, publisher):
    publisher.answers["/feed"] = (429, {"Retry-After": "7200"}, b"")
    ask(source)
    assert source.problem == "the server answered 429 Too Many Requests"
    assert source.due_at - source.asked_at >= timedelta(seconds=7199)
    assert pace.resting("localhost", timezone.now() + timedelta(seconds=7000))


def test_a_source_whose_host_rests_is_put_off_until_it_may_be_asked(source, publisher):
    until = timezone.now() + timedelta(hours=1)
    pace.rest("localhost", until)
    assert poll(source.pk, appointed=False) is None
    source.refresh_from_db()
    assert (source.due_at, publisher.asked["/feed"]) == (until, 0)


def test_who_may_not_ask_yet_is_told_when(source, settings, publisher):
    settings.CUTLINE_FETCH_PAUSE = 5
    pace.may_ask("localhost", timezone.now(), appointed=False)
    turn = poll(source.pk, appointed=False)
    assert timezone.now() < turn < timezone.now() + timedelta(seconds=10)
    assert not publisher.asked


@pytest.mark.parametrize(
    ("headers", "head"),
    [({"Cache-Control": "max-age=50000"}, ""), ({}, "<ttl>833</ttl>"), ({"Cache-Control": "max-age=60"}, "<ttl>833</ttl>")],
)
def test_who_says_that_nobody_need_ask_for_a_while_is_not_asked(source, publisher, headers, head):
    publisher.answers["/feed"] = (200, RSS | headers | ETAG, rss(entry(1, "/1"), head=head))
    for _ in range(2):  # the second time it is unchanged
        ask(source)
        assert source.due_at - source.asked_at >= timedelta(seconds=49_900)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((404, {}, b""), "the server answered 404 Not Found"),
        ((200, RSS, b"<!doctype html><html><title>Sign in</title>"), "it is a page, not a feed"),
        ((200, RSS, b"<rss>" + bytes(11 * 1024 * 1024)), "it is larger than 10 MB"),
        ((200, {"Content-Type": "image/png"}, b""), "it is no feed but image/png"),
        ((200, RSS | {"Content-Length": "99999"}, rss(entry(1, "/1"))), "the connection to its server broke off before the feed was whole"),
    ],
)
def test_what_is_wrong_with_a_source_is_told_in_words_and_it_is_asked_ever_later(source, publisher, answer, words):
    ask(source)
    before, known = rows(), source.etag
    publisher.answers["/feed"] = answer
    waits = []
    for _ in range(4):
        ask(source)
        waits.append(source.due_at - source.asked_at)
    assert source.problem == words
    assert waits == sorted(waits)
    assert waits[-1] > waits[0] * 4
    assert (source.failures, source.etag, rows()) == (4, known, before)


def test_what_failed_and_answers_again_is_well(source, publisher):
    well = publisher.answers["/feed"]
    ask(source)
    publisher.answers["/feed"] = (503, {}, b"")
    ask(source)
    publisher.answers["/feed"] = well
    ask(source)
    assert (source.failures, source.problem) == (0, "")


def test_a_server_that_does_not_answer_is_left_when_the_time_is_up(source, monkeypatch):
    def be_slow(*_, **__):
        failure = polling.FetchFailed("it took more than 30 seconds", silent=True)
        failure.at = source.url
        raise failure

    monkeypatch.setattr(asking, "fetch", be_slow)
    ask(source)
    assert (source.problem, source.failures) == ("it took more than 30 seconds", 1)
    assert pace.resting("localhost", timezone.now())


def test_of_a_feed_that_came_cut_off_the_rest_is_asked_for(source, publisher):
    whole = rss(entry(1, "/1"), entry(2, "/2"))
    publisher.answers["/feed"] = (200, RSS | ETAG, whole[: whole.rindex(b"<description>")])
    ask(source)
    assert (urls(), source.problem, source.etag) == (
        ["1"],
        CUT_OFF,
        "",
    )
    publisher.answers["/feed"] = (200, RSS | ETAG, whole)
    ask(source)
    assert (urls(), source.problem) == (["1", "2"], "")


def site_map(*paths, of="url"):
    news = "<n:news><n:title>News</n:title></n:news>" if of == "url" else ""
    listed = "".join(f"<{of}><loc>{path}</loc><lastmod>2026-11-{day:02}</lastmod>{news}</{of}>" for day, path in enumerate(paths, 1))
    root = "urlset" if of == "url" else "sitemapindex"
    return f'<{root} xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">{listed}</{root}>'.encode()


def test_of_an_index_of_site_maps_the_newest_are_asked_and_their_news_are_its_own(source, publisher):
    publisher.answers |= {f"/{day}.xml": (200, RSS | ETAG, site_map(f"/{day}a", f"/{day}b")) for day in range(1, 6)}
    publisher.answers["/feed"] = (200, RSS, site_map(*(f"/{day}.xml" for day in range(1, 5)), of="sitemap"))
    ask(source)
    for part in source.parts.all():
        ask(part)
    assert sorted(urls()) == ["2a", "2b", "3a", "3b", "4a", "4b"]
    assert set(Item.objects.values_list("subscription", flat=True)) == {source.pk}
    publisher.answers["/feed"] = (200, RSS, site_map(*(f"/{day}.xml" for day in range(1, 6)), of="sitemap"))
    ask(source)
    assert {part.url.rpartition("/")[2] for part in source.parts.all()} == {"3.xml", "4.xml", "5.xml"}
    assert Item.objects.count() == 6


def test_characters_that_no_database_keeps_cost_no_item(source, publisher):
    items = b'[{"id": "1\\ud800", "url": "/1", "title": "A\\u0000B"}]'
    feed = b'{"version": "https://jsonfeed.org/version/1.1", "title": "A\\u0000", "items": %s}' % items
    publisher.answers["/feed"] = (200, RSS, feed)
    ask(source)
    assert (Item.objects.get().said["title"], source.title) == ("AB", "A")


def test_what_the_schedule_says_is_what_is_kept(source, monkeypatch):
    then = schedule.Next(timezone.now() + timedelta(minutes=7), timedelta(minutes=7), 0)
    monkeypatch.setattr(polling.schedule, "after_answer", lambda *_: then)
    ask(source)
    assert (source.due_at, source.interval) == (then.due_at, then.interval)
