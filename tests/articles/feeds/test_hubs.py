"""A hub is told of every feed that changed, once, and of no other; nothing is lost on the way."""

from datetime import UTC, datetime, timedelta
from time import sleep

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from lxml import etree

from articles import desk, tasks, workers
from articles.feeds import hubs
from articles.feeds.hubs import RESTS, SETTLING, SWEEP, TURN
from articles.models import Article, Hub, Section, Topic
from gallery.desk import words
from tests.articles.feeds.rules_of_forms import broken
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db
FORMS = ["", "atom/", "json/"]
ADDRESS = "https://paper.example/"


@pytest.fixture
def now(monkeypatch):
    """The time, which stands still until a test moves it."""
    time = [datetime(2026, 11, 1, tzinfo=UTC)]
    monkeypatch.setattr(timezone, "now", lambda: time[0])
    return time


@pytest.fixture
def hub(publisher, settings, now):
    """A hub that takes whatever it is told, and knows how the feeds are."""
    settings.CUTLINE_WEBSUB_HUB = publisher.url("/hub")
    settings.CUTLINE_ADDRESS = ADDRESS
    publisher.answers["/hub"] = (204, {}, b"")
    Section.objects.create(name="Science", slug="science")
    Section.objects.create(name="Sport", slug="sport")
    make_article(headline="The first", changed_at=now[0])
    hubs.tell(now[0])
    assert publisher.posted == []
    now[0] += timedelta(hours=1)
    return publisher


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


def publish(section, credit=""):
    story = make_article(section=Section.objects.get(slug=section), changed_at=timezone.now())
    add_caption(story, "The quay at dawn.", make_photo(), credit=credit, role="lead")
    return story


def told(hub, now):
    """Let time pass until everything was told; give the feeds that were, of those in three forms."""
    for _ in range(3):
        hubs.tell(now[0])
        now[0] += SETTLING
    pings, hub.posted = hub.posted, []
    assert all(ping.keys() == {"hub.mode", "hub.url"} and ping["hub.mode"] == "publish" for ping in pings)
    addresses = [ping["hub.url"] for ping in pings]
    feeds = {address for address in addresses if address.endswith("/feed/")}
    assert sorted(addresses) == sorted(f"{feed}{form}" for feed in feeds for form in FORMS)
    return {feed.removeprefix(ADDRESS).removesuffix("feed/") for feed in feeds}


def test_a_published_story_s_feeds_are_told_and_no_others(hub, now):
    publish("science", credit="Ann Poe/Reuters")
    assert told(hub, now) == {"", "section/science/", "photographer/ann-poe/", "agency/reuters/"}
    assert told(hub, now) == set()


def test_a_correction_is_told_and_a_withdrawal_and_a_story_s_old_section_with_its_new_one(hub, now, editor):
    story = publish("science", credit="Ann Poe")
    told(hub, now)
    desk.correct(story, "It was a Tuesday.", editor)
    assert told(hub, now) == {"", "section/science/", "photographer/ann-poe/"}
    story.refresh_from_db()
    desk.edit(story, story.version, {"edited_section_id": Section.objects.get(slug="sport").pk}, editor)
    assert told(hub, now) == {"", "section/science/", "section/sport/", "photographer/ann-poe/"}
    caption = story.captions.get()
    words.edit(caption, caption.version, "The quay.", "Jo Doe", editor)
    assert told(hub, now) == {"", "section/sport/", "photographer/ann-poe/", "photographer/jo-doe/"}
    desk.edit(story, Article.objects.get(pk=story.pk).version, {"status": "withdrawn"}, editor)
    assert told(hub, now) == {"", "section/sport/", "photographer/jo-doe/"}


def test_a_deleted_story_is_told_within_a_day(hub, now):
    publish("science")
    told(hub, now)
    Article.objects.filter(section__slug="science").delete()
    now[0] += SWEEP
    assert told(hub, now) == {"", "section/science/"}


def test_several_changes_within_seconds_are_told_once(hub, now):
    for _ in range(4):
        publish("science")
        hubs.tell(now[0])
        now[0] += timedelta(seconds=2)
    assert hub.posted == []
    assert told(hub, now) == {"", "section/science/"}


@pytest.mark.parametrize("answer", [(503, {}, b""), (429, {"Retry-After": "1"}, b"")])
def test_a_hub_that_takes_nothing_now_is_asked_again_later_and_later_and_loses_nothing(hub, now, answer):
    publish("science")
    hubs.tell(now[0])
    hub.answers["/hub"] = answer
    for rest in (SETTLING, *RESTS, RESTS[-1]):
        now[0] += rest - timedelta(seconds=1)
        hubs.tell(now[0])
        before = len(hub.posted)
        now[0] += timedelta(seconds=1)
        hubs.tell(now[0])
        assert len(hub.posted) == before + 1
    hub.posted, hub.answers["/hub"] = [], (202, {}, b"")
    now[0] += RESTS[-1]
    assert told(hub, now) == {"", "section/science/"}
    assert not Topic.objects.exclude(failures=0).exists()


@pytest.mark.parametrize("answer", [(400, {}, b"no"), (302, {"Location": "/hub"}, b"")])
def test_what_a_hub_refuses_for_good_is_not_said_again(hub, now, answer):
    hub.answers["/hub"] = answer
    publish("science")
    told(hub, now)
    now[0] += RESTS[-1]
    assert told(hub, now) == set()


