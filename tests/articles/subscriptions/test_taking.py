"""An item becomes a story, once, and goes on being it."""

import threading
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from articles import desk, rereading
from articles.appearances.rows import Appearance
from articles.ingest import ingest
from articles.models import Article, Host, Page
from articles.subscriptions import arriving, robots_rules, taking
from articles.subscriptions.polling import poll
from articles.subscriptions.rows import Item, RobotsRules, Subscription
from articles.subscriptions.taking import take
from gallery.models import Caption
from tests.articles.conftest import Publisher
from tests.articles.subscriptions.papers import RSS, entry, page, rss, subscribe, whole
from tests.articles.test_ingest import everything

pytestmark = pytest.mark.django_db
HTML = {"Content-Type": "text/html; charset=utf-8"}
ROBOTS = {"Content-Type": "text/plain"}


@pytest.fixture
def source(publisher):
    """A source, whose feed each test writes."""
    return subscribe(publisher.url("/feed"))


@pytest.fixture
def bring(source, publisher):
    """Let a source bring items, and have all that wait taken."""

    def bring(*entries):
        publisher.answers["/feed"] = (200, RSS, rss(*entries))
        Subscription.objects.update(due_at=timezone.now())
        poll(source.pk, appointed=False)
        take_all()
        return list(Item.objects.order_by("pk"))

    return bring


def take_all():
    for pk in list(Item.objects.waiting(timezone.now()).values_list("pk", flat=True)):
        Host.objects.all().delete()
        while take(pk, appointed=False):  # redirects led to a server that had to be asked for its rules first
            pass


def become_due():
    Item.objects.filter(state="waiting").update(due_at=timezone.now())


def test_a_whole_item_is_a_story_at_its_address_and_its_page_is_not_asked_for(bring, publisher):
    (item,) = bring(entry(1, "/1", content=whole(1)))
    article = Article.objects.get()
    assert (item.state, item.article, item.said, item.reason) == ("taken", article, None, "")
    assert (article.identity, article.headline) == (f"url:{publisher.url('/1')}", "Seal 1 keeps ferry waiting")
    assert article.source.name == "The Harbour Paper"
    assert set(publisher.asked) == {"/feed"}


def test_of_a_teaser_the_page_is_read(bring, publisher):
    publisher.answers["/1"] = (200, HTML, page(1, times=3))
    (item,) = bring(entry(1, "/1"))
    assert (item.state, item.article.body.count("<p>")) == ("taken", 12)
    assert Page.objects.get().url == publisher.url("/1")


def test_of_a_teaser_whose_page_has_less_the_feed_s_own_is_kept(bring, publisher):
    publisher.answers["/1"] = (200, HTML, page(1, times=1))
    (item,) = bring(entry(1, "/1", content=whole(1) + "<p><a href='/1'>Read more</a></p>"))
    assert publisher.asked["/1"] == 1
    assert item.article.body.count("<p>") >= 8


def test_the_same_item_again_changes_nothing(bring):
    bring(entry(1, "/1", content=whole(1)))
    before = everything()
    bring(entry(1, "/1", content=whole(1)), entry(1, "/1", content=whole(1)))
    after = everything()
    assert {name: rows for name, rows in after.items() if name not in {"Subscription", "Host"}} == {
        name: rows for name, rows in before.items() if name not in {"Subscription", "Host"}
    }


def test_a_changed_item_changes_its_story_and_edits_stay(bring, django_user_model):
    bring(entry(1, "/1", content=whole(1)))
    article = Article.objects.get()
    desk.edit(article, article.version, {"edited_headline": "An editor's"}, django_user_model.objects.create_user("e"))
    bring(entry(1, "/1", title="Two seals keep ferry waiting", content=whole(1) + "<p>It was not the last of them.</p>"))
    article = Article.objects.get()
    assert (article.headline, article.source_headline) == ("An editor's", "Two seals keep ferry waiting")
    assert "not the last" in article.body


def counting(times):
    return entry(1, "/1", summary=f"A seal kept people waiting. Read {times} times.")


def waits(item):
    return round((item.due_at - timezone.now()) / timedelta(hours=1)) if item.state == "waiting" else 0


