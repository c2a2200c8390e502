"""What nobody needs any more is forgotten, and nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import pace, workers
from articles.models import Host, Worker
from articles.subscriptions import clearing
from articles.subscriptions.clearing import clear_away
from articles.subscriptions.feed import CUT_OFF
from articles.subscriptions.polling import poll
from articles.subscriptions.rows import Item, RobotsRules, Subscription
from tests.articles.subscriptions.papers import RSS, entry, rss
from tests.articles.subscriptions.test_polling import site_map

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def ago(days):
    return timezone.now() - days * DAY


def test_rules_for_robots_go_once_they_count_for_nobody():
    for name, days in (("new", -1), ("old", 29), ("older", 31)):
        RobotsRules.objects.create(origin=f"https://{name}.example", ask_at=ago(days))
    clear_away()
    assert set(RobotsRules.objects.values_list("origin", flat=True)) == {"https://new.example", "https://old.example"}


def test_hosts_go_that_nobody_asked_for_months_and_those_with_an_appointment_stay():
    for name, free, appointment in (("asked", 1, 1), ("idle", 91, 91), ("appointed", 91, 0), ("rests", -1, 91)):
        Host.objects.create(name=name, free_at=ago(free), next_appointment=ago(appointment))
    clear_away()
    assert set(Host.objects.values_list("name", flat=True)) == {"asked", "appointed", "rests"}
    assert pace.may_ask("idle", timezone.now(), appointed=False) is None


def test_of_each_kind_a_look_forgets_only_some(monkeypatch):
    monkeypatch.setattr(clearing, "AT_ONCE", 2)
    RobotsRules.objects.bulk_create(RobotsRules(origin=f"https://{number}.example", ask_at=ago(99)) for number in range(5))
    left = []
    for _ in range(3):
        clear_away()
        left.append(RobotsRules.objects.count())
    assert left == [3, 1, 0]


@pytest.fixture
def bring(publisher):
    """Have sources asked that answer with some items; in the order they came in, what became of those that are known."""

    def bring(*entries, path="/feed", body=None):
        publisher.answers[path] = (200, RSS, body or rss(*entries))
        source, _ = Subscription.objects.get_or_create(url=publisher.url(path))
        Subscription.objects.filter(pk=source.pk).update(due_at=timezone.now())
        Host.objects.all().delete()
        assert poll(source.pk, appointed=False) is None
        return source

    return bring


def refuse_all():
    Item.objects.update(state="refused", reason="its page is gone")


def let_pass(days):
    """Let everything be so much longer ago."""
    for item in Item.objects.all():
        Item.objects.filter(pk=item.pk).update(stood_at=item.stood_at - days * DAY)
    for source in Subscription.objects.exclude(read_at=None):
        Subscription.objects.filter(pk=source.pk).update(read_at=source.read_at - days * DAY)


def known():
    clear_away()
    return [item.url.rpartition("/")[2] for item in Item.objects.order_by("pk")]


def test_a_refused_item_goes_a_month_after_it_left_its_feed(bring):
    bring(entry(1, "/1"), entry(2, "/2"))
    refuse_all()
    bring(entry(2, "/2"))
    let_pass(29)
    bring(entry(2, "/2"), entry(3, "/3"))
    assert known() == ["1", "2", "3"]
    let_pass(2)
    bring(entry(2, "/2"))
    assert known() == ["2", "3"]


def test_a_refused_item_stays_as_long_as_its_feed_has_it_and_is_never_new_again(bring):
    bring(entry(1, "/1"))
    refuse_all()
    for turn in range(5):
        let_pass(20)
        bring(entry(1, "/1"), entry(9, "/9", title=f"Weather on day {turn}"))
        assert known() == ["1", "9"]
    assert Item.objects.last().state == "refused"


def test_nothing_is_forgotten_of_a_source_that_says_nothing_else_or_does_not_answer(bring, publisher):
    bring(entry(1, "/1"))
    refuse_all()
    let_pass(90)
    bring(entry(1, "/1"))  # the same bytes: they are not read again
    assert known() == ["1"]
    publisher.answers["/feed"] = (503, {}, b"")
    Subscription.objects.update(due_at=timezone.now())
    poll(Subscription.objects.get().pk, appointed=False)
    assert known() == ["1"]


def test_a_feed_that_came_cut_off_says_nothing_of_what_left_it(bring):
    bring(entry(1, "/1"), entry(2, "/2"))
    refuse_all()
    let_pass(90)
    whole = rss(entry(1, "/1"), entry(2, "/2"))
    source = bring(body=whole[: whole.rindex(b"<description>")])
    source.refresh_from_db()
    assert source.problem == CUT_OFF
    assert known() == ["1", "2"]


def test_an_item_whose_story_was_stored_is_never_forgotten(bring):
    bring(entry(1, "/1"))
    Item.objects.update(state="taken", said=None)
    let_pass(90)
    bring(entry(2, "/2"))
    assert known() == ["1", "2"]


def test_of_an_index_all_site_maps_must_have_been_read_since(bring, publisher):
    index = bring(body=site_map("/a.xml", "/b.xml", of="sitemap"))
    bring(path="/a.xml", body=site_map("/1"))
    bring(path="/b.xml", body=site_map("/2"))
    refuse_all()
    let_pass(90)
    assert known() == ["1", "2"]
    bring(path="/a.xml", body=site_map("/3"))
    assert known() == ["1", "2", "3"]
    bring(path="/b.xml", body=site_map("/2", "/4"))
    assert known() == ["2", "3", "4"]
    assert set(Item.objects.values_list("subscription", flat=True)) == {index.pk}


def test_that_a_refused_item_is_still_there_is_written_once_a_day(bring):
    bring(entry(1, "/1"))
    refuse_all()
    before = Item.objects.get().stood_at
    bring(entry(1, "/1"), entry(2, "/2"))
    assert Item.objects.last().stood_at == before
    let_pass(2)
    bring(entry(1, "/1"))
    assert Item.objects.last().stood_at > before


def test_a_worker_forgets_when_it_looks_for_work():
    RobotsRules.objects.create(origin="https://older.example", ask_at=ago(31))
    Worker.objects.create(name="worker")
    workers._beat("worker", workers.BEATS_BETWEEN_LOOKS)
    assert not RobotsRules.objects.exists()