def test_a_hub_that_can_t_be_reached_may_be_reached_later(hub, now, settings):
    publish("science")
    settings.CUTLINE_FETCH_ALLOW = frozenset()
    Hub.objects.update(address="http://hub.invalid/hub")
    settings.CUTLINE_WEBSUB_HUB = "http://hub.invalid/hub"
    hubs.tell(now[0])
    hubs.tell(now[0] + SETTLING)
    assert Topic.objects.filter(due_at__gt=now[0] + SETTLING).count() == 2


def test_what_changes_while_it_is_told_is_told_again(hub, now, monkeypatch):
    publish("science")
    hubs.tell(now[0])
    now[0] += SETTLING
    send, sent = hubs.send, []

    def send_late(*said):
        send(*said)
        if not sent:
            publish("science")
            hubs._look(Hub.objects.get().pk, now[0])
        sent.append(said)

    monkeypatch.setattr(hubs, "send", send_late)
    hubs.tell(now[0])
    monkeypatch.undo()
    hub.posted = []
    monkeypatch.setattr(timezone, "now", lambda: now[0])
    assert "" in told(hub, now)


def test_a_worker_that_is_killed_while_it_tells_loses_nothing(hub, now, monkeypatch):
    publish("science")
    hubs.tell(now[0])
    now[0] += SETTLING
    for moment in range(6):
        count, send = iter(range(6)), hubs.send

        def killed(*said, moment=moment, count=count, send=send):
            if next(count) == moment:
                raise SystemExit
            send(*said)

        Topic.objects.filter(slug__in=["", "science"]).update(due_at=now[0])
        with monkeypatch.context() as until_then:
            until_then.setattr(hubs, "send", killed)
            with pytest.raises(SystemExit):
                hubs.tell(now[0])
        hub.posted = []
        now[0] += TURN
        assert "section/science/" in told(hub, now)


def test_of_two_workers_that_tell_at_once_each_tells_of_other_feeds(hub, now, monkeypatch):
    publish("science", credit="Ann Poe/Reuters")
    hubs.tell(now[0])
    now[0] += SETTLING
    send, depth = hubs.send, []

    def send_beside_another(*said):
        send(*said)
        if not depth:
            depth.append(1)
            hubs.tell(now[0])

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(hubs, "send", send_beside_another)
        hubs.tell(now[0])
    assert told(hub, now) == {"", "section/science/", "photographer/ann-poe/", "agency/reuters/"}


def test_a_slow_hub_keeps_a_worker_for_no_longer_than_a_minute_and_is_told_the_rest_later(hub, now, monkeypatch):
    publish("science", credit="Ann Poe/Reuters")
    hubs.tell(now[0])
    now[0] += SETTLING
    send = hubs.send
    with monkeypatch.context() as slow:
        slow.setattr(hubs, "LONGEST", 0.5)
        slow.setattr(hubs, "send", lambda *said: sleep(0.2) or send(*said))
        hubs.tell(now[0])
    assert len(hub.posted) == len(FORMS)
    assert len(told(hub, now)) == 4


def test_a_worker_has_the_hub_told_where_something_changed_and_only_there(hub, now, settings):
    assert not hubs.is_behind(now[0])
    publish("science")
    assert hubs.is_behind(now[0])
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    workers.see_to_hub()
    workers.see_to_hub()
    assert [row.task_path for row in DBTaskResult.objects.all()] == ["articles.tasks.tell_hub"]
    tasks.tell_hub.call()
    assert not hubs.is_behind(now[0])
    assert hubs.is_behind(now[0] + SETTLING)


@pytest.mark.parametrize("form", FORMS)
def test_a_feed_names_its_hub_and_itself_and_breaks_no_rule(client, hub, settings, form):
    settings.ALLOWED_HOSTS, settings.CUTLINE_WEBSUB_HUB = ["*"], "https://hub.example/"
    answer = client.get(f"/feed/{form}", HTTP_HOST="paper.example", secure=True)
    assert answer["Link"] == f'<https://hub.example/>; rel="hub", <{ADDRESS}feed/{form}>; rel="self"'
    if form == "json/":
        assert answer.json()["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    else:
        links = etree.fromstring(answer.content).iter("{http://www.w3.org/2005/Atom}link")
        assert [link.get("href") for link in links if link.get("rel") == "hub"] == ["https://hub.example/"]
    assert broken(f"{ADDRESS}feed/{form}", answer) == []


def test_what_no_hub_knows_of_names_none(client, hub, settings):
    for path in ("/feed/?archive=1", "/search/feed/?q=first"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "Link" not in answer
        assert b'rel="hub"' not in answer.content
    settings.CUTLINE_WEBSUB_HUB = ""
    assert "Link" not in client.get("/feed/")


def test_nothing_is_told_of_a_private_paper_nor_where_no_hub_is_named(hub, now, settings):
    publish("science")
    settings.CUTLINE_PRIVATE = True
    assert not hubs.is_behind(now[0])
    settings.CUTLINE_PRIVATE, settings.CUTLINE_WEBSUB_HUB = False, ""
    assert not hubs.is_behind(now[0])