def test_a_teaser_that_counts_its_readers_has_its_page_asked_for_ever_less_often(bring, publisher):
    publisher.answers["/1"] = (200, HTML, page(1))
    bring(counting(0))
    waited = []
    for times in range(1, 9):
        (item,) = bring(counting(times))
        waited.append(waits(item))
        become_due()
        take_all()
    assert waited == [0, 0, 1, 2, 4, 8, 16, 24]
    assert publisher.asked["/1"] == 9


def test_what_waits_is_not_put_off_by_further_changes_and_says_why_it_waits(bring, publisher):
    publisher.answers["/1"] = (200, HTML, page(1))
    for times in range(3):
        bring(counting(times))
    first, second = (bring(counting(times))[0] for times in (3, 4))
    assert first.due_at == second.due_at
    assert (second.state, second.reason) == ("waiting", arriving.QUIET)
    assert second.said["summary"].endswith("Read 4 times.")
    assert publisher.asked["/1"] == 3


def test_a_page_that_changed_is_asked_for_at_once_the_next_time(bring, publisher):
    publisher.answers["/1"] = (200, HTML, page(1))
    for times in range(4):
        (item,) = bring(counting(times))
    assert item.state == "waiting"
    publisher.answers["/1"] = (200, HTML, page(1, times=3))
    become_due()
    take_all()
    (item,) = bring(counting(5))
    assert (item.state, item.article.body.count("<p>")) == ("taken", 12)
    assert publisher.asked["/1"] == 5


@pytest.mark.parametrize(("answer", "asked"), [((404, {}, b""), 2), ((503, {}, b""), 1), ((200, HTML, b"<html><body><p>Sign in."), 2)])
def test_a_page_of_which_no_story_comes_is_not_asked_for_with_each_change_of_its_teaser(bring, publisher, answer, asked):
    publisher.answers["/1"] = answer
    for times in range(5):
        (item,) = bring(counting(times))
    assert (item.state, publisher.asked["/1"]) == ("waiting", asked)


def test_changes_that_bring_nothing_do_not_make_a_source_asked_more_often(bring, source, publisher):
    publisher.answers["/1"] = (200, HTML, page(1))
    intervals = []
    for times in range(6):
        bring(counting(times))
        source.refresh_from_db()
        intervals.append(source.interval)
    assert intervals[:3] == sorted(intervals[:3], reverse=True)
    assert intervals[3] > intervals[2]
    assert intervals[3:] == sorted(intervals[3:])


def test_an_item_that_moved_is_still_its_story(bring, publisher):
    bring(entry(1, "/1", content=whole(1)))
    bring(entry(1, "/moved", content=whole(1)))
    assert Article.objects.get().feed_items.get().url == publisher.url("/moved")
    assert Appearance.objects.get().identity == f"url:{publisher.url('/moved')}"
    assert Appearance.objects.get().how == "feed"


def test_a_teaser_that_moved_is_still_its_story(bring, publisher):
    publisher.answers |= {"/1": (200, HTML, page(1, canonical=publisher.url("/1")))}
    publisher.answers |= {"/moved": (200, HTML, page(1, canonical=publisher.url("/moved?id=7")))}
    bring(entry(1, "/1"))
    bring(entry(1, "/moved"))
    assert Article.objects.get().feed_items.get().state == "taken"


def test_a_guid_that_is_given_to_another_story_hides_none(bring):
    bring(entry(1, "/1", guid="latest", content=whole(1)))
    words = "".join(
        f"<p>On day {day} the council voted to rebuild another old bridge of the town with stone and lime.</p>" for day in range(20)
    )
    (item,) = bring(entry(2, "/2", guid="latest", title="Council votes", content=words))
    assert set(Article.objects.values_list("headline", flat=True)) == {"Seal 1 keeps ferry waiting", "Council votes"}
    assert item.article.headline == "Council votes"


def test_an_item_that_changes_while_it_is_taken_waits_for_what_it_says_now(bring, source, publisher, monkeypatch):
    stored = taking.store

    def store_late(*given):
        Item.objects.update(content_digest="other")
        return stored(*given)

    monkeypatch.setattr(taking, "store", store_late)
    (item,) = bring(entry(1, "/1", content=whole(1)))
    assert (item.state, item.article) == ("waiting", Article.objects.get())


def test_the_word_that_it_is_taken_is_kept_with_the_story_or_not_at_all(bring, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(taking, "_still", fail)
    with pytest.raises(ZeroDivisionError):
        bring(entry(1, "/1", content=whole(1)))
    assert not Article.objects.exists()


def test_a_story_from_a_feed_is_read_again_from_what_was_kept(bring):
    bring(entry(1, "/1", content=whole(1)), entry(2, "", content=whole(2)))
    for kept in Page.objects.all():
        with rereading.Reader() as reader:
            found = rereading.find(kept, reader)
        assert (found.problem, found.rehearsal.differences) == ("", ())
    assert Page.objects.count() == 2


def test_an_item_without_an_address_is_known_by_its_guid(bring):
    bring(entry(1, "", content=whole(1)))
    (item,) = bring(entry(1, "", title="Two seals", content=whole(1)))
    assert Article.objects.get().headline == "Two seals"
    assert item.article == Article.objects.get()


def test_an_item_without_an_address_and_a_story_is_refused_in_words(bring):
    (item,) = bring(entry(1, ""))
    assert (item.state, item.reason) == ("refused", taking.NO_ADDRESS)


def test_a_page_that_robots_may_not_ask_for_is_not(bring, publisher):
    publisher.answers |= {"/robots.txt": (200, ROBOTS, b"User-agent: *\nDisallow: /1\n"), "/1": (200, HTML, page(1))}
    publisher.answers["/2"] = (200, HTML, page(2))
    one, two = bring(entry(1, "/1"), entry(2, "/2"))
    assert (one.state, one.reason) == ("refused", robots_rules.FORBIDDEN)
    assert two.state == "taken"
    assert (publisher.asked["/1"], publisher.asked["/robots.txt"]) == (0, 1)


def test_a_page_that_redirects_lead_to_is_not_asked_for_where_robots_may_not(bring, publisher):
    publisher.answers |= {"/robots.txt": (200, ROBOTS, b"User-agent: *\nDisallow: /hidden\n"), "/hidden": (200, HTML, page(1))}
    publisher.answers["/1"] = (302, {"Location": "/hidden"}, b"")
    (item,) = bring(entry(1, "/1"))
    assert (item.state, item.reason) == ("refused", robots_rules.FORBIDDEN)
    assert (publisher.asked["/1"], publisher.asked["/hidden"]) == (1, 0)


@pytest.fixture
def elsewhere(publisher, settings):
    """Another publisher's server."""
    server = Publisher()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.CUTLINE_FETCH_ALLOW |= {server.host}
    yield server
    server.shutdown()
    server.server_close()


def take_again(item):
    for _ in range(len(taking.BACK_OFF) + 1):
        Host.objects.all().delete()
        take(item.pk, appointed=True)
    item.refresh_from_db()
    return item


def test_a_server_that_redirects_lead_to_is_asked_for_its_rules_before_its_page(bring, publisher, elsewhere):
    elsewhere.answers |= {"/robots.txt": (200, ROBOTS, b"User-agent: *\nDisallow: /1\n"), "/1": (200, HTML, page(1))}
    elsewhere.answers["/2"] = (200, HTML, page(2))
    publisher.answers |= {f"/{number}": (302, {"Location": elsewhere.url(f"/{number}")}, b"") for number in (1, 2)}
    one, two = bring(entry(1, "/1"), entry(2, "/2"))
    assert (one.state, one.reason) == ("refused", robots_rules.FORBIDDEN)
    assert (two.state, two.article.identity) == ("taken", f"url:{elsewhere.url('/2')}")
    assert (elsewhere.asked["/robots.txt"], elsewhere.asked["/1"], elsewhere.asked["/2"]) == (1, 0, 1)


def test_a_page_behind_a_redirect_is_taken_at_once_when_the_rules_of_its_server_are_known(bring, publisher, elsewhere):
    elsewhere.answers["/1"] = (200, HTML, page(1))
    publisher.answers |= {"/feed": (200, RSS, rss(entry(1, "/1"))), "/1": (302, {"Location": elsewhere.url("/1")}, b"")}
    poll(Subscription.objects.get().pk, appointed=False)
    item = Item.objects.get()
    assert take(item.pk, appointed=False) <= timezone.now()
    assert elsewhere.asked == {"/robots.txt": 1}
    assert take_again(item).state == "taken"


def test_who_leads_from_one_new_server_to_the_next_is_given_up(bring, publisher):
    others = (f"http://127.0.0.{number}/1" for number in range(2, 99))

    class Wandering(dict):
        def get(self, path, otherwise):
            return (302, {"Location": next(others)}, b"") if path == "/1" else super().get(path, otherwise)

    publisher.answers = Wandering(publisher.answers)
    (item,) = bring(entry(1, "/1"))
    item = take_again(item)
    assert (item.state, item.reason, publisher.asked["/1"]) == ("refused", robots_rules.LED_ON, len(taking.BACK_OFF) + 1)


def test_the_pause_that_a_server_asks_for_is_kept_where_redirects_lead(bring, publisher, elsewhere):
    elsewhere.answers |= {"/robots.txt": (200, ROBOTS, b"User-agent: *\nCrawl-delay: 20\n"), "/1": (200, HTML, page(1))}
    publisher.answers["/1"] = (302, {"Location": elsewhere.url("/1")}, b"")
    bring(entry(1, "/1"))
    assert Host.objects.get().free_at > timezone.now() + timedelta(seconds=15)


def test_the_rules_for_robots_are_asked_for_again_once_they_are_old(bring, publisher):
    publisher.answers |= {"/1": (200, HTML, page(1)), "/2": (200, HTML, page(2))}
    bring(entry(1, "/1"))
    assert RobotsRules.objects.get().ask_at > timezone.now() + timedelta(hours=23)
    RobotsRules.objects.update(ask_at=timezone.now())
    publisher.answers["/robots.txt"] = (200, ROBOTS, b"User-agent: *\nDisallow: /\n")
    items = bring(entry(2, "/2"))
    assert items[1].reason == robots_rules.FORBIDDEN


def test_rules_that_can_t_be_had_hold_as_they_were_and_without_any_nothing_is_asked(bring, publisher):
    publisher.answers |= {"/robots.txt": (503, {}, b""), "/1": (200, HTML, page(1))}
    (item,) = bring(entry(1, "/1"))
    assert (item.state, item.reason, publisher.asked["/1"]) == ("waiting", robots_rules.UNKNOWN, 0)
    RobotsRules.objects.update(ask_at=timezone.now(), patterns=[], unreachable_since=None)
    become_due()
    take_all()
    assert Item.objects.get().state == "taken"


def test_a_server_that_asks_for_a_pause_after_each_page_gets_it(bring, publisher):
    publisher.answers |= {"/robots.txt": (200, ROBOTS, b"User-agent: Cutline\nCrawl-delay: 20\n"), "/1": (200, HTML, page(1))}
    bring(entry(1, "/1"))
    assert Host.objects.get().free_at > timezone.now() + timedelta(seconds=15)


def test_a_page_that_can_t_be_had_is_asked_for_a_few_times_and_then_the_feed_s_own_is_stored(bring, publisher):
    publisher.answers["/1"] = (503, {}, b"")
    (item,) = bring(entry(1, "/1", content=whole(1) + "<p><a href='/1'>Read more</a></p>"))
    waits = []
    while item.state == "waiting":
        waits.append(item.due_at - timezone.now())
        become_due()
        take_all()
        item.refresh_from_db()
    assert waits == sorted(waits)
    assert (item.state, publisher.asked["/1"]) == ("taken", len(taking.BACK_OFF) + 1)


def test_an_item_whose_page_is_not_there_is_refused_with_its_reason(bring):
    (item,) = bring(entry(1, "/1"))
    assert (item.state, item.reason) == ("refused", "the server answered 404 Not Found")


def test_an_item_that_was_refused_and_changes_is_tried_again(bring, publisher):
    bring(entry(1, "/1"))
    publisher.answers["/1"] = (200, HTML, page(1))
    (item,) = bring(entry(1, "/1", summary="It is there now."))
    assert (item.state, item.reason) == ("taken", "")


def test_who_may_not_ask_a_host_yet_comes_back_and_asks_nothing(bring, publisher, settings):
    publisher.answers["/1"] = (200, HTML, page(1))
    publisher.answers["/feed"] = (200, RSS, rss(entry(1, "/1")))
    poll(Subscription.objects.get().pk, appointed=False)
    settings.CUTLINE_FETCH_PAUSE = 5
    (pk,) = Item.objects.values_list("pk", flat=True)
    turn = take(pk, appointed=False)  # the rules for robots are known by then
    assert turn > timezone.now()
    assert (publisher.asked["/robots.txt"], publisher.asked["/1"], Item.objects.get().tries) == (1, 0, 0)


def test_a_host_that_rests_is_left_alone_and_no_try_is_counted(bring, publisher):
    publisher.answers["/1"] = (429, {"Retry-After": "3600"}, b"")
    (item,) = bring(entry(1, "/1"))
    assert (item.reason, item.tries) == ("the server answered 429 Too Many Requests", 1)
    until = Host.objects.get().free_at
    become_due()
    assert take(item.pk, appointed=False) is None
    item.refresh_from_db()
    assert (item.due_at, item.tries, publisher.asked["/1"]) == (until, 1, 1)


def test_an_item_s_photos_are_the_story_s(bring):
    figure = "<figure><img src='/a.jpg'><figcaption>A seal on a gangway on Monday.</figcaption></figure>"
    bring(entry(1, "/1", content=figure + whole(1)))
    assert Caption.objects.get().text == "A seal on a gangway on Monday."


def test_what_goes_wrong_on_our_side_is_tried_again_and_then_told(bring, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(taking, "page_of", fail)
    (item,) = bring(entry(1, "/1", content=whole(1)))
    while item.state == "waiting":
        become_due()
        take_all()
        item.refresh_from_db()
    assert (item.state, item.reason, item.tries) == ("refused", taking.OUR_FAULT, len(taking.BACK_OFF))


def test_the_same_story_from_two_sources_is_one(bring, publisher):
    bring(entry(1, "/1?utm_source=one", content=whole(1)))
    publisher.answers["/other"] = (200, RSS, rss(entry(1, "/1?utm_source=two", guid="x", content=whole(1))))
    other = subscribe(publisher.url("/other"))
    poll(other.pk, appointed=False)
    take_all()
    assert Article.objects.get().feed_items.count() == 2


def test_a_story_that_was_deleted_does_not_come_back_with_a_change_of_its_item(bring):
    bring(entry(1, "/1", content=whole(1)))
    desk.delete(Article.objects.get(), get_user_model().objects.create_user("jo"))
    for times in (3, 4):
        (item,) = bring(entry(1, "/1", content=whole(1, times)))
        assert (item.state, item.article, item.said) == ("taken", None, None)
    assert not Article.objects.exists()


def test_a_story_that_is_deleted_while_a_change_of_its_item_waits_does_not_come_back(bring, source):
    (item,) = bring(entry(1, "/1", content=whole(1)))
    Subscription.objects.update(is_paused=True)
    Item.objects.update(state="waiting", said={"guid": "g1", "url": item.url, "title": "Seal", "content": whole(1, 3)})
    desk.delete(Article.objects.get(), get_user_model().objects.create_user("jo"))
    Subscription.objects.update(is_paused=False)
    take_all()
    assert not Article.objects.exists()


@pytest.fixture
def deleted(bring, publisher):
    """A story that a feed brought and an editor deleted; its page says that it stands at another address than it was found at."""
    publisher.answers["/1?feed=7"] = publisher.answers["/1"] = (200, HTML, page(1, canonical=publisher.url("/1")))
    bring(entry(1, "/1?feed=7"))
    desk.delete(Article.objects.get(), get_user_model().objects.create_user("jo"))
    publisher.asked.clear()


def bring_another(publisher, *entries):
    """Let another source bring items, and have them taken."""
    publisher.answers["/other"] = (200, RSS, rss(*entries))
    other, _ = Subscription.objects.get_or_create(url=publisher.url("/other"))
    Subscription.objects.update(due_at=timezone.now())
    poll(other.pk, appointed=False)
    take_all()
    return other.items.get()


def test_a_story_that_was_deleted_does_not_come_back_with_another_feed_and_its_page_is_not_asked_for(deleted, publisher):
    for summary in ("One.", "Two."):
        item = bring_another(publisher, entry(1, "/1?utm_source=other", guid="x", summary=summary))
        assert (item.state, item.reason, item.article) == ("refused", taking.DELETED, None)
    assert publisher.asked["/1?utm_source=other"] == 0
    assert not Article.objects.exists()


def test_a_story_that_was_deleted_does_not_come_back_by_another_address_that_leads_to_it(deleted, publisher):
    publisher.answers["/short"] = (301, {"Location": "/1"}, b"")
    item = bring_another(publisher, entry(1, "/short"))
    assert (item.state, item.reason) == ("refused", taking.DELETED)
    assert not Article.objects.exists()


def test_a_story_that_was_deleted_does_not_come_back_when_its_source_is_deleted_and_subscribed_to_again(bring, source):
    bring(entry(1, "", content=whole(1)), entry(2, "/2", content=whole(2)))
    for article in Article.objects.all():
        desk.delete(article, get_user_model().objects.get_or_create(username="jo")[0])
    source.items.all().delete()
    Subscription.objects.update(body_digest="")
    assert {item.reason for item in bring(entry(1, "", content=whole(1)), entry(2, "/2", content=whole(2)))} == {taking.DELETED}
    assert not Article.objects.exists()


def test_a_story_that_was_deleted_comes_back_when_somebody_adds_its_address(deleted, publisher):
    list(ingest([publisher.url("/1")]))
    article = Article.objects.get()
    item = bring_another(publisher, entry(1, "/1", title="Two seals keep ferry waiting", content=whole(1)))
    assert (item.article, Article.objects.get().headline) == (article, "Two seals keep ferry waiting")


def test_all_addresses_of_a_story_that_was_deleted_are_free_again_together(bring, publisher):
    bring(entry(1, "/1", content=whole(1)))
    bring(entry(1, "/moved", content=whole(1)))
    desk.delete(Article.objects.get(), get_user_model().objects.create_user("jo"))
    assert bring_another(publisher, entry(1, "/moved", content=whole(1))).reason == taking.DELETED
    publisher.answers["/1"] = (200, HTML, page(1))
    list(ingest([publisher.url("/1")]))
    item = bring_another(publisher, entry(1, "/moved", content=whole(1), summary="It moved."))
    assert item.state == "taken"


def test_a_withdrawn_story_stays_withdrawn_when_its_item_changes(bring):
    bring(entry(1, "/1", content=whole(1)))
    Article.objects.update(status=Article.Status.WITHDRAWN)
    bring(entry(1, "/1", content=whole(1, 3)))
    assert Article.objects.get().status == Article.Status.WITHDRAWN


def test_an_item_without_a_title_has_its_page_s(bring, publisher):
    publisher.answers["/1"] = (200, HTML, page(1))
    untitled = entry(1, "/1", content=whole(1)).replace("<title>Seal 1 keeps ferry waiting</title>", "")
    (item,) = bring(untitled)
    assert (item.state, item.article.headline) == ("taken", "Seal 1 keeps ferry waiting")


def test_a_feed_does_not_write_over_a_story_of_somebody_else_with_other_words(bring, publisher):
    (item,) = bring(entry(1, "/1", content=whole(1)))
    other = subscribe(publisher.url("/other"))
    publisher.answers["/other"] = (200, RSS, rss(entry(7, "/1", title="Pills", content="<p>Buy these pills, all of them, today.</p>" * 60)))
    poll(other.pk, appointed=False)
    take_all()
    item.article.refresh_from_db()
    assert item.article.headline == "Seal 1 keeps ferry waiting"
    assert other.items.get().state == "refused"


def test_what_stands_at_a_page_counts_where_a_feed_says_something_else_of_it(bring, publisher):
    publisher.answers["/1"] = (200, HTML, page(1, times=3))
    bring(entry(1, "/1", content=whole(1)))
    bring(entry(1, "/1", content=whole(1)), entry(7, "/1", title="Pills", content="<p>Buy these pills, all of them, today.</p>" * 60))
    article = Article.objects.get()
    assert (article.headline, article.body.count("<p>")) == ("Seal 1 keeps ferry waiting", 12)
    assert set(article.feed_items.values_list("state", flat=True)) == {"taken"}
